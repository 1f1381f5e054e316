using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Clocks;

/// <summary>One rung as it was shipped or set; ended, never deleted, so that the shipped ladder does not come back.</summary>
public sealed class ClockRung
{
    /// <summary>Of the whole length; later than four times the limit nobody is told any more.</summary>
    public const int MostPercent = 400;

    private ClockRung() { }

    public ClockRung(Guid id, Rung shipped) => (Id, Code, Percent, Told, Role) = (id, shipped.Code, shipped.Percent, shipped.Told, shipped.Role);

    private ClockRung(Guid id, Rung rung, Actor by, DateTimeOffset at) : this(id, rung) => (ByUserId, SetAt) = (by.UserId, at);

    public Guid Id { get; private set; }
    public ClockCode Code { get; private set; }
    public int Percent { get; private set; }
    public Told Told { get; private set; }
    public Role? Role { get; private set; }
    public Guid? ByUserId { get; private set; }
    public DateTimeOffset? SetAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public Guid? EndedByUserId { get; private set; }

    public Rung Rung => new(Code, Percent, Told, Role);

    /// <exception cref="RefusedException">It is no share of the limit, or stands already.</exception>
    public static ClockRung Add(Guid id, Rung rung, IEnumerable<ClockRung> standing, Actor by, DateTimeOffset at)
    {
        if (rung.Percent is < 1 or > MostPercent) throw new RefusedException("clock.percent");
        if (rung.Told == Told.Seat && !EscalationLadder.IsOfAPerson(rung.Code)) throw new RefusedException("clock.noSeat");
        if (standing.Any(s => s.EndedAt is null && s.Rung == rung)) throw new RefusedException("clock.rungKnown");
        return new ClockRung(id, rung, by, at);
    }

    /// <exception cref="RefusedException">It is gone, or the last that hears when the limit has passed: somebody always does.</exception>
    public void End(IEnumerable<ClockRung> standing, Actor by, DateTimeOffset at)
    {
        if (EndedAt is not null) throw new RefusedException("clock.rungGone");
        if (Percent >= 100 && !EscalationLadder.NotEscalated.ContainsKey(Code) && !standing.Any(r => r.Id != Id && r.Code == Code && r.EndedAt is null && r.Percent >= 100)) throw new RefusedException("clock.lastRung");
        (EndedAt, EndedByUserId) = (at, by.UserId);
    }
}
