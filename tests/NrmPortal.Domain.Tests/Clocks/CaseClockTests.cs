using System.Globalization;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Tests.Cases;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Clocks;

/// <summary>The limits of a case: what runs, what may pause or extend it, and by whom.</summary>
public sealed class CaseClockTests
{
    private static readonly DateTimeOffset Start = ClockEngineTests.Bangkok("2026-11-24 10:00");
    private static readonly Actor Officer = Of(Role.FrontlineOfficer);
    private static readonly Actor Worker = Of(Role.ProvinceCaseworker);
    private static readonly Actor Coordinator = Of(Role.DatipCoordinator);

    private static Actor Of(Role role) => new(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), role, "63");

    private static Case Protected(bool held = false)
    {
        var @case = Case.Open(Guid.CreateVersion7(), "FC-2569-000001", Guid.CreateVersion7(), Officer, Start);
        @case.Describe(AgeGroup.Adult, Sex.Male, ExploitationCategory.Labour);
        var screening = @case.StartScreening(Guid.CreateVersion7(), "SCR-2569-000001", "d", "h", Officer, Start);
        @case.Conclude(screening, ScreeningOutcome.ReasonableGrounds, [], () => "NRM-2569-000001", Officer, Start);
        if (held) @case.Stays(StayBasis.CustodyS29, Start, Worker, Start);
        return @case;
    }

    private static DateTimeOffset? Due(Case @case, ClockCode code) => @case.RunningClocks.Single(r => r.Code == code).Due;

    private static string? Refused(Action act) => Record.Exception(act) is RefusedException refused ? refused.Refusal.Code : null;

    [Fact]
    public void InProtection_TheReflectionPeriodRunsBesideTheStay_AndCustodyWhileSomebodyIsHeld()
    {
        Assert.Equal([ClockCode.StayBeforeInterview, ClockCode.ReflectionPeriod], Protected().RunningClocks.Select(r => r.Code));
        var held = Protected(held: true);
        Assert.Equal(Start.AddHours(24), Due(held, ClockCode.Custody29));
        var custody = held.Stays(StayBasis.CustodyS29, Start, Worker, Start);
        var order = held.Stays(StayBasis.CourtExtension, Start.AddHours(1), Worker, Start.AddHours(1), custody);
        Assert.DoesNotContain(ClockCode.Custody29, held.RunningClocks.Select(r => r.Code));
        Assert.Equal(Start.AddHours(49), Due(held, ClockCode.CourtExtension));
        held.Stays(StayBasis.VoluntaryReflection, Start.AddHours(2), Worker with { UnitId = Guid.NewGuid() }, Start.AddHours(2));
        Assert.Contains(ClockCode.CourtExtension, held.RunningClocks.Select(r => r.Code));
        // Nor does a ground beside it, of the same office, before somebody ends it.
        var beside = held.Stays(StayBasis.VoluntaryReflection, Start.AddHours(2), Worker, Start.AddHours(2), order);
        Assert.Contains(ClockCode.CourtExtension, held.RunningClocks.Select(r => r.Code));
        held.RecordBasisOfStay(Guid.NewGuid(), AStay.Claim(StayBasis.VoluntaryReflection, Start.AddHours(3)), held.Agreed(ConsentPurpose.Assistance, Worker, Start.AddHours(3)), [custody, order, beside], endsRunning: true, Worker, Start.AddHours(3));
        Assert.DoesNotContain(ClockCode.CourtExtension, held.RunningClocks.Select(r => r.Code));
    }

    [Fact]
    public void AMoveToAnotherStage_LeavesTheHoursOfWhoeverIsHeld()
    {
        var @case = Case.Open(Guid.CreateVersion7(), "FC-2569-000002", Guid.CreateVersion7(), Officer, Start);
        @case.Describe(AgeGroup.Adult, Sex.Male, ExploitationCategory.Labour);
        var screening = @case.StartScreening(Guid.CreateVersion7(), "SCR-2569-000002", "d", "h", Officer, Start);
        @case.Stays(StayBasis.CustodyS29, Start, Officer, Start);
        @case.Conclude(screening, ScreeningOutcome.None, [], () => "", Officer, Start.AddHours(1));
        Assert.NotEqual(Stage.Screening, @case.Stage);
        Assert.Equal(Start.AddHours(24), Due(@case, ClockCode.Custody29));
    }

    [Fact]
    public void Custody_RecordedLate_CountsFromItsOwnStart()
    {
        var @case = Protected();
        @case.Stays(StayBasis.CustodyS29, Start.AddHours(-10), Worker, Start);
        Assert.Equal(Start.AddHours(14), Due(@case, ClockCode.Custody29));
    }

    [Fact]
    public void PauseRules_AreExactlyWhatACaseLetsPass()
    {
        foreach (var code in Enum.GetValues<ClockCode>())
        {
            foreach (var reason in Enum.GetValues<PauseReason>())
            {
                var @case = Protected(held: true);
                var runs = @case.RunningClocks.Any(r => r.Code == code);
                var expected = !runs ? "clock.notRunning" : PauseRules.Find(code, reason) is null ? "clock.neverPaused" : null;
                Assert.Equal((code, reason, expected), (code, reason, Refused(() => @case.PauseClock(Guid.CreateVersion7(), code, reason, ThaiDay.Of(Start.AddHours(1)).AddDays(12), Worker, Start.AddHours(1)))));
            }
        }

        Assert.DoesNotContain(PauseRules.All, r => r.Clock is ClockCode.Custody29 or ClockCode.CourtExtension);
    }

    [Fact]
    public void ExtensionRules_AreExactlyWhatACaseLetsPass_ByAuthorityAndRole()
    {
        foreach (var code in Enum.GetValues<ClockCode>())
        {
            foreach (var authority in Enum.GetValues<ExtendingAuthority>())
            {
                foreach (var role in Enum.GetValues<Role>())
                {
                    var @case = Protected(held: true);
                    var rule = ExtensionRules.Find(code);
                    var expected = @case.RunningClocks.All(r => r.Code != code) ? "clock.notRunning" : rule is null ? "clock.neverExtended" : rule.IsABasisOfStay ? "clock.basisOfStay" : rule.Authority != authority ? "clock.otherAuthority"
                        : !RoleGrants.Has(role, Permission.ClockExtend) ? "flow.role" : rule.Recorders.Contains(role) ? null : "clock.notTheAuthority";
                    var refused = Refused(() => @case.ExtendClock(Guid.CreateVersion7(), code, 1, authority, "1/2569", ClockChanges.None, Of(role), Start));
                    Assert.Equal((code, authority, role, expected), (code, authority, role, refused));
                }
            }
        }
    }

    [Theory]
    [InlineData(0, "1/2569", "clock.tooLong")]
    [InlineData(31, "1/2569", "clock.tooLong")]
    [InlineData(30, " ", "clock.document")]
    [InlineData(30, "1/2569", null)]
    public void AnExtension_IsAsLongAsItsRuleAtMost_AndHasANumber(int days, string document, string? refusal) => Assert.Equal(refusal,
        Refused(() => Protected().ExtendClock(Guid.CreateVersion7(), ClockCode.StayBeforeInterview, days, ExtendingAuthority.ProvinceOffice, document, ClockChanges.None, Worker, Start)));

    // What a court permits: a basis of stay, never an extension of a clock.
    [Theory]
    [InlineData(-1, "1/2569", "stay.endsBeforeStart")]
    [InlineData(8, "1/2569", "stay.beyondLimit")]
    [InlineData(7, " ", "stay.orderNeeded")]
    [InlineData(7, "1/2569", null)]
    public void ACourtOrder_IsSevenDaysAtMost_AndHasANumber(int days, string document, string? refusal)
    {
        var @case = Protected();
        var custody = @case.Stays(StayBasis.CustodyS29, Start, Worker, Start);
        Assert.Equal(refusal, Refused(() => Ordered(@case, days, document, custody)));
        if (refusal is null) Assert.Equal(Order.AddDays(days), Due(@case, ClockCode.CourtExtension));
        else Assert.Equal(Start.AddHours(24), Due(@case, ClockCode.Custody29));
    }

    [Fact]
    public void Orders_AreCountedTogether()
    {
        var @case = Protected();
        var custody = @case.Stays(StayBasis.CustodyS29, Start, Worker, Start);
        var first = Ordered(@case, 4, "1/2569", custody);
        Assert.Equal(Order.AddDays(4), Due(@case, ClockCode.CourtExtension));
        Assert.Equal("stay.beyondLimit", Refused(() => Ordered(@case, 8, "2/2569", custody, first)));
        Ordered(@case, 7, "2/2569", custody, first);
        Assert.Equal(Order.AddDays(7), Due(@case, ClockCode.CourtExtension));
    }

    // The midnight after which the court's days are counted.
    private static DateTimeOffset Order => ThaiDay.StartOf(ThaiDay.Of(Start).AddDays(1));

    // From the hour before it, or from the end of the order before, to so many days after it.
    private static BasisOfStay Ordered(Case @case, int days, string document, params BasisOfStay[] earlier) => @case.RecordBasisOfStay(
        Guid.CreateVersion7(), new StayClaim(StayBasis.CourtExtension, earlier.Length > 1 ? earlier[^1].EndsAt!.Value : Order.AddHours(-1), Order.AddDays(days), StayPlace.MsdhsOffice, "MSDHS", "Court", document),
        null, earlier, endsRunning: false, Worker, Start);

    [Fact]
    public void Extensions_AreCountedTogether()
    {
        var @case = Protected();
        var (end, code, authority) = (Due(@case, ClockCode.StayBeforeInterview)!.Value, ClockCode.StayBeforeInterview, ExtendingAuthority.ProvinceOffice);
        var first = @case.ExtendClock(Guid.CreateVersion7(), code, 20, authority, "1/2569", ClockChanges.None, Worker, Start);
        Assert.Equal(end.AddDays(20), Due(@case, code));
        Assert.Equal("clock.tooLong", Refused(() => @case.ExtendClock(Guid.CreateVersion7(), code, 11, authority, "2/2569", new([], [first]), Worker, Start)));
        @case.ExtendClock(Guid.CreateVersion7(), code, 10, authority, "2/2569", new([], [first]), Worker, Start);
        Assert.Equal(end.AddDays(30), Due(@case, code));
    }

    [Fact]
    public void APause_OfTheReflectionPeriod_HoldsWhileItLasts_AndMovesTheEnd()
    {
        var @case = Protected();
        var end = Due(@case, ClockCode.ReflectionPeriod)!.Value;
        var pause = @case.PauseClock(Guid.CreateVersion7(), ClockCode.ReflectionPeriod, PauseReason.PersonMissing, ThaiDay.Of(Start.AddDays(1)).AddDays(12), Worker, Start.AddDays(1));
        Assert.Null(Due(@case, ClockCode.ReflectionPeriod));
        Assert.Equal("clock.pausedAlready", Refused(() => @case.PauseClock(Guid.CreateVersion7(), ClockCode.ReflectionPeriod, PauseReason.InHospital, ThaiDay.Of(Start.AddDays(2)).AddDays(12), Worker, Start.AddDays(2))));
        @case.ResumeClock(ClockCode.ReflectionPeriod, new([pause], []), Worker, Start.AddDays(11));
        Assert.Equal(end.AddDays(10), Due(@case, ClockCode.ReflectionPeriod));
        Assert.Equal("clock.notPaused", Refused(() => @case.ResumeClock(ClockCode.ReflectionPeriod, new([pause], []), Worker, Start.AddDays(12))));
        Assert.Equal(["case.pauseClock", "case.resumeClock"], @case.Events.TakeLast(2).Select(e => e.Code));
    }

    [Fact]
    public void SecondsOfAPause_MoveNoLimitThatEndsAtMidnightIntoAnotherDay()
    {
        var @case = Protected();
        var due = @case.ReflectionDueAt;
        var pause = @case.PauseClock(Guid.CreateVersion7(), ClockCode.ReflectionPeriod, PauseReason.InHospital, ThaiDay.Of(Start.AddDays(1)).AddDays(12), Worker, Start.AddHours(1).AddSeconds(10));
        @case.ResumeClock(ClockCode.ReflectionPeriod, new([pause], []), Worker, Start.AddHours(1).AddSeconds(50));
        Assert.Equal(due, @case.ReflectionDueAt);
    }

    [Fact]
    public void AnExtensionDuringAPause_CountsWhenTheLimitRunsOn()
    {
        var @case = Protected();
        var end = Due(@case, ClockCode.ReflectionPeriod)!.Value;
        var pause = @case.PauseClock(Guid.CreateVersion7(), ClockCode.ReflectionPeriod, PauseReason.InHospital, ThaiDay.Of(Start.AddDays(1)).AddDays(12), Worker, Start.AddDays(1));
        var more = @case.ExtendClock(Guid.CreateVersion7(), ClockCode.ReflectionPeriod, 5, ExtendingAuthority.Datip, "1/2569", new([pause], []), Coordinator, Start.AddDays(2));
        Assert.Null(Due(@case, ClockCode.ReflectionPeriod));
        @case.ResumeClock(ClockCode.ReflectionPeriod, new([pause], [more]), Worker, Start.AddDays(3));
        Assert.Equal(end.AddDays(7), Due(@case, ClockCode.ReflectionPeriod));
    }

    [Fact]
    public void ALimitThatIsOver_IsNotPaused() => Assert.Equal("clock.over",
        Refused(() => Protected().PauseClock(Guid.CreateVersion7(), ClockCode.StayBeforeInterview, PauseReason.InHospital, ThaiDay.Of(Start.AddDays(20)).AddDays(12), Worker, Start.AddDays(20))));

    [Fact]
    public void AMove_IsAppliedOnlyToTheClockThatWasShown()
    {
        var @case = Protected();
        var old = Due(@case, ClockCode.StayBeforeInterview)!.Value;
        var book = ClockBook.Shipped.With(ClockSettings.Default.With(ClockSettings.Default.At(ClockCode.StayBeforeInterview, Start) with { Amount = 20, From = ThaiDay.Of(Start) }));
        var move = Assert.Single(@case.MovesUnder(book, ClockChanges.None));
        Assert.Equal((ClockCode.StayBeforeInterview, old, old.AddDays(5)), (move.Clock, move.Old, move.New));
        @case.MoveClock(move, new Moved(), Coordinator, Start);
        Assert.Equal(old.AddDays(5), @case.DueAt);
        Assert.Equal("clock.previewStale", Refused(() => @case.MoveClock(move, new Moved(), Coordinator, Start)));
        Assert.Equal("case.clockMoved", @case.Events.Last().Code);
    }

    [Fact]
    public void APausedLimit_IsShownByWhatIsLeftOfIt_AndMovesOnlyWhenItRunsOn()
    {
        var @case = Protected();
        var end = Due(@case, ClockCode.StayBeforeInterview)!.Value;
        var pause = @case.PauseClock(Guid.CreateVersion7(), ClockCode.StayBeforeInterview, PauseReason.InHospital, ThaiDay.Of(Start).AddDays(12), Worker, Start.AddDays(2));
        var changes = new ClockChanges([pause], []);
        ClockMove Under(int days) => Assert.Single(@case.MovesUnder(Stays(days), changes));
        var move = Under(20);
        Assert.Equal((true, Start.AddDays(2), end - Start.AddDays(2), end.AddDays(5) - Start.AddDays(2)), (move.IsReckoned, move.PausedSince!.Value, move.Left!.Value.Old, move.Left!.Value.New));
        Assert.False(move.IsOver(Start.AddDays(40)));
        // Shorter than what ran before the pause: nothing is left, whenever it runs on.
        Assert.Equal((true, TimeSpan.Zero), (Under(1).IsOver(Start.AddDays(3)), Under(1).Left!.Value.New));

        @case.MoveClock(move, new Moved(), Coordinator, Start.AddDays(3));
        Assert.Null(Due(@case, ClockCode.StayBeforeInterview));
        var said = @case.Events.Last();
        Assert.Equal(("case.clockMoved", false), (said.Code, said.Parameters.ContainsKey("due")));
        Assert.Equal((move.Left.Value.Old, move.Left.Value.New), (TimeSpan.Parse(said.Parameters["leftBefore"], CultureInfo.InvariantCulture), TimeSpan.Parse(said.Parameters["left"], CultureInfo.InvariantCulture)));

        ClockBook.Begin();
        Stays(20).LayOpen();
        @case.ResumeClock(ClockCode.StayBeforeInterview, changes, Worker, Start.AddDays(4));
        Assert.Equal(Start.AddDays(4) + move.Left.Value.New, Due(@case, ClockCode.StayBeforeInterview));
        Assert.Equal("clock.previewStale", Refused(() => @case.MoveClock(move, new Moved(), Coordinator, Start.AddDays(5))));
    }

    private static ClockBook Stays(int days) => ClockBook.Shipped.With(ClockSettings.Default.With(
        ClockSettings.Default.At(ClockCode.StayBeforeInterview, Start) with { Amount = days, From = ThaiDay.Of(Start) }));

    [Fact]
    public void WhatIsOver_IsNeitherPausedNorExtended()
    {
        var (@case, late) = (Protected(), Start.AddDays(60));
        Assert.Equal("clock.over", Refused(() => @case.PauseClock(Guid.CreateVersion7(), ClockCode.StayBeforeInterview, PauseReason.InHospital, ThaiDay.Of(late).AddDays(1), Worker, late)));
        Assert.Equal("clock.over", Refused(() => @case.ExtendClock(Guid.CreateVersion7(), ClockCode.StayBeforeInterview, 1, ExtendingAuthority.ProvinceOffice, "1/2569", ClockChanges.None, Worker, late)));
    }

    [Fact]
    public void AMove_OfATask_FollowsTheSameRule_AndAppliesToAnOpenOneAlone()
    {
        var @case = Protected();
        var task = @case.Tasks.Single(t => t.Code == TaskCode.ConveneMdt);
        Assert.Equal((ClockCode.MdtConvene, ClockEngine.Run(ClockCode.MdtConvene, Start).Due), (task.DueBy!.Value, task.DueAt!.Value));
        var book = ClockBook.Shipped.With(ClockSettings.Default.With(ClockSettings.Default.At(ClockCode.MdtConvene, Start) with { Amount = 9, From = ThaiDay.Of(Start) }));
        var move = new ClockMove(@case.Id, null, @case.Number, ClockCode.MdtConvene, task.DueAt.Value, task.DueUnder(book, ClockChanges.None)!.Value) { TaskId = task.Id };
        Assert.True(move.New > move.Old);
        @case.MoveClock(move, new Moved(Task: task), Coordinator, Start);
        Assert.Equal(move.New, task.DueAt);
        Assert.Equal("clock.previewStale", Refused(() => @case.MoveClock(move, new Moved(Task: task), Coordinator, Start)));
        Assert.Null(@case.GiveTask(SealedText.Of("Ask the interpreter"), Audience.Of(Worker.UnitId), Start.AddDays(2), Worker, Start).DueUnder(book, ClockChanges.None));
        Assert.Equal(ClockEngine.Run(ClockCode.WrittenTask, Start).Due, @case.GiveTask(SealedText.Of("Ask the interpreter"), Audience.Of(Worker.UnitId), null, Worker, Start).DueUnder(book, ClockChanges.None));
    }

    [Fact]
    public void AChange_MovesNothingThatStartedBefore()
    {
        var book = ClockBook.Shipped.With(ClockSettings.Default.With(ClockSettings.Default.At(ClockCode.StayBeforeInterview, Start) with { Amount = 20, From = ThaiDay.Of(Start).AddDays(1) }));
        Assert.Empty(Protected().MovesUnder(book, ClockChanges.None));
    }

    [Fact]
    public void WhatTheCourtMayPermit_IsASetting()
    {
        ClockBook.Begin();
        ClockBook.Shipped.With(ClockSettings.Default.With(ClockSettings.Default.At(ClockCode.CourtExtension, Start) with { Amount = 10, From = ThaiDay.Of(Start) })).LayOpen();
        var @case = Protected();
        var custody = @case.Stays(StayBasis.CustodyS29, Start, Worker, Start);
        Assert.Equal("stay.beyondLimit", Refused(() => Ordered(@case, 11, "1/2569", custody)));
        Assert.Null(Refused(() => Ordered(@case, 10, "1/2569", custody)));
    }

    [Fact]
    public async Task TheBook_BelongsToTheFlowOfWork()
    {
        var other = ClockBook.Shipped.With(ThaiCalendar.Default);
        await Task.WhenAll(Task.Run(async () =>
        {
            ClockBook.Begin();
            // Laid open further in, as the interceptor of a transaction does, and read further out.
            await Task.Run(other.LayOpen);
            Assert.Same(other, ClockBook.Current);
        }), Task.Run(() => Assert.Same(ClockBook.Shipped, ClockBook.Current)));
        other.LayOpen();
        Assert.Same(ClockBook.Shipped, ClockBook.Current);
    }
}
