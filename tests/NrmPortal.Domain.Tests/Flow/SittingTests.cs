using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Flow;

/// <summary>A meeting is moved, cancelled, or held; who came bears on the quorum.</summary>
public class SittingTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Starts = At.AddDays(1);
    private static readonly Actor Secretary = Acting(Role.MdtSecretary);
    private static readonly Actor Authority = Acting(Role.CompetentAuthority);
    private static readonly Actor Labour = Acting(Role.LabourOfficer);
    private static readonly Actor Prosecutor = Acting(Role.Prosecutor);
    private static readonly Findings Yes = new(Finding.Yes, Finding.Yes, Finding.Yes, Finding.Yes);
    private static readonly MdtRules Rules = new();
    private static readonly SealedText Why = SealedText.Of("The room is flooded")!;

    private readonly Case found = Protected();
    private readonly Sitting sitting = Sitting.Plan(Guid.NewGuid(), "63", Starts, ("A room", null), Secretary, At);
    private readonly Panel panel;

    public SittingTests() => panel = found.Convene(Guid.NewGuid(), new Convocation(1, sitting,
        [new(Labour.MembershipId, Labour.UserId, AgencyType.Labour), new(Prosecutor.MembershipId, Prosecutor.UserId, AgencyType.Prosecution), new(Authority.MembershipId, Authority.UserId, AgencyType.ProvincialMsdhs, true)], Rules), null, Secretary, At);

    private static Actor Acting(Role role) => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), role, "63");

    private static Case Protected()
    {
        var officer = Acting(Role.FrontlineOfficer);
        var one = Case.Open(Guid.NewGuid(), "FC-2569-000001", Secretary.UnitId, officer, At);
        one.Describe(AgeGroup.Adult, Sex.Male, ExploitationCategory.Labour);
        one.Conclude(one.StartScreening(Guid.NewGuid(), "SCR-2569-000001", "d", "h", officer, At), ScreeningOutcome.ReasonableGrounds, [], () => "NRM-2569-000001", officer, At);
        return one;
    }

    private static void Refuses(string code, Action act) => Assert.Equal(code, Assert.Throws<RefusedException>(act).Refusal.Code);

    private void HearAll()
    {
        foreach (var member in new[] { Labour, Prosecutor })
        {
            found.DeclareInterest(panel, false, null, Rules, member, At);
            found.GiveOpinion(panel, new(Yes, SealedText.Of("reasons")), Rules, member, At);
        }
    }

    private Dictionary<Guid, Came> List(Came labour) => new()
    {
        [Labour.MembershipId] = labour,
        [Prosecutor.MembershipId] = new(Presence.InPerson),
        [Authority.MembershipId] = new(Presence.ByLink),
    };

    private void Take(Came labour, MdtRules? rules = null)
    {
        sitting.TakeAttendance(Secretary, Starts);
        found.RecordAttendance(panel, sitting, List(labour), found.IdentifiedOutcome is not null, rules ?? Rules, Secretary, Starts);
    }

    [Fact]
    public void AMove_KeepsTheEarlierDate_AndTellsEveryMember()
    {
        Refuses("mdt.changeReason", () => sitting.Move(Starts.AddDays(2), ("A room", null), null, Secretary, At));
        Refuses("mdt.past", () => sitting.Move(At.AddDays(-1), ("A room", null), Why, Secretary, At));
        Refuses("mdt.farAhead", () => sitting.Move(At.AddYears(1).AddDays(1), ("A room", null), Why, Secretary, At));
        Refuses("mdt.nowhere", () => sitting.Move(Starts.AddDays(2), (" ", null), Why, Secretary, At));
        Refuses("mdt.notMoved", () => sitting.Move(Starts, ("A room ", null), Why, Secretary, At));
        Refuses("mdt.notTheSecretary", () => sitting.Move(Starts.AddDays(2), ("A room", null), Why, Labour, At));
        var change = sitting.Move(Starts.AddDays(2), ("Another room", null), Why, Secretary, At);
        found.MoveSitting(panel, sitting, Secretary, At);
        Assert.Equal((Starts, "A room", false), (change.WasAt, change.WasPlace, change.Cancels));
        Assert.Equal((Starts.AddDays(2), "Another room"), (sitting.StartsAt, sitting.Place));
        Assert.Equal(Members, Told(NoticeCode.MdtMoved));
        Assert.True(panel.IsOpen);
    }

    [Fact]
    public void ACancellation_EndsThePanel_TellsItsMembers_AndTheCaseWaitsAgain()
    {
        Refuses("mdt.changeReason", () => sitting.Cancel(null, Secretary, At));
        Refuses("mdt.notCancelled", () => found.CancelSitting(panel, sitting, Secretary, At));
        Assert.True(sitting.Cancel(Why, Secretary, At).Cancels);
        found.CancelSitting(panel, sitting, Secretary, At);
        Assert.False(panel.IsOpen);
        Assert.Equal(Stage.Identification, found.Stage);
        Assert.Equal("MdtConvene", found.DueClock);
        Assert.Equal(2, found.Tasks.Count(t => t.Code == TaskCode.ConveneMdt));
        Assert.Equal(Members, Told(NoticeCode.MdtCancelled));
        Refuses("mdt.cancelled", () => sitting.Cancel(Why, Secretary, At));
        Refuses("mdt.cancelled", () => sitting.Move(Starts.AddDays(2), ("A room", null), Why, Secretary, At));
        Refuses("mdt.cancelled", () => sitting.TakeAttendance(Secretary, Starts));
        Refuses("mdt.cancelled", () => sitting.WriteMinutes(SealedText.Of("m"), Secretary, Starts));
        Refuses("mdt.cancelled", () => found.Convene(Guid.NewGuid(), new Convocation(2, sitting, [], Rules), null, Secretary, At));
    }

    [Fact]
    public void AMeetingThatWasHeld_IsNeitherMovedNorCancelled()
    {
        Refuses("mdt.notBegun", () => sitting.TakeAttendance(Secretary, At));
        Take(new(Presence.InPerson));
        Refuses("mdt.held", () => sitting.Move(Starts.AddDays(2), ("A room", null), Why, Secretary, Starts));
        Refuses("mdt.held", () => sitting.Cancel(Why, Secretary, Starts));
    }

    [Theory]
    [InlineData(Presence.InPerson, true)]
    [InlineData(Presence.ByLink, true)]
    [InlineData(Presence.Deputy, true)]
    [InlineData(Presence.Absent, false)]
    public void WhoIsAbsent_DoesNotCountToTheQuorum_UnlessTheSettingSaysSo(Presence how, bool counts)
    {
        HearAll();
        Take(new(how, SealedText.Of("A deputy"), SealedText.Of("Ill")));
        Assert.Equal(counts, panel.HasQuorum(Rules));
        Assert.Equal(counts ? 2 : 1, panel.AgenciesHeard(Rules));
        Assert.True(panel.HasQuorum(Rules with { AbsentCount = true }));
    }

    [Fact]
    public void TheList_NamesDeputies_ReasonsOfAbsence_AndEveryMemberWithoutAConflict()
    {
        Refuses("mdt.deputyName", () => Take(new(Presence.Deputy)));
        Refuses("mdt.absenceReason", () => Take(new(Presence.Absent)));
        Refuses("mdt.attendanceMissing", () => found.RecordAttendance(panel, sitting, new Dictionary<Guid, Came>(), false, Rules, Secretary, Starts));
        found.DeclareInterest(panel, true, SealedText.Of("My cousin"), Rules, Prosecutor, At);
        Take(new(Presence.Deputy, SealedText.Of("A deputy"), SealedText.Of("not kept")));
        Assert.Null(panel.SeatOf(Prosecutor.MembershipId)!.Attendance);
        var came = panel.SeatOf(Labour.MembershipId)!.Attendance!;
        Assert.Equal(("A deputy", true), (came.Deputy!.Open(), came.Reason is null));
    }

    [Fact]
    public void ATrueList_IsKeptAlsoWhereADecisionLosesItsQuorum_AndDatipIsTold()
    {
        HearAll();
        found.DeclareInterest(panel, false, null, Rules, Authority, At);
        Take(new(Presence.InPerson));
        found.Decide(panel, [], new Ruling(IdentificationOutcome.VictimTraffickingS6, SealedText.Of("r"), SealedText.Of("p"), new Dictionary<Guid, SealedText>(), panel.Opinions.ToDictionary(o => o.Id, o => o.At), []), Rules, Authority, At);
        Take(new(Presence.ByLink));
        Assert.True(panel.HasQuorum(Rules));
        Assert.DoesNotContain(found.Notices, n => n.Code == NoticeCode.QuorumLost);
        Take(new(Presence.Absent, null, SealedText.Of("Ill")));
        Assert.False(panel.HasQuorum(Rules));
        Assert.Equal(Role.DatipCoordinator, Assert.Single(found.Notices, n => n.Code == NoticeCode.QuorumLost).ToRole);
    }

    [Fact]
    public void APanelThatWasReplaced_DecidedNothing_ThatCouldLoseItsQuorum()
    {
        HearAll();
        found.Convene(Guid.NewGuid(), new Convocation(2, sitting, [.. panel.Seats.Select(s => new Member(s.MembershipId, s.UserId, s.Agency, s.Decides))], Rules, Why), panel, Secretary, At);
        Assert.True(!panel.IsOpen && panel.HasQuorum(Rules));
        Take(new(Presence.Absent, null, SealedText.Of("Ill")));
        Assert.False(panel.HasQuorum(Rules));
        Assert.DoesNotContain(found.Notices, n => n.Code == NoticeCode.QuorumLost);
    }

    // Its panel goes on; the meeting is another office's.
    [Fact]
    public void ACaseThatWentToAnotherOffice_IsOnTheAgendaNoMore()
    {
        var elsewhere = Acting(Role.MdtSecretary) with { ProvinceCode = "57" };
        found.With(nameof(Case.ProvinceOfficeId), elsewhere.UnitId);
        Refuses("mdt.notTheSecretary", () => found.MoveSitting(panel, sitting, Secretary, At));
        Refuses("mdt.notTheSecretary", () => found.RecordAttendance(panel, sitting, List(new(Presence.InPerson)), false, Rules, Secretary, Starts));
        sitting.Cancel(Why, Secretary, At);
        Refuses("mdt.notTheSecretary", () => found.CancelSitting(panel, sitting, Secretary, At));
        Assert.True(panel.IsOpen);
    }

    private IEnumerable<Guid?> Members => panel.Seats.Select(s => (Guid?)s.MembershipId).Order();

    private IEnumerable<Guid?> Told(NoticeCode code) => found.Notices.Where(n => n.Code == code).Select(n => n.ToMembershipId).Order();
}
