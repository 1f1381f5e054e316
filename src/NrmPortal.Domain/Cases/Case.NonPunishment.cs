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

    /// <summary>Records what became of it: settled once both offices have answered. Prosecution without the Minister's written permission is an alarm and stays open.</summary>
    public void RecordNonPunishment(NonPunishment flag, NonPunishmentAnswer answer, Actor by, DateTimeOffset at)
    {
        RequireMine(flag.CaseId);
        if (!flag.IsOpen) throw new RefusedException("nonPunishment.closed");
        RequirePermission(answer, at);
        var (alarm, whose) = (answer.Outcome == NonPunishmentOutcome.ProsecutedWithoutPermission, Cases.NonPunishment.AnsweredBy(by.Role, answer.Outcome));
        Apply(CaseAction.RecordNonPunishment, by, at,
            [("outcome", answer.Outcome.ToString()), .. whose.Select(role => ($"answered{role}", role.ToString()))]);
        // Who was asked and has not answered is still asked; an alarm asks the others anew.
        var anew = whose.Union(flag.Answered).ToList();
        flag.Answer(answer, whose, by, at);
        NonPunishment = !flag.IsOpen ? NonPunishmentStanding.Settled : flag.Outcome is null ? NonPunishmentStanding.Flagged : NonPunishmentStanding.Alarm;
        if (alarm) AskForAnAnswer(anew, flag.InquiryUnitId, flag.ProsecutorUnitId, by, at);
        var code = alarm ? NoticeCode.ProsecutedWithoutPermission : NoticeCode.NonPunishmentRecorded;
        Tell(code, Audience.Of(OwnerUnitId), "/non-punishment", by, at, ("outcome", answer.Outcome.ToString()));
        if (alarm) Tell(code, Audience.Everywhere(AgencyType.Datip, Role.DatipCoordinator), "/non-punishment", by, at, ("outcome", answer.Outcome.ToString()));
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
        if (answer.Outcome == NonPunishmentOutcome.Withdrawn && answer.Note is null) throw new RefusedException("nonPunishment.why");
    }
}
