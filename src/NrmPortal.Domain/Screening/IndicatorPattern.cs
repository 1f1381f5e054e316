using System.Text.Json;

namespace NrmPortal.Domain.Screening;

public enum Strength
{
    Weak,
    Medium,
    Strong,
}

/// <summary>One ILO dimension: the codes answered yes with their strengths, and whether the rule makes it positive.</summary>
public sealed record DimensionResult(int Number, IReadOnlyList<(string Code, Strength Strength)> Yes, bool Positive);

/// <summary>The pattern, explained. It stands beside the officer's conclusion and never replaces it.</summary>
public sealed record PatternResult(
    IReadOnlyList<DimensionResult> Dimensions, bool MeetsLabourRule, IReadOnlyList<string> Act, IReadOnlyList<string> Means,
    IReadOnlyList<string> Purpose, int Asked, int NotAsked, bool TreatedAsChild)
{
    /// <summary>The pattern points to trafficking or forced labour: the labour rule is met, or act, means (not for a child) and purpose each have an indicator.</summary>
    public bool Indicates => MeetsLabourRule || (Act.Count > 0 && Purpose.Count > 0 && (TreatedAsChild || Means.Count > 0));
}

/// <summary>
/// The ILO rule on labour indicators (operational indicators of trafficking, 2009; strengths are a secondary transcription to be
/// checked against the brochure), each code once a dimension; elsewhere a plain list by act, means and purpose.
/// </summary>
public static class IndicatorPattern
{
    private sealed record Rating(int Dimension, string Code, string Adult, string Child);

    private static readonly Lazy<Rating[]> Ratings = new(() => JsonSerializer.Deserialize<Rating[]>(ScreeningDefinition.Bytes("ilo-strengths-1"), JsonSerializerOptions.Web)!);

    public static PatternResult Of(ScreeningDefinition definition, ScreeningAnswers answers)
    {
        var child = answers.AgeGroup != AgeGroup.Adult;
        var indicators = definition.Fields.Where(f => f.IsIndicator).ToList();
        var yes = indicators.Where(f => answers.Indicator(f.Id) == IndicatorValue.Yes).ToList();
        var dimensions = Enumerable.Range(1, 6).Select(n => Dimension(n, child, answers)).ToList();
        bool Positive(int n) => dimensions[n - 1].Positive;
        var act = Codes(yes, "act");
        var labour = child
            ? act.Count > 0 && Positive(4)
            : (Positive(1) || Positive(2) || Positive(3)) && Positive(4) && (Positive(5) || Positive(6));
        var notAsked = indicators.Count(f => answers.Indicator(f.Id) == IndicatorValue.NotAsked);
        return new PatternResult(dimensions, labour, act, Codes(yes, "means"), Codes(yes, "purpose"), indicators.Count - notAsked, notAsked, child);
    }

    /// <summary>Two strong; one strong and one other; three medium; or two medium and one weak.</summary>
    public static bool IsPositive(IEnumerable<Strength> strengths)
    {
        var counts = strengths.CountBy(s => s).ToDictionary(p => p.Key, p => p.Value);
        var strong = counts.GetValueOrDefault(Strength.Strong);
        var medium = counts.GetValueOrDefault(Strength.Medium);
        var weak = counts.GetValueOrDefault(Strength.Weak);
        return strong >= 2 || (strong == 1 && medium + weak >= 1) || medium >= 3 || (medium == 2 && weak >= 1);
    }

    private static DimensionResult Dimension(int number, bool child, ScreeningAnswers answers)
    {
        var rated = Ratings.Value.Where(r => r.Dimension == number && answers.Indicator(r.Code) == IndicatorValue.Yes)
            .Select(r => (r.Code, Text: child ? r.Child : r.Adult)).Where(r => Enum.TryParse<Strength>(r.Text, true, out _))
            .GroupBy(r => r.Code, StringComparer.Ordinal)
            .Select(g => (g.Key, g.Max(r => Enum.Parse<Strength>(r.Text, true)))).ToList();
        return new DimensionResult(number, rated, IsPositive(rated.Select(r => r.Item2)));
    }

    private static List<string> Codes(IEnumerable<ScreeningField> yes, string dimension) =>
        [.. yes.Where(f => f.Dimension == dimension).Select(f => f.Id)];
}

/// <summary>When a negative needs a second trained person, and when a conclusion needs a reason against the pattern.</summary>
public static class ScreeningSafeguards
{
    public static IReadOnlyList<string> SecondScreenerReasons(ScreeningAnswers answers, PatternResult pattern)
    {
        if (answers["conclusion_outcome"] != "none") return [];
        var reasons = new List<string>();
        if (pattern.Indicates) reasons.Add("againstPattern");
        if (answers.AgeGroup != AgeGroup.Adult) reasons.Add("possibleChild");
        if (Unsafe(answers)) reasons.Add("unsafeConditions");
        return reasons;
    }

    public static bool NeedsDisagreementReason(ScreeningAnswers answers, PatternResult pattern) =>
        (answers["conclusion_outcome"] == "none" && pattern.Indicates)
        || (answers["conclusion_outcome"] == "reasonable_grounds" && !pattern.Indicates && pattern.Asked > 0);

    private static bool Unsafe(ScreeningAnswers answers) =>
        answers["danger_now"] == "yes" || answers["private_place"] == "no" || answers["suspect_absent"] == "no"
        || answers["interpreter"] == "none" || answers["interpreter_independent"] == "no";
}
