using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Screening;

namespace NrmPortal.Data.Seed.Story;

/// <summary>A clearly fictional person whom a case is about.</summary>
/// <param name="Nationality">Code of the screening form: TH, MM, KH, LA, VN, CN, stateless.</param>
internal sealed record Persona(string Name, AgeGroup Age, Sex Sex, ExploitationCategory Category, string Nationality)
{
    private static readonly string[] Labour = ["A01", "D01", "D02", "E01", "E02", "F01", "F02"];

    public bool WithFamily { get; init; }

    /// <summary>Without consent: help and a count, no identity.</summary>
    public bool Consents { get; init; } = true;

    /// <summary>What is told or seen of the person's health, in a section of its own.</summary>
    public string? Health { get; init; }

    /// <summary>What the receiving shelter has to provide for, and the language code.</summary>
    public string Language => Nationality switch { "MM" => "my", "KH" => "km", "LA" => "lo", "VN" => "vi", "CN" => "zh", _ => "th" };

    public static Persona Adult(string name, Sex sex, ExploitationCategory category = ExploitationCategory.Labour, string nationality = "MM") =>
        new(name, AgeGroup.Adult, sex, category, nationality);

    public static Persona Child(string name, Sex sex, ExploitationCategory category = ExploitationCategory.Labour, string nationality = "MM") =>
        new(name, AgeGroup.Child, sex, category, nationality);

    /// <summary>An interview that has begun: safe, interpreted, consented to; not concluded.</summary>
    public ScreeningAnswers Begun => new ScreeningAnswers()
        .With("danger_now", "no").With("urgent_needs", "rest").With("language", Language)
        .With("interpreter", Nationality == "TH" ? "not_needed" : "present").With("interpreter_independent", Nationality == "TH" ? null : "yes")
        .With("private_place", "yes").With("suspect_absent", "yes")
        .With("consent_points", "interview purpose uses research access storage withdraw").With("consent_outcome", Consents ? "given" : "refused")
        .With("age_class", Code(Age)).With("sex", Code(Sex)).With("category", CategoryCode).With("health_note", Health)
        .With("name", Consents ? Name : null).With("nationality", Consents ? Nationality : null)
        .With("own_account", Consents ? "A story made up for the demonstration." : null);

    /// <summary>The interview as concluded by the officer. <paramref name="pattern"/>: indicators are recorded that speak for labour exploitation.</summary>
    public ScreeningAnswers Concluded(ScreeningOutcome outcome, bool pattern = false)
    {
        var answers = pattern ? Labour.Aggregate(Begun, (a, code) => a.With(code, IndicatorValue.Yes, IndicatorSource.Told)) : Begun;
        var negative = outcome == ScreeningOutcome.None;
        return answers.With("conclusion_outcome", negative ? "none" : outcome == ScreeningOutcome.Unclear ? "unclear" : "reasonable_grounds")
            .With("conclusion_reasons", "Made up for the demonstration.")
            .With("other_pathway", negative ? "labour" : null).With("told_review", negative ? "yes" : null)
            .With("disagreement_reason", negative && pattern ? "Made up for the demonstration." : null);
    }

    private string CategoryCode => Category == ExploitationCategory.ForcedCriminality ? "forced_criminality"
        : Category == ExploitationCategory.NotStated ? "not_stated" : Code(Category);

    private static string Code<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
