using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Cases;

/// <summary>What was weighed. The factors of the Committee on the Rights of the Child, General Comment 14.</summary>
public enum BestInterestsFactor
{
    ChildViews,
    Safety,
    FamilyAndCare,
    Health,
    Education,
    IdentityAndCulture,
    Vulnerability,
    LastingSolution,
}

/// <summary>What is best for the child now (assessment) or lastingly (determination).</summary>
public enum BestInterestsOutcome
{
    StayInCare,
    FamilyOrKin,
    AlternativeCare,
    ReturnHome,
    AssessFurther,
}

/// <summary>What an assessment or a determination says; whoever writes it has to say all of it.</summary>
/// <param name="ChildViews">The child's own views in the child's words, or why they could not be heard.</param>
/// <param name="ReviewOn">The day on which it is looked at again, after today.</param>
public sealed record BestInterestsFindings(
    IReadOnlyList<BestInterestsFactor> Factors, SealedText? Options, SealedText? ChildViews, SealedText? Reasons, BestInterestsOutcome? Outcome, DateOnly? ReviewOn);

/// <summary>
/// A best-interests assessment (BIA) or, formally and by a second person, a determination (BID). Never changed: a later one
/// stands beside it. Section <c>Family</c>. Child Protection Act B.E. 2546 (2003) s.22.
/// </summary>
public sealed class BestInterests
{
    private BestInterests() { }

    internal BestInterests(Guid id, Guid caseId, bool determines, BestInterestsFindings findings, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Determines, ByUserId, ByUnitId, At) = (id, caseId, determines, by.UserId, by.UnitId, at);
        (Options, ChildViews, Reasons) = (findings.Options, findings.ChildViews, findings.Reasons);
        (Factors, Outcome, ReviewOn) = ([.. findings.Factors.Distinct()], findings.Outcome!.Value, findings.ReviewOn!.Value);
    }

    /// <summary>Which way out of care a determination opens: home or to kin by a return, into another's lasting care by the end of help here. To stay opens none.</summary>
    public static bool Opens(BestInterestsOutcome outcome, CaseAction action) => action switch
    {
        CaseAction.PlanReturn or CaseAction.RecordDeparture or CaseAction.CompleteReturn => outcome is BestInterestsOutcome.ReturnHome or BestInterestsOutcome.FamilyOrKin,
        CaseAction.EndAssistance => outcome is BestInterestsOutcome.ReturnHome or BestInterestsOutcome.FamilyOrKin or BestInterestsOutcome.AlternativeCare,
        _ => false,
    };

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>True: a determination; false: an assessment.</summary>
    public bool Determines { get; private set; }
    public List<BestInterestsFactor> Factors { get; private set; } = [];
    public SealedText? Options { get; private set; }
    public SealedText? ChildViews { get; private set; }
    public SealedText? Reasons { get; private set; }
    public BestInterestsOutcome Outcome { get; private set; }
    public DateOnly ReviewOn { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
