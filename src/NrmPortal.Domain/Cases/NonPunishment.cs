using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Cases;

/// <summary>What became of the question of prosecution.</summary>
public enum NonPunishmentOutcome
{
    NotProsecuted,

    /// <summary>The Minister of Justice permitted prosecution in writing (s.41).</summary>
    MinisterPermitted,

    /// <summary>An alarm: prosecution goes on without that permission. The record stays open until it is put right.</summary>
    ProsecutedWithoutPermission,

    /// <summary>The flag was set in error: said by the office that set it or the province office, never by one that was asked.</summary>
    Withdrawn,
}

/// <summary>How the case stands to s.41, for all who see it.</summary>
public enum NonPunishmentStanding
{
    Flagged,
    Alarm,
    Settled,
}

/// <summary>
/// A s.41 flag: offences for which the person may not be prosecuted without the Minister's written permission, put before an
/// inquiry officer's and a prosecutor's office, which see it while it is open. Section <c>Legal</c>.
/// </summary>
public sealed class NonPunishment
{
    /// <summary>Whoever is asked, each for their own office.</summary>
    public static IReadOnlyList<Role> Asked { get; } = [Role.InquiryOfficer, Role.Prosecutor];

    private NonPunishment() { }

    internal NonPunishment(Guid id, Guid caseId, IEnumerable<string> offences, SealedText? policeCase, Guid inquiryUnitId, Guid prosecutorUnitId, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Offences, PoliceCase) = (id, caseId, [.. offences.Distinct(StringComparer.Ordinal)], policeCase);
        (InquiryUnitId, ProsecutorUnitId, ByUserId, ByUnitId, FlaggedAt) = (inquiryUnitId, prosecutorUnitId, by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>Codes of <see cref="NonPunishmentOffence"/>.</summary>
    public List<string> Offences { get; private set; } = [];
    public SealedText? PoliceCase { get; private set; }
    public Guid InquiryUnitId { get; private set; }
    public Guid ProsecutorUnitId { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset FlaggedAt { get; private set; }

    /// <summary>What the inquiry officer's office answered since it was last asked; null: nothing yet.</summary>
    public NonPunishmentOutcome? InquiryOutcome { get; private set; }

    /// <summary>The same of the prosecutor's office.</summary>
    public NonPunishmentOutcome? ProsecutorOutcome { get; private set; }

    /// <summary>What came of it once both have answered, or an alarm at once.</summary>
    public NonPunishmentOutcome? Outcome { get; private set; }
    public SealedText? PermissionDocument { get; private set; }
    public DateOnly? PermittedOn { get; private set; }
    public SealedText? Note { get; private set; }
    public Guid? OutcomeByUserId { get; private set; }
    public DateTimeOffset? OutcomeAt { get; private set; }

    public bool IsOpen => Outcome is null or NonPunishmentOutcome.ProsecutedWithoutPermission;

    /// <summary>Who has answered since they were last asked.</summary>
    public IEnumerable<Role> Answered => Asked.Where(role => (role == Role.Prosecutor ? ProsecutorOutcome : InquiryOutcome) is not null);

    /// <summary>As whom the actor answers: each of the two offices that were asked for itself, and nobody else for them; null: they were not asked.</summary>
    public Role? AskedAs(Actor by) => Asked.Contains(by.Role) && by.UnitId == (by.Role == Role.Prosecutor ? ProsecutorUnitId : InquiryUnitId) ? by.Role : null;

    internal void Answer(NonPunishmentAnswer answer, Role of, Actor by, DateTimeOffset at)
    {
        if (of == Role.InquiryOfficer) InquiryOutcome = answer.Outcome;
        else ProsecutorOutcome = answer.Outcome;
        (PermissionDocument, PermittedOn, Note) = (answer.PermissionDocument ?? PermissionDocument, answer.PermittedOn ?? PermittedOn, answer.Note ?? Note);
        var before = Outcome;
        if (answer.Outcome == NonPunishmentOutcome.ProsecutedWithoutPermission) (Outcome, InquiryOutcome, ProsecutorOutcome) = (answer.Outcome, null, null);
        else if (InquiryOutcome is { } inquiry && ProsecutorOutcome is { } prosecutor)
            Outcome = inquiry == NonPunishmentOutcome.MinisterPermitted || prosecutor == NonPunishmentOutcome.MinisterPermitted ? NonPunishmentOutcome.MinisterPermitted : answer.Outcome;
        // What came of it bears the name of whoever it came of: an answer that leaves an alarm as it is says nothing of the alarm.
        if (Outcome != before || answer.Outcome == Outcome) (OutcomeByUserId, OutcomeAt) = (by.UserId, at);
    }

    internal void Withdraw(SealedText reason, Actor by, DateTimeOffset at) =>
        (Outcome, Note, OutcomeByUserId, OutcomeAt) = (NonPunishmentOutcome.Withdrawn, reason, by.UserId, at);
}

/// <param name="PermissionDocument">Number of the Minister's written permission; needed with <paramref name="PermittedOn"/> when prosecution is permitted.</param>
public sealed record NonPunishmentAnswer(NonPunishmentOutcome Outcome, SealedText? PermissionDocument, DateOnly? PermittedOn, SealedText? Note);
