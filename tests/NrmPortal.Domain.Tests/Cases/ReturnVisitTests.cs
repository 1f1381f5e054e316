using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Returns;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;
using static NrmPortal.Domain.Tests.Cases.AReturn;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Visits at set times after the arrival, and permits of those who stay.</summary>
public sealed class ReturnVisitTests
{
    private static readonly DateOnly Arrived = Today.AddDays(-2);

    private readonly Case file = On(Stage.FollowUp).With(nameof(Case.ReturnedOn), Arrived);

    private static DateTimeOffset Due(ClockCode code) => ClockEngine.Run(code, ThaiDay.StartOf(Arrived)).Due;

    private CaseTask? Visit(int daysAfter, bool again = true)
    {
        var at = ThaiDay.StartOf(Arrived.AddDays(daysAfter)).AddHours(3);
        file.FollowUp(Guid.NewGuid(), new VisitTerms(ThaiDay.Of(at), VisitKind.Phone, VisitOutcome.Well, Text, again), By, at);
        return file.Tasks.LastOrDefault(t => t.Code == TaskCode.FollowUpVisit && t.GivenAt == at);
    }

    [Fact]
    public void EachVisit_AsksForTheNextOfTheSchedule_CountedFromTheArrival()
    {
        foreach (var (day, next) in new[] { (28, ClockCode.ReturnVisitSecond), (90, ClockCode.ReturnVisitThird), (170, ClockCode.ReturnVisitLast) })
        {
            var task = Visit(day)!;
            Assert.Equal((next.ToString(), Due(next), ThaiDay.StartOf(Arrived)), (file.DueClock, file.DueAt!.Value, file.DueFrom!.Value));
            // The case's clock climbs for it: the task has none of its own.
            Assert.Equal((Due(next), null, null), (task.DueAt!.Value, task.Clock, task.DueBy));
        }

        // After the last of them the interval of every follow-up counts, and the last visit of all asks for nothing.
        Assert.Equal(nameof(ClockCode.FollowUpVisit), Visit(364) is { } ? file.DueClock : null);
        Assert.Null(Visit(380, again: false));
        Assert.Empty(file.RunningClocks);
        Assert.Equal(4, file.VisitsSinceReturn);
    }

    [Fact]
    public void AVisitThatCameLate_DoesNotAskForOneInThePast()
    {
        Visit(100);
        Assert.Equal((nameof(ClockCode.ReturnVisitThird), Due(ClockCode.ReturnVisitThird)), (file.DueClock, file.DueAt!.Value));
    }

    [Fact]
    public void LookedForAndNotFound_IsNoVisit_AndTheSameLimitRunsOn()
    {
        foreach (var day in new[] { 2, 3, 40 })
        {
            var at = ThaiDay.StartOf(Arrived.AddDays(day)).AddHours(3);
            file.FollowUp(Guid.NewGuid(), new VisitTerms(ThaiDay.Of(at), VisitKind.NotFound, null, Text, Again: true), By, at);
            Assert.Equal((0, nameof(ClockCode.ReturnVisitFirst), Due(ClockCode.ReturnVisitFirst)), (file.VisitsSinceReturn, file.DueClock, file.DueAt!.Value));
            Assert.Equal(Due(ClockCode.ReturnVisitFirst), file.Tasks.Last(t => t.Code == TaskCode.FollowUpVisit).DueAt);
        }

        Visit(41);
        Assert.Equal((1, nameof(ClockCode.ReturnVisitSecond)), (file.VisitsSinceReturn, file.DueClock));
    }

    [Fact]
    public void WhoeverHasGone_IsVisitedFromTheirArrivalOn_AndWhatWasMissedIsOverdue()
    {
        var going = On(Stage.Return);
        Assert.Equal("flow.notDeparted", going.WhyNot(CaseAction.FollowUp, By.Role)?.Code);
        var journey = going.Depart(Guid.NewGuid(), Journey, null, going.Ready(), By, At);
        var due = ClockEngine.Run(ClockCode.ReturnVisitFirst, ThaiDay.StartOf(Today)).Due;
        Assert.Equal((Stage.Return, nameof(ClockCode.ReturnVisitFirst), due), (going.Stage, going.DueClock, going.DueAt!.Value));
        Assert.Equal(due, Assert.Single(going.Tasks, t => t.Code == TaskCode.FollowUpVisit).DueAt);
        // Put right, the day of arrival moves them; the task of before goes with the clock.
        going.Depart(Guid.NewGuid(), Journey with { ReceivedAt = At.AddDays(-2), Why = Text }, journey, going.Ready(), By, At);
        Assert.Equal(due.AddDays(-2), going.DueAt);
        Assert.Single(going.Tasks, t => t.Code == TaskCode.FollowUpVisit);

        // The work ends after the day of the first visit: nobody has gone, and it is overdue.
        var facts = new ClosureFacts(CaseAction.CompleteReturn, ClosureReason.ReturnedToCountry, Text, "my", InterpreterUse.Present, null, Recontact.Agreed, Text, Belongings.Returned, null);
        var later = At.AddDays(40);
        going.Close(going.ProposeClosure(Guid.NewGuid(), facts, [], By, later), [], Supervisor, later.AddHours(1));
        Assert.Equal((Stage.FollowUp, nameof(ClockCode.ReturnVisitFirst), due.AddDays(-2)), (going.Stage, going.DueClock, going.DueAt!.Value));
        Assert.Single(going.Tasks, t => t.Code == TaskCode.FollowUpVisit);
    }

