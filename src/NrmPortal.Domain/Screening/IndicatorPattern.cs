using System.Text.Json;

namespace NrmPortal.Domain.Screening;

public enum Strength
{
    Weak,
    Medium,
    Strong,
}

/// <summary>One ILO dimension: the codes answered yes with their strengths, and whether the rule makes it positive.</summary>
/// <param name="Rule">Unknown while indicators not asked, not known or declined could still make it positive.</param>
public sealed record DimensionResult(int Number, IReadOnlyList<(string Code, Strength Strength)> Yes, Truth Rule)
{
    public bool Positive => Rule == Truth.True;
}

/// <summary>The pattern, explained in codes. It stands beside the officer's conclusion and never replaces it.</summary>
/// <param name="LabourRule">The ILO combination of dimensions; unknown where too little was asked to say.</param>
/// <param name="Points">Whether the pattern as a whole points to trafficking (s.6) or forced labour (s.6/1).</param>
/// <param name="Asked">Counts are of indicators that fit the age class or were recorded all the same.</param>
/// <param name="NotKnown">Asked and answered "not known" or declined; part of <paramref name="Asked"/>.</param>
public sealed record PatternResult(
    IReadOnlyList<DimensionResult> Dimensions, Truth LabourRule, Truth Points, IReadOnlyList<string> Act, IReadOnlyList<string> Means,
    IReadOnlyList<string> Purpose, int Asked, int NotAsked, bool TreatedAsChild, int NotKnown)
{
    public bool MeetsLabourRule => LabourRule == Truth.True;

    /// <summary>
    /// The labour rule is met; or act, means (not for a child) and purpose each have an indicator (s.6); or a method of
    /// compulsion and a labour purpose (s.6/1, which needs no act).
    /// </summary>
    public bool Indicates => Points == Truth.True;
}

/// <summary>
/// The ILO rule on labour indicators (operational indicators of trafficking, 2009; strengths are a secondary transcription to be
/// checked against the brochure); elsewhere a plain list by act, means and purpose, without strength. In a dimension each code
/// counts once, with its highest strength, and so does a fact that has one code for adults and another for children.
/// </summary>
public static class IndicatorPattern
{
    private sealed record Rating(string Fact, int Dimension, string Code, string Adult, string Child);

    private static readonly Lazy<Rating[]> Ratings = new(() => JsonSerializer.Deserialize<Rating[]>(ScreeningDefinition.Bytes("ilo-strengths-1"), JsonSerializerOptions.Web)!);

    public static PatternResult Of(ScreeningDefinition definition, ScreeningAnswers answers)
    {
        var child = answers.AgeGroup != AgeGroup.Adult;
        var truths = definition.Fields.Where(f => f.IsIndicator && (f.Fits(answers.AgeGroup) || answers[f.Id] is not null)).ToDictionary(f => f, f => Of(answers.Indicator(f.Id)));
        Truth Any(Func<ScreeningField, bool> which) => truths.Where(t => which(t.Key)).Select(t => t.Value).Max();
        List<string> Yes(string dimension) => [.. truths.Where(t => t.Key.Dimension == dimension && t.Value == Truth.True).Select(t => t.Key.Id)];

        var byCode = truths.ToDictionary(t => t.Key.Id, t => t.Value, StringComparer.Ordinal);
        var dimensions = Enumerable.Range(1, 6).Select(n => Dimension(n, child, byCode)).ToList();
        var act = Any(f => f.Dimension == "act");
        var labour = Labour([.. dimensions.Select(d => d.Rule)], act, child);
        var trafficking = All(act, Any(f => f.Dimension == "purpose"), child ? Truth.True : Any(f => f.Dimension == "means"));
        var forcedLabour = All(Any(f => f.Group == "forced_labour"), Any(f => f.Group == "purpose_labour"));
        var notAsked = truths.Keys.Count(f => answers.Indicator(f.Id) == IndicatorValue.NotAsked);
        var notKnown = truths.Keys.Count(f => answers.Indicator(f.Id) is IndicatorValue.Unknown or IndicatorValue.Declined);
        return new PatternResult(dimensions, labour, AnyOf(labour, trafficking, forcedLabour), Yes("act"), Yes("means"), Yes("purpose"),
            truths.Count - notAsked, notAsked, child, notKnown);
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

    /// <summary>
    /// Adult: recruitment (1, 2 or 3), exploitation (4), and coercion or abuse of vulnerability at destination (5 or 6).
    /// Child: an act and exploitation are enough. Being a child never weakens a pattern, so the adult rule counts as well.
    /// </summary>
    /// <param name="positive">The six dimensions in order.</param>
    public static Truth Labour(IReadOnlyList<Truth> positive, Truth act, bool child)
    {
        var adult = All(AnyOf(positive[0], positive[1], positive[2]), positive[3], AnyOf(positive[4], positive[5]));
        return child ? AnyOf(adult, All(act, positive[3])) : adult;
    }

    // No is the only answer that speaks against.
    private static Truth Of(IndicatorValue value) => value switch
    {
        IndicatorValue.Yes => Truth.True,
        IndicatorValue.No => Truth.False,
        _ => Truth.Unknown,
    };

    private static DimensionResult Dimension(int number, bool child, Dictionary<string, Truth> truths)
    {
        var rated = Ratings.Value.Where(r => r.Dimension == number)
            .Select(r => (r.Fact, r.Code, Is: truths.GetValueOrDefault(r.Code), Strength: Read(child ? r.Child : r.Adult)))
            .Where(r => r.Strength is not null && r.Is != Truth.False).ToList();
        bool Positive(Truth least) => IsPositive(rated.Where(r => r.Is >= least).GroupBy(r => r.Fact, StringComparer.Ordinal).Select(g => g.Max(r => r.Strength!.Value)));
        var yes = rated.Where(r => r.Is == Truth.True).GroupBy(r => r.Code, StringComparer.Ordinal).Select(g => (g.Key, g.Max(r => r.Strength!.Value))).ToList();
        return new DimensionResult(number, yes, Positive(Truth.True) ? Truth.True : Positive(Truth.Unknown) ? Truth.Unknown : Truth.False);
    }

    private static Strength? Read(string name) => Enum.TryParse<Strength>(name, true, out var strength) ? strength : null;

    private static Truth All(params ReadOnlySpan<Truth> truths)
    {
        var least = Truth.True;
        foreach (var truth in truths) least = truth < least ? truth : least;
        return least;
    }

    private static Truth AnyOf(params ReadOnlySpan<Truth> truths)
    {
        var most = Truth.False;
        foreach (var truth in truths) most = truth > most ? truth : most;
        return most;
    }
}
