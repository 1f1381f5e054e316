namespace NrmPortal.Domain.Screening;

public enum StepStatus
{
    NotStarted,
    InProgress,
    Complete,

    /// <summary>All is answered, and one answer cannot stand beside another.</summary>
    ToCheck,

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
    /// What stands against the answers of a step as they are, on that day: the field beside which it stands and the code of why. The step
    /// asks it, the list of steps and the act of concluding.
    /// </summary>
    public IEnumerable<(string Field, string Code)> Faults(ScreeningStep step, DateOnly day)
    {
        var fields = step.Fields.Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        if (fields.Contains("age_class") && SaidAge.Contradicts(answers, day)) yield return ("age_class", "Age.Contradicts");
        if (fields.Contains(ScreeningSafeguards.Reason) && answers[ScreeningSafeguards.Reason] is null && ScreeningSafeguards.NeedsDisagreementReason(answers, Pattern))
            yield return (ScreeningSafeguards.Reason, "Disagreement");
    }

    /// <summary>The conclusions with which this field must be answered although the form requires it with none; empty for every field but one.</summary>
    public IReadOnlyList<FieldOption> RequiredWith(ScreeningField field) => field.Id != ScreeningSafeguards.Reason ? [] :
        [.. definition.Fields.Single(f => f.Id == ScreeningSafeguards.Outcome).Options!.Where(o => ScreeningSafeguards.NeedsDisagreementReason(answers.With(ScreeningSafeguards.Outcome, o.Value), Pattern))];

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

    public StepStatus Status(ScreeningStep step, DateOnly day)
    {
        if (!IsOpen(step)) return StepStatus.NotNeeded;
        if (!Fields(step).Any(f => answers[f.Id] is not null)) return StepStatus.NotStarted;
        return Missing(step).Count > 0 ? StepStatus.InProgress : Faults(step, day).Any() ? StepStatus.ToCheck : StepStatus.Complete;
    }

    private PatternResult Pattern => IndicatorPattern.Of(definition, answers);

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
