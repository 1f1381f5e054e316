using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Daily care in a shelter: going out, incidents, restrictions of movement.</summary>
public sealed class DailyTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Actor By = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ShelterWorker, "63");
    private static readonly LeaveTerms Market = new(At.AddMinutes(-5), At.AddHours(3), SealedText.Of("The market"));
    private static readonly IncidentTerms Fall = new(IncidentKind.Injury, IncidentHarm.Slight, At.AddHours(-1), SealedText.Of("Fell on the stairs"), null);
    private static readonly RestrictionTerms Inside = new(RestrictionKind.NotOut, RestrictionBasis.OwnWish, SealedText.Of("A car waits outside"), At, At.AddDays(2));

    private readonly Case file = ACase.At(Stage.Assistance, adult: true);

    private static string Code(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    // How a person comes to a shelter is tested with referrals; here they live there.
    private Placement Housed(DateTimeOffset? arrived)
    {
        var placement = (Placement)Activator.CreateInstance(typeof(Placement), nonPublic: true)!;
        typeof(Placement).GetProperty(nameof(Placement.CaseId))!.SetValue(placement, file.Id);
        typeof(Placement).GetProperty(nameof(Placement.UnitId))!.SetValue(placement, By.UnitId);
        if (arrived is { } at) placement.Arrive(at);
        return placement;
    }

    private Placement House => Housed(At.AddDays(-3));

    [Fact]
    public void WhoeverGoesOut_IsMissedByTheShelter_UntilTheyAreBack()
    {
        var leave = file.GoOut(Guid.NewGuid(), House, Market, [], By, At);
        var task = Assert.Single(file.Tasks);
        Assert.Equal((TaskCode.BackFromLeave, Market.BackBy, ClockCode.LeaveBack, By.UnitId, leave.Id.ToString()), (task.Code, task.DueAt!.Value, task.Clock!.Value, task.ToUnitId!.Value, task.About));
        Assert.Contains(TaskRules.Answers, a => a.Code == TaskCode.BackFromLeave && a.SameOnly && a.Event == Case.EventOf(CaseAction.RecordBack));
        Assert.Equal((false, true), (leave.IsLate(At.AddHours(1)), leave.IsLate(At.AddHours(4))));
        Assert.Equal("leave.out", Code(() => file.GoOut(Guid.NewGuid(), House, Market, [leave], By, At)));
        Assert.Equal("leave.backBeforeOut", Code(() => file.ComeBack(leave, House, At.AddHours(-1), By, At)));
        file.ComeBack(leave, House, At.AddHours(4), By, At.AddHours(4));
        Assert.False(leave.IsLate(At.AddHours(5)));
        Assert.Equal("leave.back", Code(() => file.ComeBack(leave, House, At.AddHours(5), By, At.AddHours(5))));
        Assert.Equal("leave.backBy", Code(() => file.GoOut(Guid.NewGuid(), House, Market with { BackBy = Market.OutAt }, [], By, At)));
    }

    [Fact]
    public void OfThoseWhoLiveThereAlone_AndNotOfTimesBefore()
    {
        Assert.Equal("daily.notHoused", Code(() => file.RecordIncident(Guid.NewGuid(), Housed(null), Fall, By, At)));
        Assert.Equal("daily.beforeArrival", Code(() => file.RecordIncident(Guid.NewGuid(), House, Fall with { HappenedAt = At.AddDays(-4) }, By, At)));
        Assert.Equal("date.future", Code(() => file.RecordIncident(Guid.NewGuid(), House, Fall with { HappenedAt = At.AddHours(1) }, By, At)));
        var left = House;
        left.End(At);
        Assert.Equal("daily.notHoused", Code(() => file.Restrict(Guid.NewGuid(), left, Inside, By, At)));
    }

    [Fact]
    public void WhatHappenedInAStayThatHasEnded_IsTold_ByTheOfficeOfTheCase_AndByTheShelterWhileItHandsOver()
    {
        var left = House;
        left.End(At.AddHours(-2));
        var (office, during) = (By with { UnitId = file.ProvinceOfficeId, Role = Role.ProvinceCaseworker }, Fall with { HappenedAt = At.AddHours(-3) });
        Assert.Equal("daily.notHoused", Code(() => file.RecordIncident(Guid.NewGuid(), left, during, By, At)));
        Assert.Null(file.PlacementOn(during.HappenedAt, [left], By, At));
        Assert.Same(left, file.PlacementOn(during.HappenedAt, [left], office, At));
        Assert.Equal(office.UnitId, file.RecordIncident(Guid.NewGuid(), left, during, office, At).ByUnitId);
        Assert.Equal("daily.afterStay", Code(() => file.RecordIncident(Guid.NewGuid(), left, Fall, office, At)));
        Assert.Equal("daily.beforeArrival", Code(() => file.RecordIncident(Guid.NewGuid(), left, Fall with { HappenedAt = At.AddDays(-4) }, office, At)));
        typeof(Placement).GetProperty(nameof(Placement.HandoverUntil))!.SetValue(left, At.AddDays(1));
        file.RecordIncident(Guid.NewGuid(), left, during, By, At);
        Assert.Equal("daily.otherShelter", Code(() => file.RecordIncident(Guid.NewGuid(), left, during, By with { UnitId = Guid.NewGuid() }, At)));
    }

    [Fact]
    public void WhatTellsOfHealth_IsRecordedWithTheRightToIt()
    {
        foreach (var kind in Enum.GetValues<IncidentKind>())
        {
            var terms = Fall with { Kind = kind, ReportedTo = SealedText.Of("Doctor") };
            Assert.Equal(kind is IncidentKind.Illness or IncidentKind.Injury or IncidentKind.SelfHarm or IncidentKind.SexualViolence, terms.IsHealth);
            if (terms.IsHealth) Assert.Equal("incident.health", Code(() => file.RecordIncident(Guid.NewGuid(), House, terms, By with { Role = Role.NgoCaseworker }, At)));
        }
    }

    [Theory]
    [InlineData(IncidentKind.Injury, IncidentHarm.Serious, true)]
    [InlineData(IncidentKind.Other, IncidentHarm.Death, true)]
    [InlineData(IncidentKind.SelfHarm, IncidentHarm.None, true)]
    [InlineData(IncidentKind.ContactByTrafficker, IncidentHarm.None, true)]
    [InlineData(IncidentKind.Violence, IncidentHarm.Slight, false)]
    public void ASeriousIncident_IsReported_AndLookedIntoByDatip(IncidentKind kind, IncidentHarm harm, bool serious)
    {
        var terms = Fall with { Kind = kind, Harm = harm, ReportedTo = SealedText.Of("Doctor") };
        if (serious) Assert.Equal("incident.reportedTo", Code(() => file.RecordIncident(Guid.NewGuid(), House, terms with { ReportedTo = null }, By, At)));
        Assert.Equal(serious, file.RecordIncident(Guid.NewGuid(), House, terms, By, At).IsSerious);
        Assert.Equal(serious, file.Tasks.Any(t => t.Code == TaskCode.LookIntoIncident && t.ToAgency == AgencyType.Datip && t.DueAt is not null));
        Assert.Empty(file.Events.Last(e => e.Code == "case.recordIncident").Parameters);
        Assert.True(TaskRules.NeedsNote(TaskCode.LookIntoIncident));
    }

    [Fact]
    public void ARestriction_HasItsReason_ItsBasis_AndItsEnd()
    {
        Assert.Equal("restriction.reason", Code(() => Restrict(Inside with { Reason = null })));
        Assert.Equal("restriction.end", Code(() => Restrict(Inside with { Until = null })));
        Assert.Equal("restriction.end", Code(() => Restrict(Inside with { Until = At })));
        Assert.Equal("restriction.tooLong", Code(() => Restrict(Inside with { Until = At.AddDays(30) })));
        Assert.Equal("restriction.childOnly", Code(() => Restrict(Inside with { Basis = RestrictionBasis.ChildProtectionAct })));
        Assert.Equal("restriction.custody", Code(() => Restrict(Inside with { Basis = RestrictionBasis.CustodyS29 })));
        file.With(nameof(Case.CustodyDueAt), At.AddHours(20));
        Assert.Equal("restriction.custody", Code(() => Restrict(Inside with { Basis = RestrictionBasis.CustodyS29 })));
        Restrict(Inside with { Basis = RestrictionBasis.CustodyS29, Until = At.AddHours(20) });

        var restriction = Restrict(Inside);
        Assert.Equal((true, false), (restriction.Holds(At.AddDays(1)), restriction.Holds(At.AddDays(2))));
        file.Lift(restriction, House, By, At.AddHours(1));
        Assert.False(restriction.Holds(At.AddHours(2)));
        Assert.Equal("restriction.over", Code(() => file.Lift(restriction, House, By, At.AddHours(2))));
    }

    private MovementRestriction Restrict(RestrictionTerms terms) => file.Restrict(Guid.NewGuid(), House, terms, By, At);
}
