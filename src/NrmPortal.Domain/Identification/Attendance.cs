using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Identification;

/// <summary>How a member took part in a meeting.</summary>
public enum Presence
{
    InPerson,
    ByLink,

    /// <summary>Another of the same agency came in the member's place.</summary>
    Deputy,
    Absent,
}

/// <summary>What the secretary writes down of one member: for a deputy the name, for an absence the reason.</summary>
public sealed record Came(Presence How, SealedText? Deputy = null, SealedText? Reason = null);

/// <summary>Whether the holder of a seat came to the meeting about the case; part of its minutes. Section <c>Identification</c>.</summary>
public sealed class Attendance
{
    private Attendance() { }

    internal Attendance(Seat seat) => (Id, CaseId) = (seat.Id, seat.CaseId);

    /// <summary>The seat's id.</summary>
    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Presence Presence { get; private set; }

    /// <summary>Name of the deputy.</summary>
    public SealedText? Deputy { get; private set; }

    /// <summary>Why the member did not come.</summary>
    public SealedText? Reason { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }

    internal Attendance Write(Came came, Actor by, DateTimeOffset at)
    {
        if (came is { How: Presence.Deputy, Deputy: null }) throw new RefusedException("mdt.deputyName");
        if (came is { How: Presence.Absent, Reason: null }) throw new RefusedException("mdt.absenceReason");
        (Presence, ByUserId, At) = (came.How, by.UserId, at);
        Deputy = came.How == Presence.Deputy ? came.Deputy : null;
        Reason = came.How == Presence.Absent ? came.Reason : null;
        return this;
    }
}
