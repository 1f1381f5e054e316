using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>Proposes to hand the case over. Nothing changes until the other office has accepted.</summary>
    /// <param name="consent">The person's yes to all that the new owner reads (purpose referral); null where a legal ground is named.</param>
    /// <param name="answers">What the person answered until now, as far as the reader sees it.</param>
    public CaseTransfer ProposeTransfer(Guid id, TransferRequest request, Consent? consent, Actor by, DateTimeOffset at, IReadOnlyCollection<Consent>? answers = null)
    {
        if (WhyNotHandOver(by) is { } refusal) throw new RefusedException(refusal);
        if (!CaseTransfer.Owners.Contains(request.Agency)) throw new RefusedException("transfer.agency");
        if (request.MovesOffice && request.Agency != AgencyType.ProvincialMsdhs) throw new RefusedException("transfer.office");
        if (request.UnitId == OwnerUnitId && !(request.MovesOffice && request.UnitId != ProvinceOfficeId)) throw new RefusedException("transfer.same");
        RequireOfficeAfterDecision(request.UnitId, request.MovesOffice);
        if (request.Reason is null) throw new RefusedException("transfer.reason");
        RequireBasis(new ShareBasis(consent, request.LegalGround, request.GroundReason, answers), ConsentPurpose.Referral, request.Sections, request.To, by, at);
        Apply(CaseAction.Transfer, by, at);
        var transfer = new CaseTransfer(id, this, request, request.Reason, consent?.Id, by, at);
        // The receiver does not see the case yet: what it is told leads to the proposal.
        notices.Add(new Notice(Guid.CreateVersion7(at), Id, NoticeCode.TransferProposed, $"/transfers/{id}", Audience.Of(request.UnitId), by, at, []));
        return transfer;
    }

    /// <summary>The proposal is taken back by the office that made it.</summary>
    public void WithdrawTransfer(CaseTransfer transfer, Actor by, DateTimeOffset at)
    {
        RequireMine(transfer.CaseId);
        if (WhyNotHandOver(by, transfer) is { } refusal) throw new RefusedException(refusal);
        transfer.Withdraw(by, at);
        Apply(CaseAction.WithdrawTransfer, by, at);
    }

    /// <summary>
    /// The receiving office has accepted and has the case from now on. Its open tasks and limits go with it (move_case_work);
    /// whoever had it before keeps the core and what they wrote themselves.
    /// </summary>
    /// <param name="sits">The panel that sits on the case now, if one does.</param>
    public void TakeOver(CaseTransfer transfer, Panel? sits, Actor by, DateTimeOffset at)
    {
        RequireMine(transfer.CaseId);
        if (transfer.Answer != TransferAnswer.Accepted || transfer.AnsweredAt != at || transfer.ToUnitId != by.UnitId) throw new RefusedException("transfer.notReceiver");
        if (OwnerUnitId != transfer.FromUnitId || ProvinceOfficeId != transfer.FromOfficeId) throw new RefusedException("transfer.moved");
        // Proposed before it, and answered after it.
        RequireOfficeAfterDecision(transfer.ToUnitId, transfer.MovesOffice);
        Apply(CaseAction.TakeOver, by, at);
        OwnerUnitId = transfer.ToUnitId;
        if (transfer.MovesOffice) ProvinceOfficeId = transfer.ToUnitId;
        if (transfer.MovesOffice && sits is not null) LeaveMeeting(sits, by, at);
        // A case with its number is managed by a caseworker of a province office, whoever owns it.
        CaseManagerId = NrmNumber is null || RoleGrants.Has(by.Role, Permission.CaseAssign) ? by.UserId : null;
        if (CaseManagerId is null) Ask(TaskCode.AssignCaseManager, Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), null, by, at);
        foreach (var unit in new[] { transfer.FromUnitId, transfer.FromOfficeId, transfer.ByUnitId, transfer.ToUnitId, DcyUnitId ?? transfer.ToUnitId }.Distinct())
            Tell(NoticeCode.CaseTakenOver, Audience.Of(unit), "", by, at);
    }

    // After the first final decision the case belongs to the office that answers for the province: both go together.
    private void RequireOfficeAfterDecision(Guid unit, bool movesOffice)
    {
        if (IdentifiedOutcome is not null && !movesOffice && unit != ProvinceOfficeId) throw new RefusedException("transfer.decided");
    }

    /// <summary>Whether an office can be proposed: whoever has the case already only to become the office responsible for it.</summary>
    public bool CanGoTo(Guid unit, AgencyType agency) =>
        CaseTransfer.Owners.Contains(agency) && (unit != OwnerUnitId || (agency == AgencyType.ProvincialMsdhs && unit != ProvinceOfficeId));

    /// <summary>Why this person may not propose a transfer, or take back this one: it is for the office that owns the case or answers for the province, and for DATIP where two offices cannot agree.</summary>
    public Refusal? WhyNotHandOver(Actor by, CaseTransfer? proposed = null) =>
        WhyNot(proposed is null ? CaseAction.Transfer : CaseAction.WithdrawTransfer, by.Role)
        ?? (by.UnitId == OwnerUnitId || by.UnitId == ProvinceOfficeId || by.UnitId == proposed?.ByUnitId || by.Role == Role.DatipCoordinator ? null : new Refusal("transfer.notYours"));
}
