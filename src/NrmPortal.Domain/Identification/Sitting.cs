using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Identification;

/// <summary>
/// One meeting of a province's MDT: when, and where or by which call. Its agenda are the panels convened to it, one a case.
/// </summary>
public sealed class Sitting
{
    private Sitting() { }

    public Guid Id { get; private set; }
    public string ProvinceCode { get; private set; } = "";
    public DateTimeOffset StartsAt { get; private set; }
    public string? Place { get; private set; }

    /// <summary>Address of the call, for members who are not in the room.</summary>
    public string? Link { get; private set; }

    /// <summary>Opening, attendance, close; what was said of a case stands in the minutes of that case.</summary>
    public SealedText? Minutes { get; private set; }
    public DateTimeOffset? MinutesAt { get; private set; }
    public Guid ConvenedByUserId { get; private set; }
    public DateTimeOffset ConvenedAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>When it was last written down who came.</summary>
    public DateTimeOffset? AttendanceAt { get; private set; }

    public bool IsCancelled => CancelledAt is not null;

    /// <summary>It took place: who came was written down, or its minutes were after it began.</summary>
    public bool IsHeld => AttendanceAt is not null || MinutesAt >= StartsAt;

    /// <summary>The secretary of a province plans a meeting there.</summary>
    /// <exception cref="RefusedException">Not the secretary of the province, in the past, or neither a place nor a call.</exception>
    public static Sitting Plan(Guid id, string provinceCode, DateTimeOffset startsAt, (string? Place, string? Link) where, Actor by, DateTimeOffset at)
    {
        RequireSecretary(provinceCode, by);
        var (place, link) = Ahead(startsAt, where, at);
        return new Sitting { Id = id, ProvinceCode = provinceCode, StartsAt = startsAt, Place = place, Link = link, ConvenedByUserId = by.UserId, ConvenedAt = at };
    }

    public void WriteMinutes(SealedText? minutes, Actor by, DateTimeOffset at)
    {
        RequireSecretary(ProvinceCode, by);
        if (IsCancelled) throw new RefusedException("mdt.cancelled");
        (Minutes, MinutesAt) = (minutes ?? throw new RefusedException("mdt.minutes"), at);
    }

    /// <summary>Another day or another place, with the reason.</summary>
    /// <returns>When and where it was to be before, to be kept.</returns>
    /// <exception cref="RefusedException">Cancelled or held already, without a reason, or nothing changes.</exception>
    public SittingChange Move(DateTimeOffset startsAt, (string? Place, string? Link) where, SealedText? reason, Actor by, DateTimeOffset at)
    {
        RequireToCome(by);
        var (place, link) = Ahead(startsAt, where, at);
        if ((startsAt, place, link) == (StartsAt, Place, Link)) throw new RefusedException("mdt.notMoved");
        var change = new SittingChange(this, cancels: false, reason ?? throw new RefusedException("mdt.changeReason"), by, at);
        (StartsAt, Place, Link) = (startsAt, place, link);
        return change;
    }

    /// <summary>It does not take place. The cases on its agenda wait again for one: see <c>Case.CancelSitting</c>.</summary>
    public SittingChange Cancel(SealedText? reason, Actor by, DateTimeOffset at)
    {
        RequireToCome(by);
        var change = new SittingChange(this, cancels: true, reason ?? throw new RefusedException("mdt.changeReason"), by, at);
        CancelledAt = at;
        return change;
    }

    /// <summary>Who came is written down once the meeting has begun, and may be put right later; each case keeps its own list.</summary>
    public void TakeAttendance(Actor by, DateTimeOffset at)
    {
        RequireSecretary(ProvinceCode, by);
        if (IsCancelled) throw new RefusedException("mdt.cancelled");
        if (at < StartsAt) throw new RefusedException("mdt.notBegun");
        AttendanceAt = at;
    }

    private void RequireToCome(Actor by)
    {
        RequireSecretary(ProvinceCode, by);
        if (IsCancelled) throw new RefusedException("mdt.cancelled");
        if (IsHeld) throw new RefusedException("mdt.held");
    }

    private static (string? Place, string? Link) Ahead(DateTimeOffset startsAt, (string? Place, string? Link) where, DateTimeOffset at)
    {
        if (startsAt < at) throw new RefusedException("mdt.past");
        // A slip in the year: nobody waits for that meeting.
        if (startsAt > at.AddYears(1)) throw new RefusedException("mdt.farAhead");
        var (place, link) = (Filled(where.Place), Filled(where.Link));
        return place is null && link is null ? throw new RefusedException("mdt.nowhere") : (place, link);
    }

    private static void RequireSecretary(string provinceCode, Actor by)
    {
        if (!RoleGrants.Has(by.Role, Permission.MdtConvene) || by.ProvinceCode != provinceCode) throw new RefusedException("mdt.notTheSecretary");
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
