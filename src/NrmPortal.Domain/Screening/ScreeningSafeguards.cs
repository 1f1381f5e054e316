namespace NrmPortal.Domain.Screening;

/// <summary>When a negative needs a second trained person, and when a conclusion needs a reason against the pattern.</summary>
public static class ScreeningSafeguards
{
    internal const string Outcome = "conclusion_outcome";
    internal const string Reason = "disagreement_reason";

    /// <returns>Codes, each once: <c>againstPattern</c>, <c>undecided</c>, <c>possibleChild</c>, <c>unsafeConditions</c>; empty unless the outcome is none.</returns>
    public static IReadOnlyList<string> SecondScreenerReasons(ScreeningAnswers answers, PatternResult pattern)
    {
        if (answers[Outcome] != "none") return [];
        var reasons = new List<string>();
        if (pattern.Indicates) reasons.Add("againstPattern");
        if (IsUndecided(pattern)) reasons.Add("undecided");
        if (answers.AgeGroup != AgeGroup.Adult) reasons.Add("possibleChild");
        if (Unsafe(answers)) reasons.Add("unsafeConditions");
        return reasons;
    }

    /// <summary>
    /// A negative against a pattern that points the other way or that nobody has asked enough to know, or reasonable grounds where indicators were asked and the pattern
    /// does not point that way.
    /// </summary>
    public static bool NeedsDisagreementReason(ScreeningAnswers answers, PatternResult pattern) => answers[Outcome] switch
    {
        "none" => pattern.Indicates || IsUndecided(pattern),
        "reasonable_grounds" => !pattern.Indicates && pattern.Asked > 0,
        _ => false,
    };

    // Something of an act, a means or a purpose was found, and too little asked to say that it is not trafficking: nobody is screened out
    // by what was left out.
    private static bool IsUndecided(PatternResult pattern) => pattern.Points == Truth.Unknown && pattern.Act.Count + pattern.Means.Count + pattern.Purpose.Count > 0;

    // What was not recorded was not safe: a negative may not rest on an interview whose conditions nobody wrote down.
    private static bool Unsafe(ScreeningAnswers answers) =>
        answers["danger_now"] != "no" || answers["private_place"] != "yes" || answers["suspect_absent"] != "yes"
        || answers["interpreter"] == "none"
        || (answers["interpreter"] is "present" or "phone" && answers["interpreter_independent"] != "yes");
}
