using NrmPortal.Domain.Screening;

namespace NrmPortal.Domain.Tests.Screening;

public sealed class IndicatorPatternTests
{
    private static readonly ScreeningDefinition Definition = ScreeningDefinition.Current;
    private static readonly IReadOnlyList<Dictionary<string, string>> Ilo = Fixtures.Rows("indicators-ilo-strengths.csv");

    // Two strong facts a dimension, the shortest way to make it positive, for adults.
    private static readonly Dictionary<int, string[]> Positive = new()
    {
        [1] = ["D01", "D02"],
        [2] = ["K01", "K05"],
        [3] = ["V01", "V02", "V04"],
        [4] = ["E01", "E02"],
        [5] = ["F01", "F02"],
        [6] = ["F13", "W01", "W02"],
    };

    private static ScreeningAnswers Of(string age, params IEnumerable<string> codes) =>
        codes.Aggregate(new ScreeningAnswers().With("age_class", age), (a, code) => a.With(code, IndicatorValue.Yes));

    private static PatternResult Pattern(ScreeningAnswers answers) => IndicatorPattern.Of(Definition, answers);

    private static ScreeningAnswers AllNo(string age) =>
        Definition.Fields.Where(f => f.IsIndicator).Aggregate(Of(age), (a, f) => a.With(f.Id, IndicatorValue.No));

    /// <summary>All 125 mixes of nought to four strong, medium and weak against the rule written out in words.</summary>
    [Fact]
    public void A_dimension_is_positive_exactly_by_the_four_ways_of_the_rule()
    {
        for (var s = 0; s <= 4; s++)
            for (var m = 0; m <= 4; m++)
                for (var w = 0; w <= 4; w++)
                {
                    var strengths = Enumerable.Repeat(Strength.Strong, s).Concat(Enumerable.Repeat(Strength.Medium, m)).Concat(Enumerable.Repeat(Strength.Weak, w));
                    var twoStrong = s >= 2;
                    var strongAndAnother = s >= 1 && s + m + w >= 2;
                    var threeMedium = m >= 3;
                    var twoMediumAndWeak = m >= 2 && w >= 1;
                    Assert.Equal(twoStrong || strongAndAnother || threeMedium || twoMediumAndWeak, IndicatorPattern.IsPositive(strengths));
                }
    }

    /// <summary>Every combination of six positive or negative dimensions and an act, adult and child: 256 rows.</summary>
    [Fact]
    public void Dimensions_combine_by_the_rule_for_adults_and_for_children()
    {
        for (var bits = 0; bits < 128; bits++)
        {
            bool Is(int n) => (bits & (1 << (n - 1))) != 0;
            var six = Enumerable.Range(1, 6).Select(n => Is(n) ? Truth.True : Truth.False).ToList();
            var act = Is(7);
            var adult = (Is(1) || Is(2) || Is(3)) && Is(4) && (Is(5) || Is(6));
            Assert.Equal(adult ? Truth.True : Truth.False, IndicatorPattern.Labour(six, act ? Truth.True : Truth.False, child: false));
            Assert.Equal(adult || (act && Is(4)) ? Truth.True : Truth.False, IndicatorPattern.Labour(six, act ? Truth.True : Truth.False, child: true));
        }
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(1, 6)]
    [InlineData(2, 5)]
    [InlineData(2, 6)]
    [InlineData(3, 5)]
    [InlineData(3, 6)]
    public void Recruitment_exploitation_and_coercion_meet_the_labour_rule(int recruitment, int destination)
    {
        var full = Of("adult", [.. Positive[recruitment], .. Positive[4], .. Positive[destination]]);
        Assert.Equal([recruitment, 4, destination], Pattern(full).Dimensions.Where(d => d.Positive).Select(d => d.Number));
        Assert.True(Pattern(full).MeetsLabourRule);
        foreach (var part in new[] { recruitment, 4, destination })
            Assert.Equal(Truth.Unknown, Pattern(Positive[part].Aggregate(full, (a, code) => a.With(code, IndicatorValue.NotAsked))).LabourRule);
    }

    [Fact]
    public void A_child_needs_an_act_and_exploitation_only()
    {
        string[] codes = ["A01", .. Positive[4]];
        Assert.True(Pattern(Of("child", codes)).MeetsLabourRule);
        Assert.True(Pattern(Of("unknown", codes)).MeetsLabourRule);
        Assert.False(Pattern(Of("adult", codes)).MeetsLabourRule);
    }