    [Fact]
    public void AVisitBeforeTheWorkEnds_Counts_AndIsNotTheLast()
    {
        var going = On(Stage.Return).With(nameof(Case.ReturnedOn), Today.AddDays(-25));
        Assert.Equal("visit.lastAfterEnd", Code(() => going.FollowUp(Guid.NewGuid(), new VisitTerms(Today, VisitKind.Phone, VisitOutcome.Well, Text, Again: false), By, At)));
        going.FollowUp(Guid.NewGuid(), new VisitTerms(Today, VisitKind.Phone, VisitOutcome.Well, Text, Again: true), By, At);
        Assert.Equal((Stage.Return, 1, nameof(ClockCode.ReturnVisitSecond)), (going.Stage, going.VisitsSinceReturn, going.DueClock));
        Assert.Contains(TaskRules.Answers, a => a is { Code: TaskCode.FollowUpVisit, Event: "case.returnToAssistance" });
        var child = On(Stage.Return, adult: false).With(nameof(Case.ReturnedOn), Today.AddDays(-25));
        Assert.True(child.Can(CaseAction.FollowUp, By.Role));
    }

    [Fact]
    public void TheSchedule_SaysWhichVisitStandsForWhich()
    {
        IEnumerable<(int?, bool, bool)> Rows(int today, params int[] days) => ReturnVisits.Table(Arrived, days.Select(d => Arrived.AddDays(d))).Select(r => (r.Seen is { } s ? s.DayNumber - Arrived.DayNumber : (int?)null, r.IsOverdue(Arrived.AddDays(today)), r.WasLate));
        Assert.Equal([(null, true, false), (null, false, false), (null, false, false), (null, false, false)], Rows(40));
        Assert.Equal([(100, false, true), (100, false, true), (null, false, false), (null, false, false)], Rows(101, 100));
        // Two calls in the first month are no visit of the second; the day after its end one is.
        Assert.Equal([(5, false, false), (null, false, false), (null, false, false), (null, false, false)], Rows(30, 28, 5));
        Assert.Equal([(5, false, false), (31, false, false), (null, false, false), (null, false, false)], Rows(31, 31, 28, 5));
    }

    [Theory, InlineData(VisitDanger.TraffickedAgain, 1), InlineData(VisitDanger.InDanger, 0)]
    public void AVisitThatFindsThemTraffickedAgain_FlagsTheCase(VisitDanger danger, int flags)
    {
        file.FollowUp(Guid.NewGuid(), new VisitTerms(Today, VisitKind.Phone, VisitOutcome.NeedsHelp, Text, Again: true, danger), By, At);
        Assert.Equal(flags, file.Flags.Count(f => f.Code == WarningCode.TraffickedAgain));
    }

    [Fact]
    public void BegunAgain_TheReturnIsForgotten()
    {
        file.Reopen(Guid.NewGuid(), CaseAction.ReopenToProtection, ReopenReason.ReturnFailed, Text, By, At);
        Assert.Equal((null, 0), (file.ReturnedOn, file.VisitsSinceReturn));
    }

