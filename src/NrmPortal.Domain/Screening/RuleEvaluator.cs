using System.Text.Json;

namespace NrmPortal.Domain.Screening;

/// <summary>Kleene's three values: what has not been answered is unknown, never false.</summary>
public enum Truth
{
    False,
    Unknown,
    True,
}

/// <summary>Evaluates the closed operators of a definition; there is no code in rules.</summary>
public static class RuleEvaluator
{
    /// <exception cref="FormatException">The definition uses an operator that does not exist.</exception>
    public static Truth Evaluate(JsonElement? rule, ScreeningAnswers answers)
    {
        if (rule is not { } element) return Truth.True;
        var (name, argument) = element.EnumerateObject().Select(p => (p.Name, p.Value)).Single();
        return name switch
        {
            "answered" => answers[argument.GetString()!] is null ? Truth.False : Truth.True,
            "equals" => Equal(answers[argument[0].GetString()!], argument[1].GetString()!),
            "any" => argument.EnumerateArray().Select(r => Evaluate(r, answers)).DefaultIfEmpty(Truth.False).Max(),
            "all" => argument.EnumerateArray().Select(r => Evaluate(r, answers)).DefaultIfEmpty(Truth.True).Min(),
            "not" => Not(Evaluate(argument, answers)),
            "count" => Count(argument, answers),
            "ageClass" => argument.EnumerateArray().Any(a => a.GetString() == AgeClass(answers)) ? Truth.True : Truth.False,
            _ => throw new FormatException($"The rule operator '{name}' does not exist."),
        };
    }

    public static Truth Not(Truth value) => value switch { Truth.True => Truth.False, Truth.False => Truth.True, _ => Truth.Unknown };

    // "Not known", "declined" and "not stated" leave open what the answer would have been.
    private static Truth Equal(string? answer, string wanted)
    {
        if (answer is null) return Truth.Unknown;
        if (answer == wanted || answer.Split(' ').Contains(wanted, StringComparer.Ordinal)) return Truth.True;
        return answer.ToUpperInvariant() is "UNKNOWN" or "DECLINED" or "NOT_STATED" ? Truth.Unknown : Truth.False;
    }

    // At least n of the fields have the value; unanswered fields could still make it true.
    private static Truth Count(JsonElement argument, ScreeningAnswers answers)
    {
        var wanted = argument.GetProperty("value").GetString()!;
        var least = argument.GetProperty("atLeast").GetInt32();
        var each = argument.GetProperty("fields").EnumerateArray().Select(f => Equal(answers[f.GetString()!], wanted)).ToList();
        if (each.Count(t => t == Truth.True) >= least) return Truth.True;
        return each.Count(t => t != Truth.False) >= least ? Truth.Unknown : Truth.False;
    }

    private static string AgeClass(ScreeningAnswers answers) => answers.AgeGroup switch
    {
        AgeGroup.Adult => "adult",
        AgeGroup.Child => "child",
        _ => "unknown",
    };
}