    [Fact]
    public void Being_a_child_never_weakens_a_pattern() =>
        Assert.True(Pattern(Of("child", [.. Positive[1], .. Positive[4], .. Positive[5]])).MeetsLabourRule);

    /// <summary>Every code of the list lands in its dimensions with the strength of its age class.</summary>
    [Theory]
    [InlineData("adult", "adult_labour")]
    [InlineData("child", "child_labour")]
    public void Every_code_counts_in_its_dimensions_with_its_highest_strength(string age, string column)
    {
        var fields = Definition.Fields.Where(f => f.IsIndicator).ToDictionary(f => f.Id, StringComparer.Ordinal);
        var rows = Ilo.SelectMany(r => r["portal_codes"].Split(';').Select(code => (Code: code, Dimension: r["ilo_dimension"][0] - '0', Strength: r[column])));
        foreach (var code in rows.GroupBy(r => r.Code).Where(g => fields[g.Key].Fits(age == "adult" ? AgeGroup.Adult : AgeGroup.Child)))
        {
            var expected = code.Where(r => r.Strength != "not_listed").GroupBy(r => r.Dimension)
                .Select(g => (g.Key, code.Key, g.Max(r => Enum.Parse<Strength>(r.Strength, true)))).Order();
            Assert.Equal(expected, Pattern(Of(age, code.Key)).Dimensions.SelectMany(d => d.Yes.Select(y => (d.Number, y.Code, y.Strength))).Order());
        }
    }

    [Fact]
    public void A_code_that_stands_for_two_entries_counts_once()
    {
        // V01 and V02 are two entries each: four medium if counted by entry, two by code.
        Assert.False(Pattern(Of("adult", "V01", "V02")).Dimensions[2].Positive);
        Assert.True(Pattern(Of("adult", "V01", "V02", "V04")).Dimensions[2].Positive);
    }

    [Fact]
    public void One_fact_told_under_its_adult_and_its_child_code_counts_once()
    {
        Assert.False(Pattern(Of("unknown", "K02", "C04")).Dimensions[1].Positive);
        Assert.True(Pattern(Of("unknown", "K02", "C04", "K05")).Dimensions[1].Positive);
    }

    [Fact]
    public void Unrated_codes_have_no_strength_but_are_listed()
    {
        var pattern = Pattern(Of("adult", "A01", "S04", "O02"));
        Assert.All(pattern.Dimensions, d => Assert.Empty(d.Yes));
        Assert.Equal(["A01", "S04", "O02"], [.. pattern.Act, .. pattern.Means, .. pattern.Purpose]);
        Assert.True(pattern.Indicates);
        Assert.False(pattern.MeetsLabourRule);
    }

    [Fact]
    public void Forced_labour_needs_no_act()
    {
        Assert.True(Pattern(Of("adult", "F01", "E02")).Indicates);
        Assert.False(Pattern(Of("adult", "F01")).Indicates);
        Assert.False(Pattern(Of("adult", "E02")).Indicates);
    }

    [Fact]
    public void Only_no_everywhere_is_a_clear_no()
    {
        Assert.Equal((Truth.Unknown, Truth.Unknown), (Pattern(Of("adult")).LabourRule, Pattern(Of("adult")).Points));
        Assert.Equal((Truth.False, Truth.False), (Pattern(AllNo("adult")).LabourRule, Pattern(AllNo("adult")).Points));
        Assert.Equal(0, Pattern(AllNo("child")).NotAsked);
    }

    /// <summary>Not asked, not known and declined all leave the same door open; only no shuts it.</summary>
    [Theory]
    [InlineData(IndicatorValue.NotAsked, Truth.Unknown)]
    [InlineData(IndicatorValue.Unknown, Truth.Unknown)]
    [InlineData(IndicatorValue.Declined, Truth.Unknown)]
    [InlineData(IndicatorValue.No, Truth.False)]
    public void Not_asked_is_never_absent(IndicatorValue rest, Truth expected)
    {
        // All no but one strong yes in dimension 5; the rest of the dimension decides.
        var others = Ilo.Where(r => r["ilo_dimension"][0] == '5').SelectMany(r => r["portal_codes"].Split(';')).Where(c => c != "F01");
        var answers = others.Aggregate(AllNo("adult").With("F01", IndicatorValue.Yes), (a, code) => a.With(code, rest));
        Assert.Equal(expected, Pattern(answers).Dimensions[4].Rule);
    }
}
