using System.Text.Json;
using NrmPortal.Domain.Screening;
using Xunit;

namespace NrmPortal.Domain.Tests.Screening;

/// <summary>Kleene's tables over the closed operators: T, F and U stand for fields that make a rule true, false and unknown.</summary>
public sealed class RuleTruthTests
{
    private static readonly ScreeningAnswers Answers = new ScreeningAnswers().With("t", "yes").With("f", "no");

    private static string Leaf(char value) => value switch
    {
        'T' => """{"equals":["t","yes"]}""",
        'F' => """{"equals":["f","yes"]}""",
        _ => """{"equals":["u","yes"]}""",
    };

    private static Truth Of(string rule, ScreeningAnswers? answers = null)
    {
        using var parsed = JsonDocument.Parse(rule);
        return RuleEvaluator.Evaluate(parsed.RootElement, answers ?? Answers);
    }

    [Theory]
    [InlineData("TT", Truth.True, Truth.True)]
    [InlineData("TU", Truth.Unknown, Truth.True)]
    [InlineData("TF", Truth.False, Truth.True)]
    [InlineData("UU", Truth.Unknown, Truth.Unknown)]
    [InlineData("UF", Truth.False, Truth.Unknown)]
    [InlineData("FF", Truth.False, Truth.False)]
    public void All_and_any_follow_Kleene_in_either_order(string pair, Truth all, Truth any)
    {
        foreach (var (a, b) in new[] { (pair[0], pair[1]), (pair[1], pair[0]) })
        {
            Assert.Equal(all, Of($$"""{"all":[{{Leaf(a)}},{{Leaf(b)}}]}"""));
            Assert.Equal(any, Of($$"""{"any":[{{Leaf(a)}},{{Leaf(b)}}]}"""));
        }
    }

    [Theory]
    [InlineData('T', Truth.False)]
    [InlineData('U', Truth.Unknown)]
    [InlineData('F', Truth.True)]
    public void Not_leaves_unknown_unknown(char leaf, Truth expected) => Assert.Equal(expected, Of($$"""{"not":{{Leaf(leaf)}}}"""));

    [Fact]
    public void No_rule_is_true_and_empty_lists_are_neutral()
    {
        Assert.Equal(Truth.True, RuleEvaluator.Evaluate(null, Answers));
        Assert.Equal(Truth.True, Of("""{"all":[]}"""));
        Assert.Equal(Truth.False, Of("""{"any":[]}"""));
    }

    [Fact]
    public void Answered_is_never_unknown()
    {
        Assert.Equal(Truth.True, Of("""{"answered":"t"}"""));
        Assert.Equal(Truth.False, Of("""{"answered":"u"}"""));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("Unknown")]
    [InlineData("Declined")]
    [InlineData("not_stated")]
    public void An_open_answer_is_not_a_no(string answer)
    {
        var answers = new ScreeningAnswers().With("x", answer);
        Assert.Equal(Truth.Unknown, Of("""{"equals":["x","yes"]}""", answers));
        Assert.Equal(Truth.True, Of($$"""{"equals":["x","{{answer}}"]}""", answers));
    }

    [Fact]
    public void Equals_reads_one_of_several_values_and_no_part_of_one()
    {
        var answers = new ScreeningAnswers().With("needs", "medical rest");
        Assert.Equal(Truth.True, Of("""{"equals":["needs","rest"]}""", answers));
        Assert.Equal(Truth.False, Of("""{"equals":["needs","med"]}""", answers));
    }

    [Theory]
    [InlineData("TTF", 2, Truth.True)]
    [InlineData("TUF", 2, Truth.Unknown)]
    [InlineData("TFF", 2, Truth.False)]
    [InlineData("UUU", 3, Truth.Unknown)]
    [InlineData("FUU", 3, Truth.False)]
    [InlineData("FFF", 0, Truth.True)]
    public void Count_is_unknown_while_open_fields_could_still_reach_it(string fields, int least, Truth expected)
    {
        var answers = new ScreeningAnswers();
        for (var i = 0; i < fields.Length; i++)
            answers = answers.With($"c{i}", fields[i] switch { 'T' => "yes", 'F' => "no", _ => null });
        var names = string.Join(',', Enumerable.Range(0, fields.Length).Select(i => $"\"c{i}\""));
        Assert.Equal(expected, Of($$"""{"count":{"fields":[{{names}}],"value":"yes","atLeast":{{least}} } }""", answers));
    }

    [Theory]
    [InlineData("adult", Truth.False)]
    [InlineData("child", Truth.True)]
    [InlineData("unknown", Truth.True)]
    [InlineData(null, Truth.True)]
    public void An_age_not_given_counts_as_unknown_age(string? age, Truth expected) =>
        Assert.Equal(expected, Of("""{"ageClass":["child","unknown"]}""", new ScreeningAnswers().With("age_class", age)));

    [Fact]
    public void An_operator_that_does_not_exist_is_refused() => Assert.Throws<FormatException>(() => Of("""{"script":"1"}"""));

    [Fact]
    public void Every_rule_of_the_definition_uses_known_operators_and_known_fields()
    {
        var definition = ScreeningDefinition.Current;
        var fields = definition.Fields.Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var rule in definition.Steps.Select(s => s.When).Concat(definition.Fields.Select(f => f.When)).OfType<JsonElement>())
        {
            RuleEvaluator.Evaluate(rule, Answers);
            Assert.All(Named(rule), name => Assert.Contains(name, fields));
        }
    }

    private static IEnumerable<string> Named(JsonElement rule)
    {
        var part = rule.EnumerateObject().Single();
        return part.Name switch
        {
            "answered" => [part.Value.GetString()!],
            "equals" => [part.Value[0].GetString()!],
            "any" or "all" => part.Value.EnumerateArray().SelectMany(Named),
            "not" => Named(part.Value),
            "count" => part.Value.GetProperty("fields").EnumerateArray().Select(f => f.GetString()!),
            _ => [],
        };
    }
}
