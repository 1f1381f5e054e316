using NrmPortal.Domain.Screening;

namespace NrmPortal.Domain.Tests.Screening;

public sealed class DefinitionTests
{
    private static readonly ScreeningDefinition Definition = ScreeningDefinition.Current;
    private static readonly string[] Order =
    [
        "danger", "needs", "language", "conditions", "consent", "person", "account", "recruitment", "work", "child", "sexual",
        "criminality", "presentation", "conclusion",
    ];

    private static IReadOnlyList<ScreeningField> Indicators => [.. Definition.Fields.Where(f => f.IsIndicator)];

    private static bool IsThai(char c) => c is >= '\u0E00' and <= '\u0E7F';

    [Fact]
    public void Holds_all_107_indicators_word_for_word()
    {
        var rows = Fixtures.Rows("indicators.csv");
        Assert.Equal(107, rows.Count);
        Assert.Equal(
            rows.Select(r => (r["code"], r["text_th"], r["text_en"], r["group"], r["applies_to"], r["dimension"], r["source_family"])).Order(),
            Indicators.Select(f => (f.Id, f.LabelTh, f.LabelEn, f.Group!, f.AppliesTo!, f.Dimension!, f.SourceFamily!)).Order());
    }

    [Fact]
    public void Each_page_keeps_the_order_of_the_list()
    {
        var codes = Fixtures.Rows("indicators.csv").Select(r => r["code"]).ToList();
        foreach (var step in Definition.Steps)
        {
            var places = step.Fields.Where(f => f.IsIndicator).Select(f => codes.IndexOf(f.Id)).ToList();
            Assert.Equal(places.Order(), places);
        }
    }

    [Fact]
    public void Indicators_stand_on_six_pages_by_topic()
    {
        var pages = Definition.Steps.Where(s => s.Fields.Any(f => f.IsIndicator)).ToList();
        Assert.Equal(["ADKV", "EFW", "C", "X", "S", "OP"], pages.Select(p => string.Concat(p.Fields.Select(f => f.Id[0]).Distinct().Order())));
        Assert.All(pages, p => Assert.All(p.Fields, f => Assert.True(f.IsIndicator)));
    }

    [Fact]
    public void Safety_comes_first_and_the_conclusion_last() => Assert.Equal(Order, Definition.Steps.Select(s => s.Id));

    [Fact]
    public void Every_text_is_there_in_both_languages_and_never_says_prey()
    {
        var texts = Definition.Steps.SelectMany(s => new[] { (s.TitleTh, s.TitleEn), (s.HelpTh, s.HelpEn) })
            .Concat(Definition.Fields.SelectMany(f => new[] { (f.LabelTh, f.LabelEn), (f.HelpTh ?? "", f.HelpEn ?? "") }))
            .Concat(Definition.Fields.SelectMany(f => f.Options ?? []).Select(o => (o.Th, o.En))).ToList();
        Assert.All(texts, t => Assert.Equal(t.Item1.Length == 0, t.Item2.Length == 0));
        Assert.All(texts.Where(t => t.Item1.Length > 0), t => Assert.Contains(t.Item1, IsThai));
        Assert.All(texts, t => Assert.DoesNotContain(t.Item2, IsThai));
        Assert.All(texts, t => Assert.DoesNotContain("เหยื่อ", t.Item1, StringComparison.Ordinal));
    }

    [Fact]
    public void Seven_points_of_consent_are_explained() =>
        Assert.Equal(7, Definition.Fields.Single(f => f.Id == "consent_points").Options!.Count);

    [Fact]
    public void Only_safety_consent_conclusion_and_reasons_are_required_of_everyone() =>
        Assert.Equal(["danger_now", "consent_outcome", "conclusion_outcome", "conclusion_reasons"], Definition.Fields.Where(f => f.Required && f.When is null).Select(f => f.Id));

    [Fact]
    public void Ids_are_unique_and_fit_a_form()
    {
        var ids = Definition.Fields.Select(f => f.Id).Concat(Definition.Steps.Select(s => "step:" + s.Id)).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(Definition.Fields, f => Assert.All(f.Id, c => Assert.True(char.IsAsciiLetterOrDigit(c) || c == '_')));
        Assert.All(Definition.Fields.SelectMany(f => f.Options ?? []), o => Assert.DoesNotContain(' ', o.Value));
    }

    [Fact]
    public void Kinds_and_sections_are_closed_lists()
    {
        Assert.All(Definition.Fields, f => Assert.Contains(f.Kind, new[] { "choice", "multichoice", "text", "longtext", "indicator" }));
        Assert.All(Definition.Fields, f => Assert.Contains(f.Section, new[] { "None", "Identity", "Account", "Consent", "Health" }));
        Assert.All(Definition.Fields, f => Assert.Equal(f.Kind is "choice" or "multichoice", f.Options is not null));
    }

    /// <summary>A screening pins this hash: changing the form means a new version, not a new text under the old name.</summary>
    [Fact]
    public void The_hash_is_the_SHA256_of_the_bytes_and_does_not_change()
    {
        Assert.Equal([("nrm-screening", 1), ("nrm-screening", 2)], ScreeningDefinition.All.Select(d => (d.Id, d.Version)));
        Assert.Equal(["6d22675660e4749b4b81fe518d263b7c43aced311cfcf0c6f766bbb3fed2ddb3", "9947ba804d57baf1b0ce4388f59a02fc8e729db711c4145e014d8466b4b9b525"], ScreeningDefinition.All.Select(d => d.Hash));
    }

    [Fact]
    public void A_screening_goes_on_with_the_version_it_began_with()
    {
        foreach (var version in ScreeningDefinition.All) Assert.Same(version, ScreeningDefinition.Of(version.Hash));
        Assert.Same(Definition, ScreeningDefinition.Of("of no version"));
        // A later version only adds: what an earlier draft has answered is still asked.
        foreach (var (before, after) in ScreeningDefinition.All.Zip(ScreeningDefinition.All.Skip(1)))
            Assert.Empty(before.Fields.Select(f => f.Id).Except(after.Fields.Select(f => f.Id)));
    }
}
