using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>The offices that are asked to protect the child and have not done so yet. The database keeps them, who sees all tasks.</summary>
    public List<Guid> ProtectionAskedOf { get; private set; } = [];

    /// <summary>The last best-interests assessment.</summary>
    public DateOnly? BestInterestsOn { get; private set; }

    /// <summary>The last best-interests determination: before it no return and no end of assistance. Null again once the case is reopened.</summary>
    public DateOnly? DeterminedOn { get; private set; }

    /// <summary>What it found best. A fact of the flow, read by the guards and shown nowhere: what was weighed is in its section.</summary>
    public BestInterestsOutcome? DeterminedOutcome { get; private set; }

    /// <summary>The last day on which it counts: after it somebody looks again first.</summary>
    public DateOnly? DeterminedUntil { get; private set; }

    /// <summary>Assesses what is best for the child now. The history names the act alone: what was found is in its section.</summary>
    public BestInterests AssessBestInterests(Guid id, BestInterestsFindings findings, Actor by, DateTimeOffset at)
    {
        RequireWhole(findings, at);
        Apply(CaseAction.AssessBestInterests, by, at);
        BestInterestsOn = ThaiDay.Of(at);
        AskAgain(findings, by, at);
        return new BestInterests(id, Id, determines: false, findings, by, at);
    }

    /// <summary>Determines formally what is best, by somebody else than whoever assessed.</summary>
    /// <param name="assessment">The last assessment.</param>
    public BestInterests DetermineBestInterests(Guid id, BestInterests? assessment, BestInterestsFindings findings, Actor by, DateTimeOffset at)
    {
        if (assessment is null) throw new RefusedException("bestInterests.assessFirst");
        RequireMine(assessment.CaseId);
        if (assessment.ByUserId == by.UserId) throw new RefusedException("bestInterests.samePerson");
        RequireWhole(findings, at);
        Apply(CaseAction.DetermineBestInterests, by, at);
        (DeterminedOn, DeterminedOutcome, DeterminedUntil) = (ThaiDay.Of(at), findings.Outcome, findings.ReviewOn);
        AskAgain(findings, by, at);
        return new BestInterests(id, Id, determines: true, findings, by, at);
    }

    // A determination opens what it found best, as long as it counts, and nothing else.
    private Refusal? WhyNotDetermined(CaseAction action, DateOnly? today) =>
        DeterminedOn is null || DeterminedOutcome is not { } outcome ? new Refusal("flow.childNotDetermined")
        : !BestInterests.Opens(outcome, action) ? new Refusal("flow.childDeterminedOtherwise")
        : today > DeterminedUntil ? new Refusal("flow.childDeterminationOld") : null;

    // What was best when the case ended is looked at anew when it begins again.
    private void ForgetBestInterests() => (BestInterestsOn, DeterminedOn, DeterminedOutcome, DeterminedUntil) = (null, null, null, null);

    // What is best today need not be in a month: somebody looks again by the day that was set.
    private void AskAgain(BestInterestsFindings findings, Actor by, DateTimeOffset at) =>
        Ask(TaskCode.AssessBestInterests, Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), ThaiDay.EndOf(findings.ReviewOn!.Value), by, at);

    private static void RequireWhole(BestInterestsFindings findings, DateTimeOffset at)
    {
        if (findings.Factors.Count == 0) throw new RefusedException("bestInterests.factors");
        if (findings.Options is null) throw new RefusedException("bestInterests.options");
        if (findings.ChildViews is null) throw new RefusedException("bestInterests.views");
        if (findings.Outcome is null || findings.Reasons is null) throw new RefusedException("bestInterests.decision");
        if (findings.ReviewOn is not { } review || review <= ThaiDay.Of(at)) throw new RefusedException("bestInterests.review");
    }

    public ChildInterview RecordInterview(Guid id, InterviewFacts facts, Actor by, DateTimeOffset at)
    {
        RequireNotFuture(facts.On, at);
        if (facts.Present is null) throw new RefusedException("interview.present");
        if (facts.SupportPerson is null) throw new RefusedException("interview.support");
        if (facts.Minutes is < 1 or > 1440 || facts.Breaks is < 0 or > 99) throw new RefusedException("interview.length");
        Apply(CaseAction.RecordInterview, by, at, ("on", facts.On.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
        return new ChildInterview(id, Id, facts, by, at);
    }

    /// <summary>
    /// A child's yes alone is no basis of a stay. Custody of a child that DCY does not know of happens all the same: it is
    /// recorded, so that its hours are counted, and child protection is asked at once. Proposed; legal confirmation is awaited.
    /// </summary>
    private void RequireBasisFitForAChild(StayBasis basis)
    {
        if (IsTreatedAsChild && basis == StayBasis.VoluntaryReflection && GuardianId is null) throw new RefusedException("stay.childAlone");
    }

    private void ProtectInCustody(StayBasis basis, Actor by, DateTimeOffset at)
    {
        if (!IsTreatedAsChild || DcyUnitId is not null || basis is not (StayBasis.CustodyS29 or StayBasis.CourtExtension)) return;
        OpenChildProtection(by, at);
    }

    // A child in protection: DCY is asked, and somebody looks at what is best. Part of the act that brought the child there.
    private void AskForTheChild(Actor by, DateTimeOffset at)
    {
        if (!IsTreatedAsChild) return;
        var office = Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker);
        if (DcyUnitId is null) Ask(TaskCode.InvolveDcy, office, null, by, at);
        if (BestInterestsOn is null) Ask(TaskCode.AssessBestInterests, office, null, by, at);
    }
}
