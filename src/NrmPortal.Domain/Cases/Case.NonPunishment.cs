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
        AskForAnAnswer(inquiryUnitId, prosecutorUnitId, by, at);
        return new NonPunishment(id, Id, offences, policeCase, inquiryUnitId, prosecutorUnitId, by, at);
    }

    /// <summary>Records what became of it. Prosecution without the Minister's written permission is an alarm and stays open.</summary>
    public void RecordNonPunishment(NonPunishment flag, NonPunishmentAnswer answer, Actor by, DateTimeOffset at)
    {
        RequireMine(flag.CaseId);
        if (!flag.IsOpen) throw new RefusedException("nonPunishment.closed");
        RequirePermission(answer, at);
        Apply(CaseAction.RecordNonPunishment, by, at, ("outcome", answer.Outcome.ToString()));
        flag.Answer(answer, by, at);
        NonPunishment = flag.IsOpen ? NonPunishmentStanding.Alarm : NonPunishmentStanding.Settled;
        // The record answers what was asked; an alarm asks again.
        if (flag.IsOpen) AskForAnAnswer(flag.InquiryUnitId, flag.ProsecutorUnitId, by, at);
        var code = flag.IsOpen ? NoticeCode.ProsecutedWithoutPermission : NoticeCode.NonPunishmentRecorded;
        Tell(code, Audience.Of(OwnerUnitId), "/non-punishment", by, at, ("outcome", answer.Outcome.ToString()));
        if (flag.IsOpen) Tell(code, Audience.Everywhere(AgencyType.Datip, Role.DatipCoordinator), "/non-punishment", by, at, ("outcome", answer.Outcome.ToString()));
    }

    private void AskForAnAnswer(Guid inquiryUnitId, Guid prosecutorUnitId, Actor by, DateTimeOffset at)
    {
        Ask(TaskCode.AnswerNonPunishment, Audience.Of(inquiryUnitId, Role.InquiryOfficer), null, by, at);
        Ask(TaskCode.AnswerNonPunishment, Audience.Of(prosecutorUnitId, Role.Prosecutor), null, by, at);
    }

    private static void RequirePermission(NonPunishmentAnswer answer, DateTimeOffset at)
    {
        var permitted = answer.Outcome == NonPunishmentOutcome.MinisterPermitted;
        if (permitted && (answer.PermissionDocument is null || answer.PermittedOn is null)) throw new RefusedException("nonPunishment.permission");
        if (answer.PermittedOn is { } on) RequireNotFuture(on, at);
        if (answer.Outcome == NonPunishmentOutcome.Withdrawn && answer.Note is null) throw new RefusedException("nonPunishment.why");
    }
}