    [Fact]
    public void APermit_IsToBeRenewed_BeforeItsEnd_ByTheNextOfItsKind()
    {
        var here = On(Stage.Assistance);
        var terms = new PermitTerms("stayS37", Text, Text, Today, Today.AddDays(100), null);
        List<StayPermit> known = [];
        CaseTask Asked(DateOnly from, DateOnly until, StayPermit? corrects = null)
        {
            known.Add(here.RecordPermit(Guid.NewGuid(), terms with { From = from, Until = until, Why = corrects is null ? null : Text }, corrects, known, By, At));
            return here.Tasks.Last(t => t.Code == TaskCode.RenewPermit);
        }

        // Somebody without one already is seen to today.
        Assert.Equal(ThaiDay.EndOf(Today), Asked(Today.AddDays(-60), Today.AddDays(-31)).DueAt);
        Assert.Equal(ThaiDay.EndOf(Today.AddDays(10)), Asked(Today.AddDays(-20), Today.AddDays(10)).DueAt);
        var task = Asked(Today, Today.AddDays(100));
        Assert.Equal((ThaiDay.EndOf(Today.AddDays(70)), ClockCode.PermitRenewal, "stayS37"), (task.DueAt!.Value, task.Clock!.Value, task.About));
        Assert.Contains(TaskRules.Answers, a => a is { Code: TaskCode.RenewPermit, SameOnly: true, Event: "case.recordPermit" });
        // An older one written down late closes the task before, and the day of the last stays.
        Assert.Equal(ThaiDay.EndOf(Today.AddDays(70)), Asked(Today.AddDays(-30), Today.AddDays(-1)).DueAt);
        // The last was wrong: what is corrected no longer counts.
        Assert.Equal(ThaiDay.EndOf(Today.AddDays(50)), Asked(Today, Today.AddDays(80), known[2]).DueAt);
        // The next one, granted before the one before ends.
        Assert.Equal(ThaiDay.EndOf(Today.AddDays(370)), Asked(Today.AddDays(81), Today.AddDays(400)).DueAt);
        Assert.Equal("permit.from", Code(() => here.RecordPermit(Guid.NewGuid(), terms with { From = Today.AddYears(1).AddDays(1), Until = Today.AddYears(2) }, null, [], By, At)));
        Assert.Equal("permit.until", Code(() => here.RecordPermit(Guid.NewGuid(), terms with { Until = Today.AddDays(-1) }, null, [], By, At)));
        Assert.Equal("permit.kind", Code(() => here.RecordPermit(Guid.NewGuid(), terms with { Kind = "holiday" }, null, [], By, At)));
        Assert.All(PermitKind.All, k => Assert.Contains(k.Confidence, new[] { "P", "C", "K", "D" }));
    }

    [Fact]
    public void AnExpiredPermit_IsAnAlarm_UntilAnotherTakesItsPlace()
    {
        var here = On(Stage.Assistance);
        StayPermit Permit(int until, StayPermit? corrects = null, string kind = "stayS37") =>
            here.RecordPermit(Guid.NewGuid(), new PermitTerms(kind, null, Text, Today.AddDays(-50), Today.AddDays(until), null, corrects is null ? null : Text), corrects, [], By, At);
        var over = Permit(-1);
        Assert.Equal([over], StayPermit.Alarming([over], Today));
        Assert.Empty(StayPermit.Alarming([over], Today.AddDays(-1)));
        Assert.Empty(StayPermit.Alarming([over, Permit(30)], Today));
        Assert.Equal([over], StayPermit.Alarming([over, Permit(30, kind: "workS37")], Today));
        Assert.Empty(StayPermit.Alarming([over, Permit(20, corrects: over)], Today));
        Assert.Equal("return.why", Code(() => here.RecordPermit(Guid.NewGuid(), new PermitTerms("stayS37", null, Text, Today, Today, null), over, [], By, At)));
    }

    [Fact]
    public void APermitThatNeverWas_IsStruckOut_AndTheOneBeforeIsRenewed()
    {
        var here = On(Stage.Assistance);
        List<StayPermit> known = [];
        StayPermit Permit(int until, StayPermit? corrects = null)
        {
            known.Add(here.RecordPermit(Guid.NewGuid(), new PermitTerms("stayS37", null, Text, Today.AddDays(-50), Today.AddDays(until), null, corrects is null ? null : Text), corrects, known, By, At));
            return known[^1];
        }

        var (first, wrong) = (Permit(100), Permit(-1));
        Assert.Equal("return.why", Code(() => here.StrikePermit(Guid.NewGuid(), wrong, null, known, By, At)));
        known.Add(here.StrikePermit(Guid.NewGuid(), wrong, Text, known, By, At));
        Assert.Equal([first], StayPermit.Standing(known));
        Assert.Empty(StayPermit.Alarming(known, Today));
        // The task of its kind is answered, and asked for what is left of the kind.
        Assert.Equal("stayS37", here.Events.Last(e => e.Parameters.ContainsKey("strikes")).Parameters["permit"]);
        Assert.Equal(ThaiDay.EndOf(Today.AddDays(70)), here.Tasks.Last().DueAt);
        foreach (var gone in new[] { wrong, known[^1] })
        {
            Assert.Equal("return.corrected", Code(() => here.StrikePermit(Guid.NewGuid(), gone, Text, known, By, At)));
            Assert.Equal("return.corrected", Code(() => Permit(5, gone)));
        }

        var asked = here.Tasks.Count;
        known.Add(here.StrikePermit(Guid.NewGuid(), first, Text, known, By, At));
        Assert.Equal((0, asked), (StayPermit.Standing(known).Count(), here.Tasks.Count));
    }
}
