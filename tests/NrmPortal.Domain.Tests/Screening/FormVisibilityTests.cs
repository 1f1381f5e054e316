using NrmPortal.Domain.Screening;
using Xunit;

namespace NrmPortal.Domain.Tests.Screening;

public sealed class FormVisibilityTests
{
    private static readonly DateOnly Day = new(2026, 11, 28);
    private static readonly ScreeningAnswers Empty = new();

    private static ScreeningForm Form(ScreeningAnswers answers) => new(ScreeningDefinition.Current, answers);

    private static IEnumerable<string> Steps(ScreeningAnswers answers) => Form(answers).Steps.Select(s => s.Id);

    private static List<string> Fields(ScreeningAnswers answers, string step) =>
        [.. Form(answers).Fields(ScreeningDefinition.Current.Step(step)!).Select(f => f.Id)];

    [Fact]
    public void The_order_does_no_harm() =>
        Assert.Equal(
            ["danger", "needs", "language", "conditions", "consent", "person", "account"],
            ScreeningDefinition.Current.Steps.Take(7).Select(s => s.Id));

    [Fact]
    public void Only_safety_consent_and_conclusion_are_required() =>
        Assert.Equal(["danger_now", "consent_outcome", "conclusion_outcome", "conclusion_reasons"], Form(Empty).MissingRequired.Select(f => f.Id));

    [Theory]
    [InlineData("none", true)]
    [InlineData("unclear", false)]
    [InlineData("reasonable_grounds", false)]
    [InlineData(null, false)]
    public void A_negative_names_another_pathway(string? outcome, bool required) =>
        Assert.Equal(required, Form(Empty.With("conclusion_outcome", outcome)).MissingRequired.Any(f => f.Id == "other_pathway"));

    [Theory]
    [InlineData("adult", false)]
    [InlineData("child", true)]
    [InlineData("unknown", true)]
    [InlineData(null, true)]
    public void The_child_module_opens_unless_the_person_is_an_adult(string? age, bool open) =>
        Assert.Equal(open, Steps(Empty.With("age_class", age)).Contains("child"));

    [Fact]
    public void Sensitive_modules_stay_shut_until_the_account_opens_them()
    {
        Assert.DoesNotContain("sexual", Steps(Empty));
        Assert.DoesNotContain("criminality", Steps(Empty.With("category", "labour")));
        Assert.Contains("sexual", Steps(Empty.With("category", "sexual")));
        Assert.Contains("criminality", Steps(Empty.With("category", "labour").With("open_criminality", "yes")));
    }

    [Fact]
    public void What_was_recorded_stays_in_view() =>
        Assert.Contains("sexual", Steps(Empty.With("category", "labour").With("X01", IndicatorValue.Yes)));

    [Fact]
    public void An_unknown_age_sees_the_indicators_of_both_age_classes()
    {
        var adult = Fields(Empty.With("age_class", "adult"), "recruitment");
        var child = Fields(Empty.With("age_class", "child"), "recruitment");
        var unknown = Fields(Empty, "recruitment");
        Assert.Contains("D09", adult);
        Assert.DoesNotContain("D09", child);
        Assert.Equal(adult.Union(child).Order(StringComparer.Ordinal), unknown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_identity_without_consent_or_a_named_ground()
    {
        foreach (var answers in new[] { Empty, Empty.With("consent_outcome", "refused"), Empty.With("consent_outcome", "not_possible") })
            Assert.DoesNotContain("name", Fields(answers, "person"));
        Assert.Contains("name", Fields(Empty.With("consent_outcome", "given"), "person"));
        Assert.Contains("name", Fields(Empty.With("consent_outcome", "refused").With("legal_ground", "s.29"), "person"));
    }

    [Fact]
    public void Every_field_of_identity_waits_for_consent()
    {
        var shown = Fields(Empty.With("consent_outcome", "refused"), "person");
        Assert.DoesNotContain(ScreeningDefinition.Current.Fields, f => f.Personal && shown.Contains(f.Id));
    }

    [Fact]
    public void Consent_taken_back_takes_the_identity_with_it()
    {
        var given = Empty.With("consent_outcome", "given").With("name", "x").With("sex", "female").With("danger_now", "no");
        Assert.Equal("x", Form(given).Permitted["name"]);
        var permitted = Form(given.With("consent_outcome", "refused")).Permitted;
        Assert.Null(permitted["name"]);
        Assert.Equal(("female", "no"), (permitted["sex"], permitted["danger_now"]));
    }

    [Fact]
    public void Status_goes_from_not_started_over_in_progress_to_complete()
    {
        var step = ScreeningDefinition.Current.Step("conclusion")!;
        Assert.Equal(StepStatus.NotStarted, Form(Empty).Status(step, Day));
        var half = Empty.With("conclusion_outcome", "unclear");
        Assert.Equal(StepStatus.InProgress, Form(half).Status(step, Day));
        Assert.Equal(StepStatus.Complete, Form(half.With("conclusion_reasons", "x")).Status(step, Day));
    }

    [Theory]
    [InlineData("16", StepStatus.ToCheck)]
    [InlineData("30", StepStatus.Complete)]
    public void An_age_that_contradicts_the_choice_is_not_in_order(string birth, StepStatus status)
    {
        var form = Form(Empty.With("consent_outcome", "given").With("age_class", "adult").With("birth", birth));
        Assert.Equal(status, form.Status(ScreeningDefinition.Current.Step("person")!, Day));
        Assert.All(ScreeningDefinition.Current.Steps.Where(s => s.Id != "person"), s => Assert.Empty(form.Faults(s, Day)));
    }

    [Theory]
    [InlineData("none", true)]
    [InlineData("reasonable_grounds", true)] // something asked, and the pattern does not say so yet
    [InlineData("unclear", false)]
    public void The_reason_against_the_pattern_is_required_by_the_step(string outcome, bool required)
    {
        var step = ScreeningDefinition.Current.Step("conclusion")!;
        var answers = Empty.With("age_class", "adult").With("A01", IndicatorValue.Yes).With("D01", IndicatorValue.Yes)
            .With("conclusion_outcome", outcome).With("conclusion_reasons", "x").With("other_pathway", "labour");
        Assert.Equal(required ? [("disagreement_reason", "Disagreement")] : [], Form(answers).Faults(step, Day));
        Assert.Equal(required ? StepStatus.ToCheck : StepStatus.Complete, Form(answers).Status(step, Day));
        Assert.Equal(StepStatus.Complete, Form(answers.With("disagreement_reason", "y")).Status(step, Day));
        Assert.Equal(["reasonable_grounds", "none"], Form(answers).RequiredWith(step.Fields.Single(f => f.Id == "disagreement_reason")).Select(o => o.Value));
        Assert.Empty(Form(Empty).RequiredWith(step.Fields.Single(f => f.Id == "disagreement_reason")));
    }
}
