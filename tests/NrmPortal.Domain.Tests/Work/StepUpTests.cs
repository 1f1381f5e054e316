using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Work;

public class StepUpTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly (Guid Owner, Guid Province, Guid Sender, Guid Receiver) Offices = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

    private static RunningClock Clock(bool referral = true, bool received = true, ClockCode code = ClockCode.ReferralAnswerUrgent) => new(
        Guid.NewGuid(), referral ? Guid.NewGuid() : null, null, referral ? "NRM-2569-000001-R1" : "NRM-2569-000001", code, Start, Start.AddHours(24),
        Offices.Owner, Offices.Province, referral ? Offices.Sender : null, referral && received ? Offices.Receiver : null);

    [Fact]
    public void AnUrgentReferral_GoesFromTheReceiverToDatip_AndBackToTheSender()
    {
        var steps = StepUp.Of(Clock(), EscalationLadder.Default.Of(ClockCode.ReferralAnswerUrgent));
        Assert.Equal(
            [
                (50, Audience.Of(Offices.Receiver)), (80, Audience.Of(Offices.Receiver, Role.ShelterManager)), (100, Audience.Everywhere(AgencyType.Datip, Role.DatipReviewer)),
                (150, Audience.Everywhere(AgencyType.Datip, Role.DatipCoordinator)), (150, Audience.Of(Offices.Sender)),
            ],
            steps.Select(s => (s.Rung.Percent, s.To!)).OrderBy(s => s.Percent).ThenBy(s => s.Item2.UnitId is not null));
        Assert.All(steps, s => Assert.True(s.Heard));
    }

    [Fact]
    public void RungsReachedTogether_AreHeardOnceByOneAudience_AtTheHighest()
    {
        var steps = StepUp.Of(Clock(code: ClockCode.MdtConvene), EscalationLadder.Default.Of(ClockCode.MdtConvene));
        var secretary = steps.Where(s => s.Rung.Told == Told.ProvinceOffice).ToList();
        Assert.Equal([50, 80, 100], secretary.Select(s => s.Rung.Percent));
        Assert.Equal([false, false, true], secretary.Select(s => s.Heard));
    }

    [Fact]
    public void AnOfficeThatIsNotThere_IsPassedOver()
    {
        Assert.All(StepUp.Of(Clock(received: false), EscalationLadder.Default.Of(ClockCode.ReferralAnswerUrgent)), s => Assert.Equal(s.Rung.Told != Told.Receiver, s.Heard));
        Assert.All(StepUp.Of(Clock(referral: false), EscalationLadder.Default.Of(ClockCode.ArrivalUrgent)), s => Assert.Equal(s.Rung.Told == Told.Datip, s.Heard));
    }

    [Fact]
    public void EveryRungOfTheLadder_FindsItsReaders_OnAReferral()
    {
        Assert.All(EscalationLadder.Default.All, r => Assert.NotNull((Clock(code: r.Code) with { SeatId = Guid.NewGuid() }).AudienceOf(r)));
        Assert.Equal(("/referrals/NRM-2569-000001-R1", "/cases/NRM-2569-000001"), (Clock().Path, Clock(referral: false).Path));
    }
}

public class RetryTests
{
    [Theory]
    [InlineData(1, 0.5, 60)]
    [InlineData(1, 0, 48)]
    [InlineData(1, 1, 72)]
    [InlineData(2, 0.5, 120)]
    [InlineData(8, 0.5, 7680)]
    [InlineData(9, 0.5, 14400)]
    [InlineData(11, 0.5, 14400)]
    public void TheWait_DoublesUpToALimit(int attempts, double chance, int seconds) => Assert.Equal(seconds, Retry.After(attempts, 12, chance)!.Value.TotalSeconds, 3);

    [Theory]
    [InlineData(12, 12)]
    [InlineData(1, 1)]
    public void After_EnoughAttempts_ItIsGivenUp(int attempts, int atMost) => Assert.Null(Retry.After(attempts, atMost, 0.5));
}
