using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Work;

/// <summary>
/// A rung of the ladder that a running limit has reached, once and for all: the database holds at most one row for each
/// subject, clock, start, percent and reader, and the notice is written with it.
/// </summary>
public sealed class Escalation
{
    private Escalation() { }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>Null when the limit runs on the case itself or on a task.</summary>
    public Guid? ReferralId { get; private set; }

    /// <summary>The referral, the task or the case.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>A <see cref="ClockCode"/>, as the case or referral states it.</summary>
    public string Clock { get; private set; } = "";

    /// <summary>When this clock started: started anew, it climbs the ladder anew.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Of the whole length: 100 is the end, 150 half the length again after it.</summary>
    public int Percent { get; private set; }
    public Told Told { get; private set; }
    public Role? Role { get; private set; }
    public Guid? ToUnitId { get; private set; }
    public AgencyType? ToAgency { get; private set; }
    public Guid? ToMembershipId { get; private set; }

    /// <summary>False: passed over, because the same readers were told of a higher rung at the same moment.</summary>
    public bool Heard { get; private set; }
    public DateTimeOffset At { get; private set; }
}

/// <summary>A limit that runs on a case, a referral or a task, with the offices that a ladder may name.</summary>
/// <param name="Number">The referral's number, or the case's.</param>
/// <param name="SenderUnitId">Who sent the referral, or whose member put the task into words; null for any other.</param>
/// <param name="ReceiverUnitId">Who is to answer: the referral's receiver, or the office that a task was given to, or that holds the person. Null where nobody has been chosen.</param>
public sealed record RunningClock(
    Guid CaseId, Guid? ReferralId, Guid? TaskId, string Number, ClockCode Code, DateTimeOffset From, DateTimeOffset Due,
    Guid OwnerUnitId, Guid ProvinceOfficeId, Guid? SenderUnitId, Guid? ReceiverUnitId)
{
    /// <summary>The one person whom the task is asked of; null where it is an office's, or no task.</summary>
    public Guid? SeatId { get; init; }

    /// <summary>Who put the task into words and sees the case by a seat alone: their office is told nothing.</summary>
    public Guid? GiverId { get; init; }

    public Guid SubjectId => TaskId ?? ReferralId ?? CaseId;

    /// <summary>Where in the portal the readers find it.</summary>
    public string Path => TaskId is { } task ? $"/cases/{Number}/tasks/{task}" : ReferralId is null ? $"/cases/{Number}" : $"/referrals/{Number}";

    /// <summary>Who a rung speaks to here; null when the ladder names an office that this clock does not have.</summary>
    public Audience? AudienceOf(Rung rung) => rung.Told switch
    {
        Told.Owner => Audience.Of(OwnerUnitId, rung.Role),
        Told.ProvinceOffice => Audience.Of(ProvinceOfficeId, rung.Role),
        Told.Datip => rung.Role is { } role ? Audience.Everywhere(AgencyType.Datip, role) : null,
        Told.Seat => SeatId is { } seat ? Audience.Seat(seat) : null,
        Told.Sender => SenderUnitId is { } sender ? Audience.Of(sender, rung.Role) : GiverId is { } giver ? Audience.Seat(giver) : null,
        _ => ReceiverUnitId is { } receiver ? Audience.Of(receiver, rung.Role) : null,
    };
}

/// <summary>One step up: the rung, whom it concerns, and whether they hear of it.</summary>
/// <param name="To">Null: the rung names an office that is not there, and nobody is told.</param>
public sealed record StepUp(RunningClock Clock, Rung Rung, Audience? To, bool Heard)
{
    /// <summary>
    /// What happens to the rungs that one clock has reached and that nobody was told of yet. Where one audience reaches several
    /// at once (after a night without a scheduler) it hears the highest alone; the others count as passed.
    /// </summary>
    public static IReadOnlyList<StepUp> Of(RunningClock clock, IEnumerable<Rung> reached)
    {
        var heard = new HashSet<Audience>();
        return [.. reached.OrderByDescending(r => r.Percent)
            .Select(r => (Rung: r, To: clock.AudienceOf(r)))
            .Select(s => new StepUp(clock, s.Rung, s.To, s.To is not null && heard.Add(s.To)))
            .OrderBy(s => s.Rung.Percent)];
    }

    /// <summary>Who hears of one percent, as the history names them: <c>Datip.DatipCoordinator Sender</c>.</summary>
    public static string AllTold(IEnumerable<StepUp> steps, int percent) => string.Join(' ', steps.Where(s => s.Heard && s.Rung.Percent == percent)
        .Select(s => s.Rung.Role is { } role ? $"{s.Rung.Told}.{role}" : s.Rung.Told.ToString()));
}
