namespace NrmPortal.Domain.Cases;

/// <summary>
/// What everybody who meets or contacts the person must know. A closed set without any narrative, so that it can be shown to
/// all who see the case: first dangers, then the rules of safe contact.
/// </summary>
public enum WarningCode
{
    TraffickerNear,
    Armed,
    FamilyInvolved,
    OfficialInvolved,
    SelfHarm,
    Infectious,
    CourtOrder,
    PhoneWatched,

    /// <summary>Trafficked again. Of an earlier case it says nothing (a link does, to those who see both).</summary>
    TraffickedAgain,

    DoNotPhone,
    DoNotWrite,
    DoNotVisit,
    OnlyThroughContact,
    OnlyAtHours,
    AskCodeWord,
}

/// <summary>A danger or a rule of safe contact, from a day on; ended, never deleted.</summary>
public sealed class CaseWarning
{
    private CaseWarning() { }

    internal CaseWarning(Guid id, Guid caseId, WarningCode code, DateOnly from, DateOnly? until, Actor by, DateTimeOffset at)
        => (Id, CaseId, Code, From, Until, ByUserId, ByUnitId, At) = (id, caseId, code, from, until, by.UserId, by.UnitId, at);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public WarningCode Code { get; private set; }
    public DateOnly From { get; private set; }

    /// <summary>Last day; null: until somebody ends it.</summary>
    public DateOnly? Until { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public Guid? EndedByUserId { get; private set; }

    /// <summary>A rule of safe contact; otherwise a danger.</summary>
    public bool IsOfContact => IsContactRule(Code);

    public static bool IsContactRule(WarningCode code) => code >= WarningCode.DoNotPhone;

    /// <summary>Whether this case says already that the person was trafficked again.</summary>
    internal bool IsOnAgain(Guid caseId) => CaseId == caseId && Code == WarningCode.TraffickedAgain && EndedAt is null;

    public bool HoldsOn(DateOnly day) => EndedAt is null && From <= day && (Until is null || day <= Until);

    internal void End(Actor by, DateTimeOffset at)
    {
        if (EndedAt is not null) throw new RefusedException("warning.ended");
        (EndedAt, EndedByUserId) = (at, by.UserId);
    }
}

/// <summary>The particulars of a rule of safe contact: through whom, at which hours, which word. Section <c>Identity</c>.</summary>
public sealed class WarningNote
{
    private WarningNote() { }

    internal WarningNote(CaseWarning warning, SealedText text) => (Id, CaseId, ByUnitId, Text) = (warning.Id, warning.CaseId, warning.ByUnitId, text);

    /// <summary>The warning's id.</summary>
    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public SealedText? Text { get; private set; }
}
