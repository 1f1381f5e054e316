using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>The s.41 flag as all who see the case see it; null: none was set.</summary>
    public NonPunishmentStanding? NonPunishment { get; private set; }

    /// <summary>
    /// Sets the s.41 flag. The Act protects a trafficked person; from reasonable grounds on, those who would prosecute are asked
    /// to wait until it is known whether the person is one.
    /// </summary>
    /// <param name="inquiryUnitId">The inquiry officer's office.</param>
    public NonPunishment FlagNonPunishment(
        Guid id, IReadOnlyList<string> offences, SealedText? policeCase, Guid inquiryUnitId, Guid prosecutorUnitId, Actor by, DateTimeOffset at)
    {
        if (offences.Count == 0 || offences.Any(o => NonPunishmentOffence.All.All(known => known.Code != o))) throw new RefusedException("nonPunishment.offence");
        if (ProtectedSince is null) throw new RefusedException("nonPunishment.noGrounds");
        if (NonPunishment is NonPunishmentStanding.Flagged or NonPunishmentStanding.Alarm) throw new RefusedException("nonPunishment.open");
        Apply(CaseAction.FlagNonPunishment, by, at);
        NonPunishment = NonPunishmentStanding.Flagged;
        AskForAnAnswer(Cases.NonPunishment.Asked, inquiryUnitId, prosecutorUnitId, by, at);
        return new NonPunishment(id, Id, offences, policeCase, inquiryUnitId, prosecutorUnitId, by, at);
    }

    /// <summary>
    /// Records what one of the two offices answers: settled once both say the same. Two answers that differ leave the flag open and ask
    /// both anew; prosecution without the Minister's written permission is an alarm and stays open.
    /// </summary>
    public void RecordNonPunishment(NonPunishment flag, NonPunishmentAnswer answer, Actor by, DateTimeOffset at)
    {
        RequireMine(flag.CaseId);
        if (!flag.IsOpen) throw new RefusedException("nonPunishment.closed");
        if (answer.Outcome == NonPunishmentOutcome.Withdrawn) throw new RefusedException("nonPunishment.withdrawal");
        if (flag.AskedAs(by) is not { } office) throw new RefusedException("nonPunishment.notAsked");
        RequirePermission(answer, at);
        var alarm = answer.Outcome == NonPunishmentOutcome.ProsecutedWithoutPermission;
        // Once it is settled nobody is asked any more, also whoever was asked to look at their answer again.
        (string, string)[] settled = flag.IsSettledBy(answer.Outcome, office) ? [("standing", nameof(NonPunishmentStanding.Settled))] : [];
        Apply(CaseAction.RecordNonPunishment, by, at, [("outcome", answer.Outcome.ToString()), ("answered", office.ToString()), .. settled]);
        var anew = flag.Answer(answer, office, by, at);
        NonPunishment = !flag.IsOpen ? NonPunishmentStanding.Settled : flag.Outcome is null ? NonPunishmentStanding.Flagged : NonPunishmentStanding.Alarm;
        AskForAnAnswer(anew, flag.InquiryUnitId, flag.ProsecutorUnitId, by, at);
        TellOf(flag, alarm ? NoticeCode.ProsecutedWithoutPermission : flag.Differs ? NoticeCode.NonPunishmentDiffers : NoticeCode.NonPunishmentRecorded, answer.Outcome, by, at, tellsDatip: alarm);
    }

    /// <summary>A flag set in error: said with the reason by the office that set it or the province office. Those who were asked are told that nothing is asked of them any more, and DATIP.</summary>
    public void WithdrawNonPunishment(NonPunishment flag, SealedText? reason, Actor by, DateTimeOffset at)
    {
        RequireMine(flag.CaseId);
        if (!flag.IsOpen) throw new RefusedException("nonPunishment.closed");
        if (WhyNotWithdraw(flag, by) is { } refusal) throw new RefusedException(refusal);
        if (reason is null) throw new RefusedException("nonPunishment.why");
        Apply(CaseAction.WithdrawNonPunishment, by, at);
        flag.Withdraw(reason, by, at);
        NonPunishment = NonPunishmentStanding.Settled;
        TellOf(flag, NoticeCode.NonPunishmentWithdrawn, NonPunishmentOutcome.Withdrawn, by, at, tellsDatip: true);
        foreach (var (unit, role) in new[] { (flag.InquiryUnitId, Role.InquiryOfficer), (flag.ProsecutorUnitId, Role.Prosecutor) })
            Tell(NoticeCode.NonPunishmentWithdrawn, Audience.Of(unit, role), "/non-punishment", by, at);
    }

    public Refusal? WhyNotWithdraw(NonPunishment flag, Actor by) =>
        by.UnitId == flag.ByUnitId || by.UnitId == ProvinceOfficeId ? WhyNot(CaseAction.WithdrawNonPunishment, by.Role) : new Refusal("nonPunishment.withdrawal");

    // The owner, and the office that set the flag, which is waiting for it.
    private void TellOf(NonPunishment flag, NoticeCode code, NonPunishmentOutcome outcome, Actor by, DateTimeOffset at, bool tellsDatip)
    {
        foreach (var unit in new[] { OwnerUnitId, flag.ByUnitId }.Distinct()) Tell(code, Audience.Of(unit), "/non-punishment", by, at, ("outcome", outcome.ToString()));
        if (tellsDatip) Tell(code, Audience.Everywhere(AgencyType.Datip, Role.DatipCoordinator), "/non-punishment", by, at, ("outcome", outcome.ToString()));
    }

    // Each of its own office: the answer of one is not the other's.
    private void AskForAnAnswer(IEnumerable<Role> of, Guid inquiryUnitId, Guid prosecutorUnitId, Actor by, DateTimeOffset at)
    {
        foreach (var role in of)
            Ask(TaskCode.AnswerNonPunishment, Audience.Of(role == Role.InquiryOfficer ? inquiryUnitId : prosecutorUnitId, role), null, by, at, role.ToString());
    }

    private static void RequirePermission(NonPunishmentAnswer answer, DateTimeOffset at)
    {
        var permitted = answer.Outcome == NonPunishmentOutcome.MinisterPermitted;
        if (permitted && (answer.PermissionDocument is null || answer.PermittedOn is null)) throw new RefusedException("nonPunishment.permission");
        if (answer.PermittedOn is { } on) RequireNotFuture(on, at);
    }
}
