using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public enum GuardianRelation
{
    Parent,
    Relative,
    AppointedGuardian,
    StateRepresentative,
    NgoRepresentative,
    Other,
}

/// <summary>On what the person's power to act for the child rests.</summary>
public enum GuardianAppointment
{
    ByLaw,
    ByCourt,
    ByChildWelfareOfficer,
    ByCaseManager,
}

/// <summary>Whether the person may have a part in what happened to the child.</summary>
public enum SuspectCheck
{
    NotChecked,
    Cleared,
    PossibleSuspect,
}

/// <summary>Who acts for a child: guardian or representative. Section <c>Family</c>.</summary>
public sealed class Guardian
{
    private Guardian() { }

    internal Guardian(Guid id, Guid caseId, GuardianRelation relation, GuardianAppointment appointment, SuspectCheck check, SealedText name, SealedText? contact, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Relation, Appointment, Check) = (id, caseId, relation, appointment, check);
        (Name, Contact, ByUserId, At) = (name, contact, by.UserId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public GuardianRelation Relation { get; private set; }
    public GuardianAppointment Appointment { get; private set; }
    public SuspectCheck Check { get; private set; }
    public SealedText? Name { get; private set; }
    public SealedText? Contact { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why a possible suspect is to be cleared, as one person wrote it; a second one decides.</summary>
    public SealedText? ClearingReason { get; private set; }
    public Guid? ClearingAskedByUserId { get; private set; }
    public DateTimeOffset? ClearingAskedAt { get; private set; }
    public Guid? ClearedByUserId { get; private set; }

    /// <summary>Somebody asked that this possible suspect be cleared, and nobody has answered yet.</summary>
    public bool WaitsForClearing => EndedAt is null && Check == SuspectCheck.PossibleSuspect && ClearingAskedByUserId is not null;

    /// <summary>Somebody who may be the suspect, or was never looked into, cannot act for the child; a parent neither.</summary>
    public bool MayAct => EndedAt is null && Check == SuspectCheck.Cleared;

    internal void AskToClear(SealedText reason, Actor by, DateTimeOffset at) => (ClearingReason, ClearingAskedByUserId, ClearingAskedAt) = (reason, by.UserId, at);

    internal void Judge(SuspectCheck check, Actor by)
    {
        if (Check == SuspectCheck.PossibleSuspect)
        {
            if (check != SuspectCheck.PossibleSuspect) RequireSecond(check, by);
            else (ClearingReason, ClearingAskedByUserId, ClearingAskedAt) = (null, null, null);
        }

        Check = check;
    }

    // One person's word does not make a possible suspect the child's representative again.
    private void RequireSecond(SuspectCheck check, Actor by)
    {
        if (check != SuspectCheck.Cleared || ClearingAskedByUserId is null) throw new RefusedException("guardian.clearingReason");
        if (ClearingAskedByUserId == by.UserId) throw new RefusedException("guardian.clearingSecond");
        ClearedByUserId = by.UserId;
    }

    internal void End(DateTimeOffset at) => EndedAt ??= at;
}

public sealed partial class Case
{
    /// <summary>Who acts for the child now; null: nobody may.</summary>
    public Guid? GuardianId { get; private set; }

    /// <summary>Whether a consent may stand: an adult's own does; a child's needs somebody beside it who may act for the child.</summary>
    /// <param name="guardian">Who agrees with the child, or null.</param>
    public Refusal? WhyNoConsent(Guardian? guardian) =>
        !IsTreatedAsChild ? null
        : guardian is null || guardian.CaseId != Id ? new Refusal("child.consentAlone")
        : guardian.MayAct ? null
        : new Refusal("guardian.mayNotAct");

    /// <summary>Names a guardian or representative; only one who has been cleared acts, and the last one who was.</summary>
    /// <param name="so">What was given until now: what a possible suspect gave falls.</param>
    /// <param name="known">The guardians named on the case, as far as the reader sees them: a possible suspect is not cleared by being named again.</param>
    public Guardian NameGuardian(
        Guid id, GuardianRelation relation, GuardianAppointment appointment, SuspectCheck check, SealedText? name, SealedText? contact, Actor by, DateTimeOffset at,
        GivenSoFar? so = null, IReadOnlyCollection<Guardian>? known = null)
    {
        if (name is null) throw new RefusedException("guardian.name");
        if (check != SuspectCheck.PossibleSuspect && known?.Any(g => g.Check == SuspectCheck.PossibleSuspect && StandsIn.SameName(name, g.Name)) == true) throw new RefusedException("guardian.namedAgain");
        Apply(CaseAction.NameGuardian, by, at, ("guardian", "Named"));
        var guardian = new Guardian(id, Id, relation, appointment, check, name, contact, by, at);
        if (guardian.MayAct) GuardianId = id;
        Fall(guardian, so ?? GivenSoFar.Nothing, by, at);
        return guardian;
    }

    /// <summary>What is found of the person later; a possible suspect stops acting at once, and what they consented to falls.</summary>
    /// <param name="so">What was given until now.</param>
    public void JudgeGuardian(Guardian guardian, SuspectCheck check, Actor by, DateTimeOffset at, GivenSoFar? so = null)
    {
        RequireMine(guardian.CaseId);
        if (guardian.EndedAt is not null) throw new RefusedException("guardian.ended");
        var wasSuspect = guardian.Check == SuspectCheck.PossibleSuspect;
        Apply(CaseAction.NameGuardian, by, at, ("guardian", "Judged"));
        guardian.Judge(check, by);
        StandsOrFalls(guardian);
        Fall(guardian, so ?? GivenSoFar.Nothing, by, at);
        if (wasSuspect && check == SuspectCheck.Cleared) TellClearing(NoticeCode.GuardianCleared, by, at);
    }

    /// <summary>Asks that a possible suspect be cleared, and says why; somebody else decides.</summary>
    public void AskToClearGuardian(Guardian guardian, SealedText? reason, Actor by, DateTimeOffset at)
    {
        RequireMine(guardian.CaseId);
        if (guardian.EndedAt is not null) throw new RefusedException("guardian.ended");
        if (guardian.Check != SuspectCheck.PossibleSuspect) throw new RefusedException("guardian.notSuspect");
        Apply(CaseAction.NameGuardian, by, at, ("guardian", "ClearingAsked"));
        guardian.AskToClear(reason ?? throw new RefusedException("guardian.clearingReason"), by, at);
        TellClearing(NoticeCode.GuardianClearingAsked, by, at);
    }

    private void TellClearing(NoticeCode code, Actor by, DateTimeOffset at)
    {
        Tell(code, Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), "/child", by, at);
        if (DcyUnitId is { } dcy) Tell(code, Audience.Of(dcy, Role.DcyOfficer), "/child", by, at);
        if (code == NoticeCode.GuardianCleared) Tell(code, Audience.Everywhere(AgencyType.Datip, Role.DatipReviewer), "/child", by, at);
    }

    public void EndGuardian(Guardian guardian, Actor by, DateTimeOffset at)
    {
        RequireMine(guardian.CaseId);
        if (guardian.EndedAt is not null) throw new RefusedException("guardian.ended");
        Apply(CaseAction.NameGuardian, by, at, ("guardian", "Ended"));
        guardian.End(at);
        StandsOrFalls(guardian);
    }

    private void StandsOrFalls(Guardian guardian)
    {
        if (guardian.MayAct) GuardianId = guardian.Id;
        else if (GuardianId == guardian.Id) GuardianId = null;
    }
}
