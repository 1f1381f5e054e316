using NrmPortal.Domain.Screening;
using Xunit;

namespace NrmPortal.Domain.Tests.Screening;

public sealed class AnswersRoundTripTests
{
    [Fact]
    public void Json_keeps_Thai_lines_several_values_and_indicators()
    {
        var answers = new ScreeningAnswers()
            .With("own_account", "ถูกยึดหนังสือเดินทาง\nและ \"ค่าจ้าง\"").With("urgent_needs", "medical rest")
            .With("F07", IndicatorValue.Yes, IndicatorSource.Told).With("F08", IndicatorValue.Declined);
        var read = ScreeningAnswers.FromJson(answers.ToJson());
        Assert.Equal(answers.ToJson(), read.ToJson());
        Assert.Equal("ถูกยึดหนังสือเดินทาง\nและ \"ค่าจ้าง\"", read["own_account"]);
        Assert.True(read.Has("urgent_needs", "rest"));
        Assert.False(read.Has("urgent_needs", "res"));
        Assert.Equal((IndicatorValue.Yes, (IndicatorSource?)IndicatorSource.Told), (read.Indicator("F07"), read.Source("F07")));
        Assert.Equal((IndicatorValue.Declined, (IndicatorSource?)null), (read.Indicator("F08"), read.Source("F08")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    public void Nothing_recorded_reads_as_nothing_asked(string? json)
    {
        var answers = ScreeningAnswers.FromJson(json);
        Assert.All(ScreeningDefinition.Current.Fields.Where(f => f.IsIndicator), f => Assert.Equal(IndicatorValue.NotAsked, answers.Indicator(f.Id)));
        Assert.Equal((AgeGroup.Unknown, Sex.Unknown, ExploitationCategory.NotStated), (answers.AgeGroup, answers.Sex, answers.Category));
    }

    [Fact]
    public void The_same_answers_give_the_same_text_in_any_order() =>
        Assert.Equal(new ScreeningAnswers().With("a", "1").With("b", "2").ToJson(), new ScreeningAnswers().With("b", "2").With("a", "1").ToJson());

    [Fact]
    public void With_changes_a_copy_only()
    {
        var before = new ScreeningAnswers();
        var after = before.With("name", "x");
        Assert.Null(before["name"]);
        Assert.Equal("x", after["name"]);
        Assert.Null(after.With("name", "  ")["name"]);
    }

    [Fact]
    public void Back_to_not_asked_takes_the_source_along()
    {
        var answers = new ScreeningAnswers().With("A01", IndicatorValue.Yes, IndicatorSource.Observed).With("A01", IndicatorValue.NotAsked);
        Assert.Equal("{}", answers.ToJson());
    }

    [Theory]
    [InlineData("maybe")]
    [InlineData("99")]
    public void A_value_that_does_not_exist_is_not_asked(string forged) =>
        Assert.Equal(IndicatorValue.NotAsked, new ScreeningAnswers().With("A01", forged).Indicator("A01"));

    [Theory]
    [InlineData("category", "forced_criminality", ExploitationCategory.ForcedCriminality)]
    [InlineData("category", "begging", ExploitationCategory.Begging)]
    [InlineData("category", "not_stated", ExploitationCategory.NotStated)]
    public void Every_category_of_the_form_has_its_term(string field, string value, ExploitationCategory expected)
    {
        Assert.Equal(expected, new ScreeningAnswers().With(field, value).Category);
        var options = ScreeningDefinition.Current.Fields.Single(f => f.Id == field).Options!;
        Assert.Equal(Enum.GetValues<ExploitationCategory>().Length, options.Select(o => new ScreeningAnswers().With(field, o.Value).Category).Distinct().Count());
    }
}
