using NrmPortal.Domain.Screening;

namespace NrmPortal.Domain.Tests.Screening;

/// <summary>What the screening's own record keeps once concluded: identity and health have tables and readers of their own.</summary>
public sealed class RecordTests
{
    private static readonly DateOnly Day = new(2026, 11, 28);
    private static readonly ScreeningAnswers Full = new ScreeningAnswers().With("consent_outcome", "given").With("age_class", "adult")
        .With("name", "x").With("document", "y").With("health_note", "z").With("own_account", "w").With("F01", IndicatorValue.Yes, IndicatorSource.Document);

    private static ScreeningAnswers Record(ScreeningAnswers answers) => new ScreeningForm(ScreeningDefinition.Current, answers).Record;

    [Fact]
    public void Identity_and_health_leave_the_record()
    {
        var kept = Record(Full);
        Assert.All(ScreeningDefinition.Current.Fields.Where(f => f.Section is "Identity" or "Health"), f => Assert.Null(kept[f.Id]));
        Assert.Equal(("w", "adult"), (kept["own_account"], kept["age_class"]));
        Assert.Equal((IndicatorValue.Yes, (IndicatorSource?)IndicatorSource.Document), (kept.Indicator("F01"), kept.Source("F01")));
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("not_possible")]
    public void Without_consent_the_account_is_not_kept_but_help_and_the_officers_record_are(string outcome)
    {
        var kept = Record(Full.With("consent_outcome", outcome).With("danger_details", "moved to safety"));
        Assert.Null(kept["own_account"]);
        Assert.Equal(("moved to safety", outcome), (kept["danger_details"], kept["consent_outcome"]));
        Assert.Equal(IndicatorValue.Yes, kept.Indicator("F01"));
    }

    [Fact]
    public void A_named_legal_ground_keeps_the_account() =>
        Assert.Equal("w", Record(Full.With("consent_outcome", "refused").With("legal_ground", "s.29"))["own_account"]);

    [Fact]
    public void A_field_the_form_does_not_have_is_not_kept() => Assert.Null(Record(Full.With("forged", "x"))["forged"]);

    [Fact]
    public void A_shut_module_is_not_needed_and_an_opened_one_is_not_started()
    {
        var sexual = ScreeningDefinition.Current.Step("sexual")!;
        Assert.Equal(StepStatus.NotNeeded, new ScreeningForm(ScreeningDefinition.Current, Full).Status(sexual, Day));
        Assert.Equal(StepStatus.NotStarted, new ScreeningForm(ScreeningDefinition.Current, Full.With("open_sexual", "yes")).Status(sexual, Day));
    }
}
