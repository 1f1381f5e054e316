using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Work;

/// <summary>No limit runs out in silence: every clock that can run has rungs, and what has none says why.</summary>
public class LadderTests
{
    // Whatever starts a clock: the flow's steps, the referral's, protection and custody themselves, and tasks of their own.
    private static HashSet<ClockCode> Startable =>
    [
        ClockCode.ReflectionPeriod, ClockCode.Custody29, ClockCode.CourtExtension,
        .. NrmFlow.Rows.Select(r => r.Deadline).OfType<ClockCode>(),
        .. ReferralFlow.Rows.SelectMany(r => new[] { ReferralFlow.Clock(r, urgent: false), ReferralFlow.Clock(r, urgent: true) }).OfType<ClockCode>(),
        .. Enum.GetValues<TaskCode>().Select(TaskRules.LimitOf).OfType<ClockCode>(),
    ];

    [Fact]
    public void EveryClock_EitherRunsAndEscalates_OrIsListedWithItsReason()
    {
        var laddered = EscalationLadder.Default.All.Select(r => r.Code).ToHashSet();
        Assert.All(Enum.GetValues<ClockCode>(), code => Assert.True(laddered.Contains(code) != EscalationLadder.NotEscalated.ContainsKey(code), $"{code} has a ladder or a reason, not both and not neither"));
        Assert.All(Startable, code => Assert.Contains(code, laddered));
        Assert.All(EscalationLadder.NotEscalated, e => Assert.True(e.Value.Length > 20, $"{e.Key} has no reason"));
    }

    [Fact]
    public void EveryLadder_WarnsBeforeTheEnd_TellsAtTheEnd_AndReachesDatipAfterIt()
    {
        foreach (var code in EscalationLadder.Default.All.Select(r => r.Code).Union(Startable))
        {
            var rungs = EscalationLadder.Default.Of(code).ToList();
            Assert.True(new[] { 50, 80, 100 }.All(p => rungs.Exists(r => r.Percent == p)), $"{code} has not all of 50, 80 and 100");
            Assert.True(rungs.Exists(r => r.Percent > 100 && r is { Told: Told.Datip, Role: Role.DatipReviewer or Role.DatipCoordinator }), $"{code} never reaches DATIP");
        }
    }

    [Theory]
    [InlineData(ClockCode.MdtOpinion)]
    [InlineData(ClockCode.MdtDecision)]
    public void ASeat_IsRemindedItself_BeforeTheOfficesAlone(ClockCode code)
    {
        var seat = Guid.NewGuid();
        var clock = new RunningClock(Guid.NewGuid(), null, Guid.NewGuid(), "NRM-2569-000001", code, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(5), Guid.NewGuid(), Guid.NewGuid(), null, Guid.NewGuid()) { SeatId = seat };
        var reminded = EscalationLadder.Default.Of(code).Where(r => r.Told == Told.Seat).ToList();
        Assert.Equal([50, 80], reminded.Select(r => r.Percent));
        Assert.All(reminded, r => Assert.Equal(Audience.Seat(seat), clock.AudienceOf(r)));
        Assert.All(reminded, r => Assert.Null((clock with { SeatId = null }).AudienceOf(r)));
        var by = new Domain.Actor(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.DatipCoordinator, "10");
        Assert.Equal("clock.noSeat", Assert.Throws<RefusedException>(() => ClockRung.Add(Guid.NewGuid(), new Rung(ClockCode.MdtConvene, 50, Told.Seat, null), [], by, DateTimeOffset.UnixEpoch)).Refusal.Code);
    }

    [Fact]
    public void TheLastThatHears_WhenALimitHasPassed_StaysUntilAnotherDoes()
    {
        var by = new Domain.Actor(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.DatipCoordinator, "10");
        var ladder = EscalationLadder.Default.Of(ClockCode.Custody29).Select(r => new ClockRung(Guid.NewGuid(), r)).ToList();
        foreach (var early in ladder.Where(r => r.Percent < 100)) early.End(ladder, by, DateTimeOffset.UnixEpoch);
        var late = ladder.Where(r => r.Percent >= 100).ToList();
        foreach (var rung in late.SkipLast(1)) rung.End(ladder, by, DateTimeOffset.UnixEpoch);
        Assert.Equal("clock.lastRung", Assert.Throws<RefusedException>(() => late[^1].End(ladder, by, DateTimeOffset.UnixEpoch)).Refusal.Code);
        ladder.Add(ClockRung.Add(Guid.NewGuid(), new Rung(ClockCode.Custody29, 120, Told.Owner, null), ladder, by, DateTimeOffset.UnixEpoch));
        late[^1].End(ladder, by, DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public void ATask_IsClimbedByItsOwnLimit_AndPointsToItself()
    {
        var (unit, task) = (Guid.NewGuid(), Guid.NewGuid());
        var clock = new RunningClock(Guid.NewGuid(), null, task, "NRM-2569-000001", ClockCode.NonPunishmentAnswer, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(3),
            Guid.NewGuid(), Guid.NewGuid(), null, unit);
        Assert.Equal((task, $"/cases/NRM-2569-000001/tasks/{task}"), (clock.SubjectId, clock.Path));
        var steps = StepUp.Of(clock, EscalationLadder.Default.Of(ClockCode.NonPunishmentAnswer));
        Assert.All(steps.Where(s => s.Rung.Told == Told.Receiver), s => Assert.Equal(Audience.Of(unit), s.To));
        Assert.Equal("Datip.DatipCoordinator", StepUp.AllTold(steps, 150));
        Assert.Equal("Datip.DatipReviewer Owner Receiver", string.Join(' ', StepUp.AllTold(steps, 100).Split(' ').Order(StringComparer.Ordinal)));
        Assert.Equal("", StepUp.AllTold(steps, 50));
    }
}
