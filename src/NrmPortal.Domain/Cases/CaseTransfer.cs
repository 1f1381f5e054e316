using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

/// <summary>What became of a proposal to hand a case over.</summary>
public enum TransferAnswer
{
    Accepted,
    Declined,
    Withdrawn,
}

/// <summary>What is proposed: which office, and whether it answers for the case as province office too.</summary>
/// <param name="Reason">Read by the receiving office before it answers: without identity.</param>
public sealed record TransferRequest(Guid UnitId, AgencyType Agency, bool MovesOffice, SealedText? Reason)
{
    /// <summary>What it rests on where the person does not say yes.</summary>
    public string? LegalGround { get; init; }

    /// <summary>Why a ground is to carry what the person has said no to.</summary>
    public SealedText? GroundReason { get; init; }

    /// <summary>All that the people of the new owner read.</summary>
    public IReadOnlyList<Section> Sections => SectionGrants.SharedWithOwner(Agency);

    internal Recipient To => new(UnitId, Agency, null) { AsOwner = true };
}

/// <summary>
/// A proposal to hand a case over to another office, and that office's answer. Until it accepts it reads this row and nothing
/// else: number, stage, age class, sex and the reason. A transfer changes who owns the case, a referral never does.
/// </summary>
public sealed class CaseTransfer
{
    private CaseTransfer() { }

    internal CaseTransfer(Guid id, Case subject, TransferRequest request, SealedText reason, Guid? consent, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, CaseNumber, Stage) = (id, subject.Id, subject.Number, subject.Stage);
        (AgeGroup, Sex) = (subject.AgeGroup, subject.Sex);
        (FromUnitId, FromOfficeId, ToUnitId, MovesOffice) = (subject.OwnerUnitId, subject.ProvinceOfficeId, request.UnitId, request.MovesOffice);
        (Sections, ConsentId, LegalGround, GroundReason) = (request.Sections, consent, request.LegalGround, request.GroundReason);
        (Reason, ByUserId, ByUnitId, At) = (reason, by.UserId, by.UnitId, at);
    }

    /// <summary>The kinds of agency that may own a case.</summary>
    public static IReadOnlyList<AgencyType> Owners { get; } =
        [AgencyType.ProvincialMsdhs, AgencyType.Police, AgencyType.Immigration, AgencyType.Labour, AgencyType.Hotline1300, AgencyType.Ngo];

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public string CaseNumber { get; private set; } = "";
    public Stage Stage { get; private set; }
    public AgeGroup AgeGroup { get; private set; }
    public Sex Sex { get; private set; }
    public Guid FromUnitId { get; private set; }

    /// <summary>The province office that answered for the case when it was proposed.</summary>
    public Guid FromOfficeId { get; private set; }
    public Guid ToUnitId { get; private set; }
    public bool MovesOffice { get; private set; }
    public SealedText? Reason { get; private set; }

    /// <summary>The parts of the file that the new owner comes to read.</summary>
    public IReadOnlyList<Section> Sections { get; private set; } = [];
    public Guid? ConsentId { get; private set; }
    public string? LegalGround { get; private set; }

    /// <summary>Why it carries what the person has said no to.</summary>
    public SealedText? GroundReason { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public TransferAnswer? Answer { get; private set; }
    public SealedText? AnswerReason { get; private set; }
    public Guid? AnsweredByUserId { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    public bool Waits => Answer is null;

    /// <summary>The receiving office agrees; <see cref="Case.TakeOver"/> follows in the same transaction, once the case is in its sight.</summary>
    /// <param name="basisLives">Whether what it rests on still stands; the receiver does not see the consent, the database asks it.</param>
    public void Accept(bool basisLives, Actor by, DateTimeOffset at)
    {
        RequireReceiver(by);
        if (!basisLives && Waits) throw new RefusedException("transfer.basisEnded");
        Say(TransferAnswer.Accepted, null, by, at);
    }

    /// <summary>The case stays where it is, and the office that declines sees no more of it than it did.</summary>
    /// <returns>What whoever proposed is told.</returns>
    public Notice Decline(SealedText? reason, Actor by, DateTimeOffset at)
    {
        RequireReceiver(by);
        Say(TransferAnswer.Declined, reason ?? throw new RefusedException("transfer.declineReason"), by, at);
        return new Notice(Guid.CreateVersion7(at), CaseId, NoticeCode.TransferDeclined, $"/cases/{CaseNumber}/transfer", Audience.Of(ByUnitId), by, at, []);
    }

    internal void Withdraw(Actor by, DateTimeOffset at) => Say(TransferAnswer.Withdrawn, null, by, at);

    private void RequireReceiver(Actor by)
    {
        if (!RoleGrants.Has(by.Role, Permission.CaseReceive)) throw new RefusedException("flow.role", nameof(CaseAction.TakeOver));
        if (by.UnitId != ToUnitId) throw new RefusedException("transfer.notReceiver");
    }

    private void Say(TransferAnswer answer, SealedText? reason, Actor by, DateTimeOffset at)
    {
        if (!Waits) throw new RefusedException("transfer.answered");
        (Answer, AnswerReason, AnsweredByUserId, AnsweredAt) = (answer, reason, by.UserId, at);
    }
}
