namespace NrmPortal.Domain.Screening;

public enum StepStatus
{
    NotStarted,
    InProgress,
    Complete,
}

/// <summary>The definition seen through the answers: which pages and fields there are now, and what is missing.</summary>
public sealed class ScreeningForm(ScreeningDefinition definition, ScreeningAnswers answers)
{
    /// <summary>Steps whose rule is true. An unknown rule keeps a module shut; the officer can open it.</summary>
    public IReadOnlyList<ScreeningStep> Steps => [.. definition.Steps.Where(s => RuleEvaluator.Evaluate(s.When, answers) == Truth.True)];

    /// <summary>Fields of a step. A field whose rule is unknown is shown, so that nothing is withheld by what was not asked.</summary>
    public IReadOnlyList<ScreeningField> Fields(ScreeningStep step) => [.. step.Fields.Where(Shown)];

    public IReadOnlyList<ScreeningField> Missing(ScreeningStep step) => [.. Fields(step).Where(f => f.Required && answers[f.Id] is null)];

    /// <summary>Required fields of all visible steps that have no answer.</summary>
    public IReadOnlyList<ScreeningField> MissingRequired => [.. Steps.SelectMany(Missing)];

    public StepStatus Status(ScreeningStep step)
    {
        var fields = Fields(step);
        var answered = fields.Count(f => answers[f.Id] is not null);
        if (answered == 0) return StepStatus.NotStarted;
        return Missing(step).Count > 0 ? StepStatus.InProgress : StepStatus.Complete;
    }

    private bool Shown(ScreeningField field)
    {
        var fitsAge = field.AppliesTo switch
        {
            "adult" => answers.AgeGroup != AgeGroup.Child,
            "child" => answers.AgeGroup != AgeGroup.Adult,
            _ => true,
        };
        var rule = RuleEvaluator.Evaluate(field.When, answers);
        // Identity is recorded only on consent or a named ground: for personal fields unknown is not enough.
        return fitsAge && (rule == Truth.True || (rule == Truth.Unknown && !field.Personal));
    }
}
