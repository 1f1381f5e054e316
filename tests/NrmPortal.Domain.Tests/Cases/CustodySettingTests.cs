using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Tests.Flow;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>What DATIP sets of custody: the clock of a case and the rows that it counts follow one rule.</summary>
public sealed class CustodySettingTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Limit = Start.AddHours(24);
    private static readonly Actor Caseworker = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");

    private readonly Case file = ACase.At(Stage.Protection, adult: true);

    private static ClockBook Book(ClockCode code, int amount, DateOnly from) =>
        ClockBook.Shipped.With(ClockSettings.Default.With(ClockSettings.Default.At(code, Start) with { Amount = amount, From = from }));

    private BasisOfStay Stay(StayBasis basis, DateTimeOffset from, params BasisOfStay[] earlier) =>
        file.RecordBasisOfStay(Guid.NewGuid(), AStay.Claim(basis, from), null, earlier, endsRunning: true, Caseworker, from);

    [Fact]
    public void AChangedLimit_MovesTheClockAndEveryRowOfTheHolding_TheEndedOnesToo()
    {
        var first = Stay(StayBasis.CustodyS29, Start);
        var second = Stay(StayBasis.CustodyS29, Start.AddHours(5), first);
        Assert.Equal(StayEnd.NextBasis, first.EndReason);
        var book = Book(ClockCode.Custody29, 36, ThaiDay.Of(Start));
        var clock = Assert.Single(file.MovesUnder(book, ClockChanges.None), m => m.Clock == ClockCode.Custody29);
        var limits = file.LimitsUnder(book, [first, second]).ToList();
        Assert.Equal(2, limits.Count);
        Assert.All(limits.Append(clock), m => Assert.Equal((Limit, Limit.AddHours(12)), (m.Old, m.New)));

        file.MoveClock(clock, new Moved(), Caseworker, Start);
        foreach (var (move, stay) in limits.Zip([first, second])) file.MoveClock(move, new Moved(Stay: stay), Caseworker, Start);
        Assert.Equal((Limit.AddHours(12), Limit.AddHours(12), Limit.AddHours(12)), (file.CustodyDueAt!.Value, first.LimitAt!.Value, second.LimitAt!.Value));
        Assert.Equal("CustodyS29", file.Events.Last().Parameters["basis"]);
        Assert.Equal("clock.previewStale", Code(() => file.MoveClock(limits[1], new Moved(Stay: second), Caseworker, Start)));
    }

    [Fact]
    public void WhatTheCourtPermitted_WhatIsOver_AndWhatBeganBefore_StaysAsItIs()
    {
        var custody = Stay(StayBasis.CustodyS29, Start);
        var order = Stay(StayBasis.CourtExtension, Start.AddHours(2), custody);
        Assert.DoesNotContain(file.LimitsUnder(Book(ClockCode.Custody29, 36, ThaiDay.Of(Start)), [custody, order]), m => m.StayId == order.Id);
        Assert.Empty(file.LimitsUnder(Book(ClockCode.Custody29, 36, ThaiDay.Of(Start).AddDays(1)), [custody, order]));
        file.EndStay([custody, order], null, new StayEnding(Start.AddHours(4), StayEnd.OwnWish, StayDestination.Family), Caseworker, Start.AddHours(4));
        Assert.Empty(file.LimitsUnder(Book(ClockCode.Custody29, 36, ThaiDay.Of(Start)), [custody, order]));
    }

    [Theory]
    [InlineData(1, 60, null)]
    [InlineData(3, 179, "stay.custodyOnce")]
    [InlineData(3, 180, null)]
    public void HowLongFreedomBreaksAHolding_IsASetting(int hours, int minutes, string? refusal)
    {
        ClockBook.Begin();
        Book(ClockCode.HoldingBreak, hours, ThaiDay.Of(Start)).LayOpen();
        var first = Stay(StayBasis.CustodyS29, Start);
        file.EndStay([first], null, new StayEnding(Limit, StayEnd.Released, StayDestination.OwnHome), Caseworker, Limit);
        Assert.Equal(refusal, Code(() => Stay(StayBasis.CustodyS29, Limit.AddMinutes(minutes), first)));
    }

    [Fact]
    public void ALongerTimeOfFreedom_CountsCustodyFromBeforeIt_AndAShorterOneGivesNoHours()
    {
        var first = Stay(StayBasis.CustodyS29, Start);
        file.EndStay([first], null, new StayEnding(Start.AddHours(1), StayEnd.Released, StayDestination.OwnHome), Caseworker, Start.AddHours(1));
        var again = Start.AddHours(3);
        var second = Stay(StayBasis.CustodyS29, again, first);
        Assert.Equal((again, again.AddHours(24)), (file.HeldSince, second.LimitAt));
        var today = ThaiDay.Of(Start);
        Assert.Empty(file.HoldingsUnder(Book(ClockCode.HoldingBreak, 2, today), [first, second], again));
        Assert.Empty(file.HoldingsUnder(Book(ClockCode.HoldingBreak, 3, today.AddDays(1)), [first, second], again));
        var moves = file.HoldingsUnder(Book(ClockCode.HoldingBreak, 3, today), [first, second], again).ToList();
        Assert.Equal([(second.Id, again.AddHours(24), Limit), (default(Guid?), again.AddHours(24), Limit)], moves.Select(m => (m.StayId, m.Old, m.New)));
        Assert.All(moves, m => Assert.Equal((ClockCode.Custody29, false), (m.Clock, m.IsReckoned)));
        file.MoveClock(moves[0], new Moved(Stay: second), Caseworker, again);
        file.MoveClock(moves[1], new Moved(), Caseworker, again);
        Assert.Equal((Limit, Limit), (second.LimitAt!.Value, file.CustodyDueAt!.Value));

        // As one holding they stay one: what was once counted from before gives no hours back.
        Assert.Empty(file.HoldingsUnder(Book(ClockCode.HoldingBreak, 1, today), [first, second], again));
    }

    private static string? Code(Action act) => Record.Exception(act) is { } e ? (e as RefusedException ?? throw e).Refusal.Code : null;
}
