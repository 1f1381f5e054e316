namespace NrmPortal.Domain.Screening;

public enum StepStatus
{
    NotStarted,
    InProgress,
    Complete,

    /// <summary>A module whose rule is not true: shut, and nothing was recorded in it.</summary>
    NotNeeded,
}

/// <summary>The definition seen through the answers: which pages and fields there are now, and what is missing.</summary>
public sealed class ScreeningForm(ScreeningDefinition definition, ScreeningAnswers answers)
{
    /// <summary>
    /// Steps whose rule is true, and those that hold an answer: what was recorded stays in view and goes on counting in the pattern.
    /// An unknown rule keeps an empty module shut; the officer can open it.
    /// </summary>
    public IReadOnlyList<ScreeningStep> Steps => [.. definition.Steps.Where(IsOpen)];

    /// <summary>Fields of a step. A field whose rule is unknown is shown, so that nothing is withheld by what was not asked.</summary>
    public IReadOnlyList<ScreeningField> Fields(ScreeningStep step) => [.. step.Fields.Where(Shown)];

    /// <summary>Required fields without an answer. A field is required only where its rule is true, not merely unknown.</summary>
    public IReadOnlyList<ScreeningField> Missing(ScreeningStep step) =>
        [.. Fields(step).Where(f => f.Required && answers[f.Id] is null && RuleEvaluator.Evaluate(f.When, answers) == Truth.True)];

    /// <summary>Required fields of all visible steps that have no answer.</summary>
    public IReadOnlyList<ScreeningField> MissingRequired => [.. Steps.SelectMany(Missing)];

    /// <summary>
    /// The answers that may be kept: personal fields whose rule is not true are left out, so that a consent refused or withdrawn
    /// during the interview takes the identity with it (PDPA B.E. 2562).
    /// </summary>
    public ScreeningAnswers Permitted =>
        definition.Fields.Where(f => f.Personal && !Shown(f)).Aggregate(answers, (kept, f) => kept.With(f.Id, value: null));

    /// <summary>
    /// What the screening's own record keeps once it is concluded: the fields the form shows. Identity and health go to
    /// their own sections; what a rule has closed since (a name, after consent was refused) is kept nowhere.
    /// </summary>
    public ScreeningAnswers Record =>
        answers.Only(Steps.SelectMany(Fields).Where(f => !f.HasOwnSection).Select(f => f.Id).ToHashSet(StringComparer.Ordinal));

    public StepStatus Status(ScreeningStep step)
    {
        if (!IsOpen(step)) return StepStatus.NotNeeded;
        if (!Fields(step).Any(f => answers[f.Id] is not null)) return StepStatus.NotStarted;
        return Missing(step).Count > 0 ? StepStatus.InProgress : StepStatus.Complete;
    }

    private bool IsOpen(ScreeningStep step) =>
        RuleEvaluator.Evaluate(step.When, answers) == Truth.True || Fields(step).Any(f => answers[f.Id] is not null);

    private bool Shown(ScreeningField field)
    {
        // What was recorded before the age was corrected stays in view.
        if (field.IsIndicator) return field.Fits(answers.AgeGroup) || answers[field.Id] is not null;
        var rule = RuleEvaluator.Evaluate(field.When, answers);
        // Identity is recorded only on consent or a named ground: for personal fields unknown is not enough.
        return rule == Truth.True || (rule == Truth.Unknown && !field.Personal);
    }
}
