using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Work;

/// <summary>
/// What a leaving shift leaves to the arriving one: the open tasks and cases of the office, each with a remark. The arriving
/// shift acknowledges point by point; both sides are recorded.
/// </summary>
public sealed class ShiftHandover
{
    private readonly List<ShiftItem> items = [];

    private ShiftHandover() { }

    public Guid Id { get; private set; }
    public Guid UnitId { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public IReadOnlyCollection<ShiftItem> Items => items;

    /// <exception cref="RefusedException">Nothing is handed over, or the role works for no office.</exception>
    public static ShiftHandover Write(Guid id, IEnumerable<ShiftPoint> points, Actor by, DateTimeOffset at)
    {
        if (!RoleGrants.SeesUnit(by.Role)) throw new RefusedException("shift.noOffice");
        var handover = new ShiftHandover { Id = id, UnitId = by.UnitId, ByUserId = by.UserId, At = at };
        handover.items.AddRange(points.Select(p => new ShiftItem(Guid.CreateVersion7(at), handover, p)));
        return handover.items.Count > 0 ? handover : throw new RefusedException("shift.empty");
    }
}

/// <summary>A case, or a task on it, and what the next shift should know.</summary>
public sealed record ShiftPoint(Guid CaseId, Guid? TaskId, SealedText? Remark);

/// <summary>One point of a handover.</summary>
public sealed class ShiftItem
{
    private ShiftItem() { }

    internal ShiftItem(Guid id, ShiftHandover handover, ShiftPoint point) =>
        (Id, HandoverId, UnitId, CaseId, TaskId, Remark, WrittenByUserId) = (id, handover.Id, handover.UnitId, point.CaseId, point.TaskId, point.Remark, handover.ByUserId);

    public Guid Id { get; private set; }
    public Guid HandoverId { get; private set; }
    public Guid UnitId { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid? TaskId { get; private set; }
    public SealedText? Remark { get; private set; }
    public Guid WrittenByUserId { get; private set; }
    public Guid? AcknowledgedByUserId { get; private set; }
    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <exception cref="RefusedException">One's own list, another office's, or acknowledged already.</exception>
    public void Acknowledge(Actor by, DateTimeOffset at)
    {
        if (by.UnitId != UnitId) throw new RefusedException("shift.otherUnit");
        if (by.UserId == WrittenByUserId) throw new RefusedException("shift.own");
        if (AcknowledgedAt is not null) throw new RefusedException("shift.acknowledged");
        (AcknowledgedByUserId, AcknowledgedAt) = (by.UserId, at);
    }
}
