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
    private readonly List<OfficeAnswer> answers = [];

    /// <summary>Whoever is asked, each for their own office.</summary>
    public static IReadOnlyList<Role> Asked { get; } = [Role.InquiryOfficer, Role.Prosecutor];

    private NonPunishment() { }

    internal NonPunishment(Guid id, Guid caseId, IEnumerable<string> offences, SealedText? policeCase, Guid inquiryUnitId, Guid prosecutorUnitId, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Offences, PoliceCase) = (id, caseId, [.. offences.Distinct(StringComparer.Ordinal)], policeCase);
        (InquiryUnitId, ProsecutorUnitId, ByUserId, ByUnitId, FlaggedAt) = (inquiryUnitId, prosecutorUnitId, by.UserId, by.UnitId, at);
        (InquiryAskedAt, ProsecutorAskedAt) = (at, at);
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

    /// <summary>Everything that either office has answered, each for itself; as far as it was loaded.</summary>
    public IReadOnlyCollection<OfficeAnswer> Answers => answers;

    /// <summary>What the inquiry officer's office says now; null: nothing yet, or nothing since an alarm.</summary>
    public NonPunishmentOutcome? InquiryOutcome { get; private set; }

    /// <summary>The same of the prosecutor's office.</summary>
    public NonPunishmentOutcome? ProsecutorOutcome { get; private set; }
    public DateTimeOffset InquiryAskedAt { get; private set; }
    public DateTimeOffset ProsecutorAskedAt { get; private set; }

    /// <summary>What came of it once both say the same, or an alarm at once; with the name and moment of the answer that made it so.</summary>
    public NonPunishmentOutcome? Outcome { get; private set; }
    public Guid? OutcomeByUserId { get; private set; }
    public DateTimeOffset? OutcomeAt { get; private set; }

    /// <summary>Why it was withdrawn.</summary>
    public SealedText? Reason { get; private set; }

    public bool IsOpen => Outcome is null or NonPunishmentOutcome.ProsecutedWithoutPermission;

    /// <summary>
    /// The offices say different things, and one of them is wrong about whether the person is proceeded against: nothing is settled
    /// by the later of the two, or by the one that suits.
    /// </summary>
    public bool Differs => InquiryOutcome is { } inquiry && ProsecutorOutcome is { } prosecutor && inquiry != prosecutor;

    /// <summary>Who is to answer now: whoever has not since they were last asked, and both while their answers differ.</summary>
    public IEnumerable<Role> Awaited => IsOpen ? Asked.Where(role => Differs || Says(role) is null) : [];

    public NonPunishmentOutcome? Says(Role office) => office == Role.Prosecutor ? ProsecutorOutcome : InquiryOutcome;

    /// <summary>Since when that office is asked for an answer that it had given before; null: it is not asked again.</summary>
    public DateTimeOffset? AskedAgainSince(Role office) =>
        Awaited.Contains(office) && (office == Role.Prosecutor ? ProsecutorAskedAt : InquiryAskedAt) is var asked && asked > FlaggedAt ? asked : null;

    /// <summary>As whom the actor answers: each of the two offices that were asked for itself, and nobody else for them; null: they were not asked.</summary>
    public Role? AskedAs(Actor by) => Asked.Contains(by.Role) && by.UnitId == (by.Role == Role.Prosecutor ? ProsecutorUnitId : InquiryUnitId) ? by.Role : null;

    /// <summary>Settled once both say the same. An alarm settles nothing, nor do two answers that differ.</summary>
    internal bool IsSettledBy(NonPunishmentOutcome outcome, Role of) =>
        outcome != NonPunishmentOutcome.ProsecutedWithoutPermission && Says(Asked.Single(role => role != of)) == outcome;

    /// <returns>Who is to be asked anew: after an alarm, or while the answers differ, whoever is not asked already.</returns>
    internal IReadOnlyList<Role> Answer(NonPunishmentAnswer answer, Role of, Actor by, DateTimeOffset at)
    {
        var (asked, alarm, settled) = (Awaited.Where(role => role != of).ToList(), answer.Outcome == NonPunishmentOutcome.ProsecutedWithoutPermission, IsSettledBy(answer.Outcome, of));
        answers.Add(new OfficeAnswer(this, answer, of, by, at));
        if (of == Role.InquiryOfficer) InquiryOutcome = answer.Outcome;
        else ProsecutorOutcome = answer.Outcome;
        if (alarm) (InquiryOutcome, ProsecutorOutcome) = (null, null);
        // What came of it bears the name of whoever it came of: an answer that leaves an alarm as it is says nothing of the alarm.
        if (alarm || settled) (Outcome, OutcomeByUserId, OutcomeAt) = (answer.Outcome, by.UserId, at);
        return alarm || Differs ? AskAnew(asked, at) : [];
    }

    private List<Role> AskAnew(List<Role> asked, DateTimeOffset at)
    {
        var anew = Asked.Except(asked).ToList();
        if (anew.Contains(Role.InquiryOfficer)) InquiryAskedAt = at;
        if (anew.Contains(Role.Prosecutor)) ProsecutorAskedAt = at;
        return anew;
    }

    internal void Withdraw(SealedText reason, Actor by, DateTimeOffset at) =>
        (Outcome, Reason, OutcomeByUserId, OutcomeAt) = (NonPunishmentOutcome.Withdrawn, reason, by.UserId, at);
}

/// <param name="PermissionDocument">Number of the Minister's written permission; needed with <paramref name="PermittedOn"/> when prosecution is permitted.</param>
public sealed record NonPunishmentAnswer(NonPunishmentOutcome Outcome, SealedText? PermissionDocument, DateOnly? PermittedOn, SealedText? Note);

/// <summary>What one of the two offices answered: kept for itself, and never overwritten by a later answer or by the other's.</summary>
public sealed class OfficeAnswer
{
    private OfficeAnswer() { }

    internal OfficeAnswer(NonPunishment flag, NonPunishmentAnswer said, Role office, Actor by, DateTimeOffset at)
    {
        (Id, NonPunishmentId, CaseId, Office, Outcome) = (Guid.CreateVersion7(at), flag.Id, flag.CaseId, office, said.Outcome);
        (PermissionDocument, PermittedOn, Note) = (said.PermissionDocument, said.PermittedOn, said.Note);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid NonPunishmentId { get; private set; }
    public Guid CaseId { get; private set; }
    public Role Office { get; private set; }
    public NonPunishmentOutcome Outcome { get; private set; }
    public SealedText? PermissionDocument { get; private set; }
    public DateOnly? PermittedOn { get; private set; }
    public SealedText? Note { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
