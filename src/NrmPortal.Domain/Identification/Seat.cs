using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Identification;

/// <summary>Whether a member has something at stake in the case.</summary>
public enum Interest
{
    Undeclared,
    NoConflict,
    Conflict,
}

/// <summary>A personal seat: it lets its holder see the case while the panel is open and no conflict is declared.</summary>
public sealed class Seat
{
    private Seat() { }

    internal Seat(Guid id, Guid panelId, Guid caseId, Member member)
        => (Id, PanelId, CaseId, MembershipId, UserId, Agency, Decides) = (id, panelId, caseId, member.MembershipId, member.UserId, member.Agency, member.Decides);

    public Guid Id { get; private set; }
    public Guid PanelId { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid MembershipId { get; private set; }

    /// <summary>Whose membership it is: a person has one seat on a panel.</summary>
    public Guid UserId { get; private set; }
    public AgencyType Agency { get; private set; }

    /// <summary>The competent authority's seat: it decides and gives no opinion.</summary>
    public bool Decides { get; private set; }
    public Interest Interest { get; private set; }
    public DateTimeOffset? DeclaredAt { get; private set; }

    /// <summary>When the holder's opinion first came in: everybody may know that it is there, not what it says.</summary>
    public DateTimeOffset? SpokenAt { get; private set; }

    /// <summary>Whether the holder came to the meeting; null until it is written down, and for a reader without the section.</summary>
    public Attendance? Attendance { get; private set; }

    public bool IsAbsent => Attendance?.Presence == Presence.Absent;
    public bool HasConflict => Interest == Interest.Conflict;

    internal void Declare(Interest interest, DateTimeOffset at) => (Interest, DeclaredAt) = (interest, at);

    internal void Attend(Came came, Actor by, DateTimeOffset at) => (Attendance ??= new Attendance(this)).Write(came, by, at);

    internal void Speak(DateTimeOffset at) => SpokenAt ??= at;
}

/// <summary>Why a member stands back, in the member's words. Section <c>Identification</c>.</summary>
public sealed class ConflictOfInterest
{
    private ConflictOfInterest() { }

    internal ConflictOfInterest(Seat seat, SealedText reason, Actor by, DateTimeOffset at)
        => (Id, CaseId, Reason, ByUserId, At) = (seat.Id, seat.CaseId, reason, by.UserId, at);

    /// <summary>The seat's id.</summary>
    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public SealedText? Reason { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
