using NrmPortal.Domain.Screening;
using Xunit;

namespace NrmPortal.Domain.Tests.Screening;

public sealed class SafeguardsTests
{
    private static readonly ScreeningAnswers SafeNegative = new ScreeningAnswers()
        .With("age_class", "adult").With("danger_now", "no").With("private_place", "yes").With("suspect_absent", "yes")
        .With("interpreter", "not_needed").With("conclusion_outcome", "none");

    // Act, means and purpose of a labour case outside the strengths: enough to point to trafficking.
    private static ScreeningAnswers Pointing(ScreeningAnswers answers) =>
        answers.With("A01", IndicatorValue.Yes).With("D01", IndicatorValue.Yes).With("O02", IndicatorValue.Yes);

    private static PatternResult Pattern(ScreeningAnswers answers) => IndicatorPattern.Of(ScreeningDefinition.Current, answers);

    private static IReadOnlyList<string> Reasons(ScreeningAnswers answers) => ScreeningSafeguards.SecondScreenerReasons(answers, Pattern(answers));

    [Fact]
    public void A_negative_of_an_adult_in_safe_conditions_without_pattern_needs_no_second_person() => Assert.Empty(Reasons(SafeNegative));

    [Fact]
    public void A_negative_against_the_pattern_needs_a_second_person_and_a_reason()
    {
        var answers = Pointing(SafeNegative);
        Assert.Equal(["againstPattern"], Reasons(answers));
        Assert.True(ScreeningSafeguards.NeedsDisagreementReason(answers, Pattern(answers)));
    }

    [Theory]
    [InlineData(IndicatorValue.Yes, IndicatorValue.NotAsked, true)] // an act and a means, and nobody asked for the purpose
    [InlineData(IndicatorValue.Yes, IndicatorValue.Unknown, true)]
    [InlineData(IndicatorValue.No, IndicatorValue.NotAsked, false)]
    public void A_negative_that_too_little_was_asked_for_needs_a_second_person_and_a_reason(IndicatorValue found, IndicatorValue other, bool needs)
    {
        var answers = SafeNegative.With("A01", found).With("D01", found).With("O02", other);
        Assert.Equal(needs ? ["undecided"] : [], Reasons(answers));
        Assert.Equal(needs, ScreeningSafeguards.NeedsDisagreementReason(answers, Pattern(answers)));
    }

    [Theory]
    [InlineData("child")]
    [InlineData("unknown")]
    [InlineData(null)]
    public void A_possible_child_is_seen_by_two(string? age) => Assert.Contains("possibleChild", Reasons(SafeNegative.With("age_class", age)));

    [Theory]
    [InlineData("danger_now", "yes")]
    [InlineData("private_place", "no")]
    [InlineData("suspect_absent", "no")]
    [InlineData("interpreter", "none")]
    public void Unsafe_conditions_are_seen_by_two(string field, string value) => Assert.Equal(["unsafeConditions"], Reasons(SafeNegative.With(field, value)));

    [Theory]
    [InlineData("danger_now")]
    [InlineData("private_place")]
    [InlineData("suspect_absent")]
    public void Conditions_nobody_wrote_down_were_not_safe(string field)
    {
        Assert.Equal(["unsafeConditions"], Reasons(SafeNegative.With(field, value: null)));
        Assert.Equal(["unsafeConditions"], Reasons(SafeNegative.With(field, "unknown")));
    }

    [Fact]
    public void A_tied_interpreter_is_unsafe_only_where_one_was_used()
    {
        var tied = SafeNegative.With("interpreter_independent", "no");
        Assert.Empty(Reasons(tied));
        Assert.Equal(["unsafeConditions"], Reasons(tied.With("interpreter", "phone")));
    }

    [Theory]
    [InlineData("unclear")]
    [InlineData("reasonable_grounds")]
    [InlineData(null)]
    public void Only_a_negative_waits_for_a_second_person(string? outcome) =>
        Assert.Empty(Reasons(Pointing(SafeNegative).With("danger_now", "yes").With("age_class", "child").With("conclusion_outcome", outcome)));

    [Theory]
    [InlineData("reasonable_grounds")]
    [InlineData("unclear")]
    public void A_conclusion_that_goes_with_an_indicated_pattern_needs_no_reason(string outcome)
    {
        var answers = Pointing(SafeNegative).With("conclusion_outcome", outcome);
        Assert.False(ScreeningSafeguards.NeedsDisagreementReason(answers, Pattern(answers)));
    }

    [Fact]
    public void Grounds_found_without_a_pattern_need_a_reason_once_indicators_were_recorded()
    {
        var grounds = SafeNegative.With("conclusion_outcome", "reasonable_grounds");
        Assert.False(ScreeningSafeguards.NeedsDisagreementReason(grounds, Pattern(grounds)));
        var asked = grounds.With("A01", IndicatorValue.No);
        Assert.True(ScreeningSafeguards.NeedsDisagreementReason(asked, Pattern(asked)));
    }

    [Fact]
    public void An_adult_needs_means_and_a_child_does_not()
    {
        var noMeans = SafeNegative.With("A01", IndicatorValue.Yes).With("O02", IndicatorValue.Yes);
        Assert.False(Pattern(noMeans).Indicates);
        Assert.True(Pattern(noMeans.With("age_class", "child")).Indicates);
        Assert.True(Pattern(noMeans.With("age_class", "unknown")).Indicates);
    }

    [Fact]
    public void What_was_not_asked_is_counted_apart_and_is_not_a_no()
    {
        var none = Pattern(SafeNegative);
        Assert.Equal((0, 107 - 11), (none.Asked, none.NotAsked));
        Assert.Equal((Truth.Unknown, Truth.Unknown), (none.Points, none.LabourRule));
        var some = Pattern(SafeNegative.With("A01", IndicatorValue.No).With("A02", IndicatorValue.Unknown).With("A03", IndicatorValue.Declined));
        Assert.Equal((3, 107 - 11 - 3, 2), (some.Asked, some.NotAsked, some.NotKnown));
        Assert.Empty(some.Act);
    }

    [Fact]
    public void Every_indicator_answered_no_is_the_only_way_to_a_pattern_that_speaks_against()
    {
        var indicators = ScreeningDefinition.Current.Fields.Where(f => f.IsIndicator).ToList();
        var allNo = indicators.Aggregate(SafeNegative, (a, f) => a.With(f.Id, IndicatorValue.No));
        Assert.Equal(Truth.False, Pattern(allNo).Points);
        var notAsked = indicators.Where(f => f.Dimension == "purpose").Aggregate(allNo, (a, f) => a.With(f.Id, IndicatorValue.NotAsked));
        notAsked = indicators.Where(f => f.Dimension is "act" or "means").Aggregate(notAsked, (a, f) => a.With(f.Id, IndicatorValue.Unknown));
        Assert.Equal(Truth.Unknown, Pattern(notAsked).Points);
    }
}
