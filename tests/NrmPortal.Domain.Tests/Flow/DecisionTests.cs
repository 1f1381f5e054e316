using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Flow;

/// <summary>From the panel to the person: convened anew, read as it stands, decided by another, answered to all, told.</summary>
public sealed class DecisionTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = At.AddDays(2);
    private static readonly Actor Secretary = Acting(Role.MdtSecretary);
    private static readonly Actor Authority = Acting(Role.CompetentAuthority);
    private static readonly Actor Second = Acting(Role.CompetentAuthority);
    private static readonly Actor Labour = Acting(Role.LabourOfficer);
    private static readonly Actor Prosecutor = Acting(Role.Prosecutor);
    private static readonly Actor Justice = Acting(Role.JusticeOfficer);
    private static readonly Actor Caseworker = Acting(Role.ProvinceCaseworker);
    private static readonly SealedText Why = SealedText.Of("A member is ill for weeks")!;
    private static readonly MdtRules Rules = new();

    private readonly Case found = Protected();
    private Sitting sitting = null!;

    private static Actor Acting(Role role) => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), role, "63");

    private static Case Protected()
    {
        var officer = Acting(Role.FrontlineOfficer);
        var one = Case.Open(Guid.NewGuid(), "FC-2569-000001", Secretary.UnitId, officer, At);
        one.Describe(AgeGroup.Adult, Sex.Male, ExploitationCategory.Labour);
        one.Conclude(one.StartScreening(Guid.NewGuid(), "SCR-2569-000001", "d", "h", officer, At), ScreeningOutcome.ReasonableGrounds, [], () => "NRM-2569-000001", officer, At);
        return one;
    }

    private static Member Seated(Actor who, AgencyType agency, bool decides = false) => new(who.MembershipId, who.UserId, agency, decides);

    private Panel Convened(int round = 1, Actor? authority = null, Panel? open = null, SealedText? anew = null, Actor? second = null, MdtRules? rules = null)
    {
        sitting = Sitting.Plan(Guid.NewGuid(), "63", At.AddDays(1), ("A room", null), Secretary, At);
        return found.Convene(Guid.NewGuid(), new Convocation(round, sitting,
            [Seated(Labour, AgencyType.Labour), Seated(second ?? Prosecutor, AgencyType.Prosecution), Seated(authority ?? Authority, AgencyType.ProvincialMsdhs, true)], rules ?? Rules, anew), open, Secretary, At);
    }

    private void Opine(Panel panel, Actor member, Finding view, DateTimeOffset? at = null)
    {
        if (panel.SeatOf(member.MembershipId)!.Interest == Interest.Undeclared) found.DeclareInterest(panel, false, null, Rules, member, At);
        found.GiveOpinion(panel, new(new Findings(Finding.Yes, Finding.Yes, Finding.Yes, view), SealedText.Of("reasons")), Rules, member, at ?? At);
    }

    private Panel Heard(Finding first, Finding second, int round = 1, Actor? authority = null)
    {
        var panel = Convened(round, authority);
        Opine(panel, Labour, first);
        Opine(panel, Prosecutor, second);
        found.DeclareInterest(panel, false, null, Rules, authority ?? Authority, At);
        return panel;
    }

    private static Dictionary<Guid, DateTimeOffset> Versions(params Panel[] panels) => panels.SelectMany(p => p.Opinions).ToDictionary(o => o.Id, o => o.At);

    private Decision Decide(Panel panel, IdentificationOutcome outcome, Panel[]? before = null, Actor? by = null, SealedText? inWriting = null, IReadOnlyDictionary<Guid, DateTimeOffset>? read = null, Guid? unanswered = null) =>
        found.Decide(panel, before ?? [], new Ruling(outcome, SealedText.Of("r"), SealedText.Of("p"),
            (before ?? []).Append(panel).SelectMany(p => p.Opinions).Where(o => o.Id != unanswered).ToDictionary(o => o.Id, _ => SealedText.Of("a")!),
            read ?? Versions([.. before ?? [], panel]), [new("th", false, "ข้อความ")], inWriting), Rules, by ?? Authority, Later);

    private void Held(Panel panel) => found.RecordAttendance(panel, sitting, panel.Seats.ToDictionary(s => s.MembershipId, _ => new Came(Presence.InPerson)), false, Rules, Secretary, Later);

    private static void Refuses(string code, Action act) => Assert.Equal(code, Assert.Throws<RefusedException>(act).Refusal.Code);

    [Fact]
    public void ConveningAnew_NeedsAReason_AndTheReplacedAndDatipAreTold()
    {
        var first = Convened();
        Refuses("mdt.anewReason", () => Convened(2, open: first));
        Assert.True(first.IsOpen);
        var second = Convened(2, open: first, anew: Why, second: Justice);
        Assert.Equal((false, Why, second.Id), (first.IsOpen, first.Replacement!.Reason, first.Replacement.ByPanelId));
        Assert.Equal(Prosecutor.MembershipId, Assert.Single(found.Notices, n => n.Code == NoticeCode.MdtReplaced).ToMembershipId);
        Assert.Equal(Role.DatipCoordinator, Assert.Single(found.Notices, n => n.Code == NoticeCode.MdtConvenedAnew).ToRole);
    }

    [Fact]
    public void ADissent_OfAPanelThatWasReplaced_IsAnsweredToo()
    {
        var first = Heard(Finding.Yes, Finding.No);
        var second = Convened(2, open: first, anew: Why, second: Justice);
        Opine(second, Labour, Finding.Yes);
        Opine(second, Justice, Finding.Yes);
        found.DeclareInterest(second, false, null, Rules, Authority, At);
        var dissent = first.Opinions.Single(o => o.Trafficking == Finding.No);
        Refuses("mdt.dissentUnanswered", () => Decide(second, IdentificationOutcome.VictimTraffickingS6, [first], inWriting: Why, unanswered: dissent.Id));
        Refuses("case.other", () => Decide(second, IdentificationOutcome.VictimTraffickingS6, [new DecisionTests().Convened()], inWriting: Why));
        var decision = Decide(second, IdentificationOutcome.VictimTraffickingS6, [first], inWriting: Why);
        Assert.Equal((1, dissent.Id, dissent.At), (decision.Dissents, decision.Answers.Single().OpinionId, decision.Answers.Single().OpinionAt));
    }

    [Fact]
    public void AReview_IsDecidedByAnother_UnlessTheSettingSaysOtherwise()
    {
        var decision = Decide(Heard(Finding.Yes, Finding.Yes), IdentificationOutcome.NotVictim, inWriting: Why);
        found.RequestReview(decision, ReviewAsker.Person, Why, Caseworker, Later);
        Refuses("mdt.reviewsOwn", () => Convened(2));
        Assert.NotNull(Convened(2, rules: Rules with { ReviewByAnother = false }));
        var panel = Convened(3, Second);
        found.DeclareInterest(panel, true, Why, Rules, Second, Later);
        Refuses("mdt.reviewsOwn", () => found.SeatMember(panel, Seated(Authority, AgencyType.ProvincialMsdhs, true), [], Rules, Secretary, Later));
        Assert.True(found.SeatMember(panel, Seated(Acting(Role.CompetentAuthority), AgencyType.ProvincialMsdhs, true), [], Rules, Secretary, Later).Decides);
    }

    [Fact]
    public void WhoLeftItUndetermined_WhileTimeRemains_MayDecideLater()
    {
        Decide(Heard(Finding.Unclear, Finding.Unclear), IdentificationOutcome.UndeterminedTimeLeft, inWriting: Why);
        Assert.Empty(found.DecidedBy);
        Assert.NotNull(Convened(2));
    }

    [Fact]
    public void ADecision_ComesAfterTheMeeting_OrAWrittenProcedureWithItsReason()
    {
        var panel = Heard(Finding.Yes, Finding.Yes);
        Refuses("mdt.notHeld", () => Decide(panel, IdentificationOutcome.VictimTraffickingS6));
        Held(panel);
        Assert.Null(Decide(panel, IdentificationOutcome.VictimTraffickingS6, inWriting: Why).InWriting);
        var other = new DecisionTests();
        Assert.Equal(Why, other.Decide(other.Heard(Finding.Yes, Finding.Yes), IdentificationOutcome.VictimTraffickingS6, inWriting: Why).InWriting);
    }

    [Fact]
    public void AnOpinionThatChangedSinceItWasRead_IsReadAgain_AlsoOneThatCameIn()
    {
        var panel = Heard(Finding.No, Finding.Yes);
        var read = Versions(panel);
        Opine(panel, Labour, Finding.Unclear, At.AddHours(1));
        Refuses("mdt.opinionChanged", () => Decide(panel, IdentificationOutcome.VictimTraffickingS6, inWriting: Why, read: read));
        Refuses("mdt.opinionChanged", () => Decide(panel, IdentificationOutcome.VictimTraffickingS6, inWriting: Why, read: new Dictionary<Guid, DateTimeOffset>()));
        Assert.Equal(1, Decide(panel, IdentificationOutcome.VictimTraffickingS6, inWriting: Why).Dissents);
    }

    [Fact]
    public void TheLimitForConvening_MayBePausedWhereItRunsOnTheCase_AndNotWhereItRunsOnATask()
    {
        void Pause(Case subject) => subject.PauseClock(Guid.CreateVersion7(), ClockCode.MdtConvene, PauseReason.NoInterpreter, ThaiDay.Of(Later).AddDays(3), Caseworker, Later);
        Refuses("clock.notRunning", () => Pause(ACase.At(Stage.Protection, adult: true)));
        var decision = Decide(Heard(Finding.Yes, Finding.Yes), IdentificationOutcome.NotVictim, inWriting: Why);
        found.RequestReview(decision, ReviewAsker.Person, Why, Caseworker, Later);
        Pause(found);
        Assert.True(found.IsPaused(ClockCode.MdtConvene));
    }

    [Fact]
    public void ConveningWithinTheStage_EndsTheLimitForIt()
    {
        var decision = Decide(Heard(Finding.Yes, Finding.Yes), IdentificationOutcome.NotVictim, inWriting: Why);
        found.RequestReview(decision, ReviewAsker.Person, Why, Caseworker, Later);
        Assert.Equal((nameof(ClockCode.MdtConvene), true), (found.DueClock, found.DueAt is not null));
        var panel = Convened(2, Second);
        Assert.Equal((null, null, null), (found.DueClock, found.DueFrom, found.DueAt));
        sitting.Cancel(Why, Secretary, At);
        found.CancelSitting(panel, sitting, Secretary, At);
        Assert.Equal(nameof(ClockCode.MdtConvene), found.DueClock);
        Convened(3, Second);
        Assert.Null(found.DueClock);
    }

    [Theory]
    [InlineData(TellingManner.HandedOver, "my", true, null, "mdt.toldLetter")]
    [InlineData(TellingManner.HandedOver, "th", false, null, "mdt.toldReview")]
    [InlineData(TellingManner.ReadOut, null, true, null, "mdt.toldLanguage")]
    [InlineData(TellingManner.NotPossible, null, false, null, "mdt.toldReason")]
    [InlineData(TellingManner.HandedOver, "th", true, null, null)]
    [InlineData(TellingManner.ReadOut, "my", true, null, null)]
    [InlineData(TellingManner.NotPossible, null, false, "Nobody at the address", null)]
    public void TheDecision_IsToldInTheirLanguage_WithTheRightToAReview_OrWhyNot(TellingManner how, string? language, bool review, string? reason, string? refused)
    {
        var decision = Decide(Heard(Finding.Yes, Finding.Yes), IdentificationOutcome.NotVictim, inWriting: Why);
        var task = Assert.Single(found.Tasks, t => t.Code == TaskCode.TellDecision);
        Assert.Equal((found.ProvinceOfficeId, Role.ProvinceCaseworker, ClockCode.DecisionTold), (task.ToUnitId!.Value, task.ToRole!.Value, task.Clock!.Value));
        DecisionTelling Tell() => found.TellDecision(Guid.NewGuid(), decision, new Telling(how, language, InterpreterUse.Phone, review, reason is null ? null : SealedText.Of(reason)), Later, Caseworker, Later);
        if (refused is not null) Refuses(refused, () => Tell());
        else Assert.Equal((how, language, reason is not null, how != TellingManner.NotPossible ? "yes" : "no"), (Tell().How, Tell().Language, Tell().Reason is not null, found.Events.Last().Parameters["reached"]));
        Refuses("mdt.toldWhen", () => found.TellDecision(Guid.NewGuid(), decision, new Telling(how, language, InterpreterUse.Phone, review, Why), Later.AddDays(1), Caseworker, Later));
    }

    [Fact]
    public void AMessageByNumber_NeedsAnOfficer_ANumberAndWords_AndIsKeptAsTyped()
    {
        Refuses("message.notAnOfficer", () => NumberMessage.Write(Guid.NewGuid(), "NRM-2569-000001", NumberAsk.InDanger, Why, Labour with { Role = Role.ScNrmMember }, At));
        Refuses("message.number", () => NumberMessage.Write(Guid.NewGuid(), "  ", NumberAsk.InDanger, Why, Caseworker, At));
        Refuses("message.text", () => NumberMessage.Write(Guid.NewGuid(), "NRM-2569-000001", NumberAsk.InDanger, null, Caseworker, At));
        var written = NumberMessage.Write(Guid.NewGuid(), " nrm-2569-000001 ", NumberAsk.WithdrawConsent, Why, Caseworker, At);
        Assert.Equal(("NRM-2569-000001", null), (written.Number, written.CaseId));
    }
}
