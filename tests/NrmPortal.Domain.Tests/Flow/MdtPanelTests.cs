using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Flow;

/// <summary>The panel's rules: conflict of interest, quorum, contradictions, answers to dissents, and how a decided case comes again.</summary>
public class MdtPanelTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Actor Secretary = Acting(Role.MdtSecretary);
    private static readonly Actor Authority = Acting(Role.CompetentAuthority);
    private static readonly Actor Second = Acting(Role.CompetentAuthority);
    private static readonly Actor Labour = Acting(Role.LabourOfficer);
    private static readonly Actor Prosecutor = Acting(Role.Prosecutor);
    private static readonly Actor Justice = Acting(Role.JusticeOfficer);
    private static readonly Actor Caseworker = Acting(Role.ProvinceCaseworker);
    private static readonly Findings Yes = new(Finding.Yes, Finding.Yes, Finding.Yes, Finding.Yes);
    private static readonly MdtRules Rules = new();

    private static Actor Acting(Role role) => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), role, "63");

    private static Case Protected(AgeGroup age = AgeGroup.Adult)
    {
        var officer = Acting(Role.FrontlineOfficer);
        var found = Case.Open(Guid.NewGuid(), "FC-2569-000001", Secretary.UnitId, officer, At);
        found.Describe(age, Sex.Male, ExploitationCategory.Labour);
        var screening = found.StartScreening(Guid.NewGuid(), "SCR-2569-000001", "d", "h", officer, At);
        found.Conclude(screening, ScreeningOutcome.ReasonableGrounds, [], () => "NRM-2569-000001", officer, At);
        return found;
    }

    private static Sitting Meeting(Actor? by = null) => Sitting.Plan(Guid.NewGuid(), (by ?? Secretary).ProvinceCode, At.AddDays(1), ("A room", null), by ?? Secretary, At);

    private static Panel Convened(Case found, int round = 1, MdtRules? rules = null) => found.Convene(Guid.NewGuid(), new Convocation(round, Meeting(),
        [new(Labour.MembershipId, Labour.UserId, AgencyType.Labour), new(Prosecutor.MembershipId, Prosecutor.UserId, AgencyType.Prosecution), Deciding(round)], rules ?? Rules), null, Secretary, At);

    // A review is decided by another.
    private static Member Deciding(int round) => new((round == 1 ? Authority : Second).MembershipId, (round == 1 ? Authority : Second).UserId, AgencyType.ProvincialMsdhs, true);

    private static Panel Heard(Case found, Finding first, Finding second, int round = 1)
    {
        var panel = Convened(found, round);
        foreach (var (member, finding) in new[] { (Labour, first), (Prosecutor, second) })
        {
            found.DeclareInterest(panel, false, null, Rules, member, At);
            found.GiveOpinion(panel, new(Yes with { Trafficking = finding }, SealedText.Of("reasons")), Rules, member, At);
        }

        found.DeclareInterest(panel, false, null, Rules, Deciding(panel), At);
        return panel;
    }

    private static Decision Decide(Case found, Panel panel, IdentificationOutcome outcome, bool answers = true, DateTimeOffset? at = null) => found.Decide(panel, [],
        new Ruling(outcome, SealedText.Of("r"), SealedText.Of("p"), answers ? panel.Opinions.ToDictionary(o => o.Id, _ => SealedText.Of("a")!) : [],
            panel.Opinions.ToDictionary(o => o.Id, o => o.At), [new("th", false, "ข้อความ"), new("en", false, "Text")], SealedText.Of("in writing")), Rules,
        Deciding(panel), at ?? At);

    private static Actor Deciding(Panel panel) => panel.SeatOf(Authority.MembershipId) is null ? Second : Authority;

    private static void Refuses(string code, Action act) => Assert.Equal(code, Assert.Throws<RefusedException>(act).Refusal.Code);

    [Fact]
    public void Minutes_AreCompletedUntilTheDecision_AndFixedAfterIt()
    {
        var found = Protected();
        var panel = Heard(found, Finding.Yes, Finding.Yes);
        PanelMinutes Write(PanelMinutes? before, string text) => found.RecordMinutes(panel, before, SealedText.Of(text), Secretary, At);
        var first = Write(null, "First");
        var second = Write(first, "Second");
        Assert.Equal(("First", "Second", true), (first.Text!.Open(), second.Text!.Open(), first.Id != second.Id));
        Refuses("mdt.minutesUnchanged", () => Write(second, "Second"));
        Decide(found, panel, IdentificationOutcome.VictimTraffickingS6);
        Refuses("mdt.minutesFixed", () => Write(second, "Third"));
        Assert.Equal("Late", Write(null, "Late").Text!.Open());
    }

    [Fact]
    public void ASitting_IsPlannedByTheProvincesSecretary_AheadOfTime_SomewhereOrByCall()
    {
        Refuses("mdt.notTheSecretary", () => Meeting(Caseworker));
        Refuses("mdt.notTheSecretary", () => Sitting.Plan(Guid.NewGuid(), "57", At.AddDays(1), ("A room", null), Secretary, At));
        Refuses("mdt.past", () => Sitting.Plan(Guid.NewGuid(), "63", At.AddMinutes(-1), ("A room", null), Secretary, At));
        Refuses("mdt.nowhere", () => Sitting.Plan(Guid.NewGuid(), "63", At.AddDays(1), (" ", null), Secretary, At));
        Assert.Equal("https://meet.example", Sitting.Plan(Guid.NewGuid(), "63", At.AddDays(1), (null, "https://meet.example"), Secretary, At).Link);
        Refuses("mdt.minutes", () => Meeting().WriteMinutes(null, Secretary, At));
        Refuses("mdt.notTheSecretary", () => Meeting().WriteMinutes(SealedText.Of("m"), Caseworker, At));
    }

    [Fact]
    public void EverySeat_IsAskedWithinALimit_ThatRunsOnTheTask()
    {
        var found = Protected();
        Convened(found);
        var asked = found.Tasks.Where(t => TaskRules.IsOfASeat(t.Code)).ToList();
        Assert.Equal(3, asked.Count);
        Assert.All(asked, t => Assert.Equal(t.Code == TaskCode.Decide ? ClockCode.MdtDecision : ClockCode.MdtOpinion, t.Clock));
        Assert.All(asked, t => Assert.Equal(ClockEngine.Run(t.Clock!.Value, At).Due, t.DueAt));
    }

    [Fact]
    public void Convening_TellsEveryMember_AndRefusesWhatCouldNeverDecide()
    {
        var found = Protected();
        Refuses("mdt.tooFew", () => Convened(found, rules: new MdtRules(Opinions: 3)));
        Refuses("mdt.tooFew", () => Convened(found, rules: new MdtRules(Agencies: 3)));
        var elsewhere = Acting(Role.MdtSecretary) with { ProvinceCode = "57" };
        Refuses("mdt.otherProvince", () => found.Convene(Guid.NewGuid(), new Convocation(1, Meeting(elsewhere), [], Rules), null, Secretary, At));
        // It is for the office that answers for the case, wherever the person was found.
        Refuses("mdt.notTheSecretary", () => found.Convene(Guid.NewGuid(), new Convocation(1, Meeting(elsewhere), [], Rules), null, elsewhere, At));
        var panel = Convened(found);
        Refuses("mdt.notTheSecretary", () => found.SeatMember(panel, new Member(Justice.MembershipId, Justice.UserId, AgencyType.Justice), [], Rules, elsewhere, At));
        Assert.Equal(panel.Seats.Select(s => (Guid?)s.MembershipId).Order(), found.Notices.Where(n => n.Code == NoticeCode.MdtConvened).Select(n => n.ToMembershipId).Order());
    }

    [Fact]
    public void AMember_DeclaresBeforeTheOpinion_AndWithAConflictGivesNone()
    {
        var found = Protected();
        var panel = Convened(found);
        Refuses("mdt.declareFirst", () => found.GiveOpinion(panel, new(Yes, SealedText.Of("r")), Rules, Labour, At));
        Refuses("mdt.conflictReason", () => found.DeclareInterest(panel, true, null, Rules, Labour, At));
        Refuses("mdt.noSeat", () => found.DeclareInterest(panel, false, null, Rules, Justice, At));
        Assert.Equal(Labour.UserId, found.DeclareInterest(panel, true, SealedText.Of("My cousin"), Rules, Labour, At)!.ByUserId);
        Refuses("mdt.conflict", () => found.GiveOpinion(panel, new(Yes, SealedText.Of("r")), Rules, Labour, At));
        Refuses("mdt.conflict", () => found.DeclareInterest(panel, false, null, Rules, Labour, At));
        Assert.Contains(found.Notices, n => n.Code == NoticeCode.MdtConflict && n.ToUnitId == found.ProvinceOfficeId && n.ToRole == Role.MdtSecretary);
    }

    [Fact]
    public void AConflict_TakesAnOpinionFromTheQuorumAndTheDissents_AndAnotherIsSeated()
    {
        var found = Protected();
        var panel = Heard(found, Finding.Yes, Finding.No);
        Assert.True(panel.HasQuorum(Rules));
        found.DeclareInterest(panel, true, SealedText.Of("My cousin"), Rules, Prosecutor, At);
        Assert.False(panel.HasQuorum(Rules));
        Assert.Empty(panel.Dissents(IdentificationOutcome.VictimTraffickingS6));
        Refuses("mdt.opinionsMissing", () => Decide(found, panel, IdentificationOutcome.VictimTraffickingS6));
        Refuses("mdt.alreadySeated", () => found.SeatMember(panel, new(Labour.MembershipId, Labour.UserId, AgencyType.Labour), [], Rules, Secretary, At));
        Refuses("mdt.oneDecides", () => found.SeatMember(panel, new(Justice.MembershipId, Justice.UserId, AgencyType.Justice, true), [], Rules, Secretary, At));
        found.SeatMember(panel, new(Justice.MembershipId, Justice.UserId, AgencyType.Justice), [], Rules, Secretary, At);
        // An authority whose role has ended keeps nobody out.
        var another = Acting(Role.CompetentAuthority);
        var first = panel.Seats.Single(s => s.Decides).MembershipId;
        Refuses("mdt.oneDecides", () => found.SeatMember(panel, new(another.MembershipId, another.UserId, AgencyType.ProvincialMsdhs, true), [Justice.MembershipId], Rules, Secretary, At));
        Assert.True(found.SeatMember(panel, new(another.MembershipId, another.UserId, AgencyType.ProvincialMsdhs, true), [first], Rules, Secretary, At).Decides);
        Assert.Single(found.Tasks, t => t.Code == TaskCode.GiveOpinion && t.ToMembershipId == Justice.MembershipId);
        found.DeclareInterest(panel, false, null, Rules, Justice, At);
        found.GiveOpinion(panel, new(Yes, SealedText.Of("r")), Rules, Justice, At);
        Assert.Equal(0, Decide(found, panel, IdentificationOutcome.VictimTraffickingS6).Dissents);
    }

    private static IEnumerable<CaseTask> AskedFor(Case found, PanelGap gap) => found.Tasks.Where(t => t.Code == TaskCode.ConveneMdt && t.About == gap.ToString());

    private static string? Fills(Case found) => found.Events.Last().Parameters.GetValueOrDefault("fills");

    // In a review no limit of the case runs once the panel sits: without a task of its own nobody would ever ask.
    [Fact]
    public void AnAuthorityWithAConflict_HasTheSecretaryAsked_WithinALimit_AndAnotherAuthorityAnswersIt()
    {
        var found = Protected();
        found.RequestReview(Decide(found, Heard(found, Finding.Yes, Finding.Yes), IdentificationOutcome.VictimTraffickingS6), ReviewAsker.Person, SealedText.Of("The wages"), Caseworker, At);
        var panel = Heard(found, Finding.Yes, Finding.Yes, round: 2);
        Assert.Null(found.DueClock);
        found.DeclareInterest(panel, true, SealedText.Of("My cousin"), Rules, Second, At);
        var task = Assert.Single(AskedFor(found, PanelGap.Authority));
        Assert.Equal((found.ProvinceOfficeId, Role.MdtSecretary, ClockCode.MdtConvene, ClockEngine.Run(ClockCode.MdtConvene, At).Due), (task.ToUnitId!.Value, task.ToRole!.Value, task.Clock!.Value, task.DueAt!.Value));
        Assert.Equal("Authority", Assert.Single(found.Notices, n => n.Code == NoticeCode.MdtConflict).Parameters["gap"]);
        Assert.Empty(AskedFor(found, PanelGap.Quorum));
        found.SeatMember(panel, new(Justice.MembershipId, Justice.UserId, AgencyType.Justice), [], Rules, Secretary, At);
        Assert.NotEqual(task.About, Fills(found));
        var third = Acting(Role.CompetentAuthority);
        found.SeatMember(panel, new(third.MembershipId, third.UserId, AgencyType.ProvincialMsdhs, true), [], Rules, Secretary, At);
        Assert.Equal(task.About, Fills(found));
    }

    [Fact]
    public void AConflict_ThatLeavesNoQuorum_HasTheSecretaryAskedOnce_UntilAQuorumCanBeMade()
    {
        var found = Protected();
        var panel = Convened(found);
        found.SeatMember(panel, new(Justice.MembershipId, Justice.UserId, AgencyType.Justice), [], Rules, Secretary, At);
        found.DeclareInterest(panel, true, SealedText.Of("My cousin"), Rules, Justice, At);
        Assert.Empty(AskedFor(found, PanelGap.Quorum));
        Assert.DoesNotContain("gap", Assert.Single(found.Notices, n => n.Code == NoticeCode.MdtConflict).Parameters.Keys);
        found.DeclareInterest(panel, true, SealedText.Of("My cousin"), Rules, Labour, At);
        found.DeclareInterest(panel, true, SealedText.Of("My cousin"), Rules, Prosecutor, At);
        Assert.Single(AskedFor(found, PanelGap.Quorum));
        foreach (var (agency, fills) in new[] { (AgencyType.Labour, null), (AgencyType.Labour, null), (AgencyType.Police, "Quorum") })
        {
            var another = Acting(Role.MdtMember);
            found.SeatMember(panel, new(another.MembershipId, another.UserId, agency), [], Rules, Secretary, At);
            Assert.Equal(fills, Fills(found));
        }
    }

    [Fact]
    public void WhoIsAbsentOrGone_MakesNoQuorum_UnlessTheyWereHeard()
    {
        var found = Protected();
        var panel = Convened(found);
        Assert.True(panel.CanReachQuorum(Rules, []));
        Assert.False(panel.CanReachQuorum(Rules, [Labour.MembershipId]));
        found.DeclareInterest(panel, false, null, Rules, Labour, At);
        found.GiveOpinion(panel, new(Yes, SealedText.Of("reasons")), Rules, Labour, At);
        Assert.True(panel.CanReachQuorum(Rules, [Labour.MembershipId]));
        Assert.False(panel.CanReachQuorum(Rules with { Opinions = 3 }, []));
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(2, 2, true)]
    [InlineData(3, 2, false)]
    [InlineData(2, 3, false)]
    public void TheQuorum_IsASetting(int opinions, int agencies, bool reached) =>
        Assert.Equal(reached, Heard(Protected(), Finding.Yes, Finding.Yes).HasQuorum(new MdtRules(opinions, agencies)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ThePanel_KeepsTheRuleOfHiddenOpinions_UnderWhichItWasConvened(bool hidden) =>
        Assert.Equal(hidden, Convened(Protected(), rules: new MdtRules(OpinionsHidden: hidden)).OpinionsHidden);

    [Fact]
    public void AnOpinion_IsRewrittenUntilTheDecision_AndTakesBackAnIndicatorWithoutDeletingIt()
    {
        var found = Protected();
        var panel = Convened(found);
        found.DeclareInterest(panel, false, null, Rules, Labour, At);
        Refuses("mdt.reasons", () => found.GiveOpinion(panel, new(Yes, null), Rules, Labour, At));
        Refuses("mdt.unknownMethod", () => found.GiveOpinion(panel, new(Yes, SealedText.Of("r"), ["magic"], []), Rules, Labour, At));
        Refuses("mdt.indicatorReason", () => found.GiveOpinion(panel, new(Yes, SealedText.Of("r"), [], [new("D01", IndicatorView.Differs, null)]), Rules, Labour, At));
        var first = found.GiveOpinion(panel, new(Yes, SealedText.Of("r"), ["debt"], [new("D01", IndicatorView.Differs, SealedText.Of("no debt"))]), Rules, Labour, At);
        Assert.Equal("D01", Assert.Single(first.Differing).Code);
        var second = found.GiveOpinion(panel, new(Yes, SealedText.Of("r2")), Rules, Labour, At.AddHours(1));
        Assert.Same(first, second);
        Assert.Empty(second.Differing);
        Assert.Single(second.Marks);
        Assert.Equal(At, panel.SeatOf(Labour.MembershipId)!.SpokenAt);
    }

    [Theory]
    [InlineData(true, null, 3)]
    [InlineData(false, 1, 1)] // readable as soon as another has spoken
    public void AnOpinionThatIsRewritten_KeepsWhatItSaid_AndSaysSinceWhenTheOthersCouldBeRead(bool hidden, int? first, int second)
    {
        var found = Protected();
        var panel = Convened(found, rules: new MdtRules(OpinionsHidden: hidden));
        foreach (var member in new[] { Labour, Prosecutor }) found.DeclareInterest(panel, false, null, Rules, member, At);
        Opinion Says(Actor who, Finding view, int hour) => found.GiveOpinion(panel,
            new(Yes with { Trafficking = view }, SealedText.Of($"reasons {hour}"), [], [new("D01", IndicatorView.Differs, SealedText.Of($"no {hour}"))]), Rules, who, At.AddHours(hour));
        Says(Labour, Finding.No, 1);
        Says(Labour, Finding.Unclear, 2);
        Says(Prosecutor, Finding.Yes, 3);
        var rewritten = Says(Labour, Finding.Yes, 4);
        Assert.Equal([(1, null), (2, null), (3, At.AddHours(3))], rewritten.Versions.Select(v => (v.Number, v.OthersReadableSince)));
        Assert.Equal([(Finding.Unclear, "reasons 2", "no 2"), (Finding.No, "reasons 1", "no 1")], rewritten.Before.Select(v => (v.Trafficking, v.Reasons!.Open(), v.Marks.Single().Reason!.Open())));
        var another = Says(Prosecutor, Finding.No, 5);
        DateTimeOffset? InHours(int? hours) => hours is { } n ? At.AddHours(n) : null;
        Assert.Equal([InHours(first), InHours(second)], another.Versions.Select(v => v.OthersReadableSince));
    }

    [Fact]
    public void AnOpinion_ThatSaysTheSame_IsNoChange_AndAfterTheDecisionNoneIs()
    {
        var found = Protected();
        var panel = Heard(found, Finding.Yes, Finding.Yes);
        Statement same = new(Yes, SealedText.Of("reasons"), [], [new("D01", IndicatorView.Agrees, null)]);
        Refuses("mdt.opinionUnchanged", () => found.GiveOpinion(panel, same, Rules, Labour, At));
        found.GiveOpinion(panel, same with { Methods = ["debt"] }, Rules, Labour, At);
        Decide(found, panel, IdentificationOutcome.VictimTraffickingS6);
        Refuses("mdt.closed", () => found.GiveOpinion(panel, same, Rules, Labour, At));
    }

    [Theory]
    [InlineData(AgeGroup.Adult, true, "mdt.contradictsS6")]
    [InlineData(AgeGroup.Child, true, null)] // s.6 needs no means for a child
    [InlineData(AgeGroup.Unknown, true, null)]
    public void Trafficking_CannotBeFoundWhileAnElementIsDenied(AgeGroup age, bool rule, string? code) =>
        Assert.Equal(code, (Yes with { Means = Finding.No }).Contradiction(age != AgeGroup.Adult, new MdtRules(ChildNeedsCompulsion: rule))?.Code);

    [Theory]
    [InlineData(false, true, "mdt.contradictsS61")]
    [InlineData(true, true, "mdt.contradictsS61")]
    [InlineData(true, false, null)]
    [InlineData(false, false, "mdt.contradictsS61")]
    public void ForcedLabour_NeedsCompulsion_ForAChildByTheSetting(bool child, bool rule, string? code) =>
        Assert.Equal(code, new Findings(Finding.No, Finding.No, Finding.No, Finding.No, Finding.No, Finding.Yes, Finding.Yes).Contradiction(child, new MdtRules(ChildNeedsCompulsion: rule))?.Code);

    [Theory]
    [InlineData(IdentificationOutcome.VictimTraffickingS6, Finding.Yes, Finding.No, 1)]
    [InlineData(IdentificationOutcome.VictimForcedLabourS61, Finding.Yes, Finding.No, 2)] // nobody found s.6/1
    [InlineData(IdentificationOutcome.NotVictim, Finding.Yes, Finding.No, 1)]
    [InlineData(IdentificationOutcome.NotVictimButVulnerable, Finding.No, Finding.No, 0)]
    [InlineData(IdentificationOutcome.NotVictim, Finding.No, Finding.Unclear, 1)] // in doubt about both
    [InlineData(IdentificationOutcome.UndeterminedTimeLeft, Finding.Yes, Finding.Unclear, 1)]
    public void EveryDissent_NeedsItsAnswer(IdentificationOutcome outcome, Finding first, Finding second, int dissents)
    {
        var found = Protected();
        var panel = Heard(found, first, second);
        if (dissents > 0) Refuses("mdt.dissentUnanswered", () => Decide(found, panel, outcome, answers: false));
        var decision = Decide(found, panel, outcome);
        Assert.Equal(dissents, decision.Dissents);
        Assert.Equal(dissents, decision.Answers.Count);
        Assert.Equal(["en", "th"], decision.Letters.Select(l => l.Language).Order());
        Assert.Contains(found.Notices, n => n.Code == NoticeCode.MdtDecided && n.ToUnitId == found.OpenedByUnitId);
        Assert.Contains(found.Notices, n => n.Code == NoticeCode.MdtDecided && n.ToUnitId == found.ProvinceOfficeId);
    }

    [Theory]
    [InlineData(Finding.No, false)]
    [InlineData(Finding.Yes, true)]
    public void WhoFoundTraffickingBesideForcedLabour_IsAnswered_WhereForcedLabourAloneIsDecided(Finding trafficking, bool dissents)
    {
        var (found, findings) = (Protected(), Yes with { Trafficking = trafficking, Compulsion = Finding.Yes, Labour = Finding.Yes, ForcedLabour = Finding.Yes });
        var panel = Convened(found, 1);
        found.DeclareInterest(panel, false, null, Rules, Labour, At);
        found.GiveOpinion(panel, new(findings, SealedText.Of("reasons")), Rules, Labour, At);
        Assert.Equal(dissents, panel.Opinions.Single().DissentsFrom(IdentificationOutcome.VictimForcedLabourS61));
    }

    [Fact]
    public void ALetter_IsIssuedOnceForEachLanguage()
    {
        var found = Protected();
        var decision = Decide(found, Heard(found, Finding.Yes, Finding.Yes), IdentificationOutcome.VictimTraffickingS6);
        Refuses("mdt.letterStands", () => found.IssueLetters(decision, [new("th", false, "อื่น")], Secretary, At));
        found.IssueLetters(decision, [new("th", false, "อื่น"), new("my", true, "စာ")], Secretary, At);
        Assert.Equal("ข้อความ", decision.Letters.Single(l => l.Language == "th").Text!.Open());
        Assert.True(decision.Letters.Single(l => l.Language == "my").IsDraft);
    }

    [Theory]
    [InlineData(IdentificationOutcome.NotVictim, IdentificationOutcome.VictimTraffickingS6, 30, true)]
    [InlineData(IdentificationOutcome.VictimTraffickingS6, IdentificationOutcome.NotVictim, null, false)]
    [InlineData(IdentificationOutcome.VictimTraffickingS6, IdentificationOutcome.VictimForcedLabourS61, 0, true)]
    public void AReview_KeepsTheFirstDecision_AndTheCountFollowsTheLast(IdentificationOutcome first, IdentificationOutcome second, int? identifiedAfterDays, bool victim)
    {
        var found = Protected();
        var before = Decide(found, Heard(found, Finding.Yes, Finding.No), first);
        Refuses("mdt.grounds", () => found.RequestReview(before, ReviewAsker.Person, null, Caseworker, At));
        var request = found.RequestReview(before, ReviewAsker.Person, SealedText.Of("Nobody asked"), Caseworker, At.AddDays(10));
        Assert.Equal((Stage.Identification, before.Id, "MdtConvene"), (found.Stage, request.DecisionId, found.DueClock));
        Assert.Contains(found.Notices, n => n.Code == NoticeCode.MdtReviewAsked && n.ToRole == Role.MdtSecretary);
        Decide(found, Heard(found, Finding.Yes, Finding.No, round: 2), second, at: At.AddDays(30));
        Assert.Equal(first, before.Outcome);
        Assert.Equal(second, found.IdentifiedOutcome);
        Assert.Equal(identifiedAfterDays is { } days ? ThaiDay.Of(At.AddDays(days)) : null, found.IdentifiedOn);
        Assert.Equal(victim ? Stage.Assistance : Stage.OtherPathway, found.Stage);
    }

    [Fact]
    public void AReviewOrNewFacts_ComeFromEveryStageAFinalDecisionMayStandIn_AtAnyTimeAsTheLetterPromises()
    {
        foreach (var action in new[] { CaseAction.RequestReview, CaseAction.ReportNewFacts })
        {
            foreach (var stage in Enum.GetValues<Stage>())
            {
                var row = NrmFlow.Find(stage, action);
                Assert.Equal(stage is Stage.Protection or Stage.Assistance or Stage.Return or Stage.OtherPathway or Stage.FollowUp, row is not null);
                if (row is not null) Assert.Equal((Stage.Identification, Guard.HadMdtDecision), (row.To, row.Guard));
            }
        }

        var found = Protected();
        Assert.Equal("flow.noDecisionYet", found.WhyNot(CaseAction.RequestReview, Role.ProvinceCaseworker)!.Code);
        var decision = Decide(found, Heard(found, Finding.Yes, Finding.Yes), IdentificationOutcome.VictimTraffickingS6);
        Assert.Equal(ReviewKind.NewFacts, found.ReportNewFacts(decision, ReviewAsker.Organisation, SealedText.Of("A witness"), Secretary, At).Kind);
        Refuses("case.other", () => found.RequestReview(Decide(Protected(), Heard(Protected(), Finding.Yes, Finding.Yes), IdentificationOutcome.NotVictim), ReviewAsker.Person, SealedText.Of("x"), Secretary, At));
    }

    [Fact]
    public void AReview_MayBeAsked_AfterTheReturn_AndInAClosedCase_AndOfTheDecisionThatStands()
    {
        var found = Protected();
        var decision = Decide(found, Heard(found, Finding.Yes, Finding.Yes), IdentificationOutcome.VictimTraffickingS6);
        Assert.True(found.With(nameof(Case.Stage), Stage.Return).Can(CaseAction.RequestReview, Role.MdtSecretary));
        found.With(nameof(Case.Stage), Stage.FollowUp);
        found.RequestReview(decision, ReviewAsker.LegalRepresentative, SealedText.Of("The wages"), Caseworker, At);
        Assert.Equal((Stage.Identification, "MdtConvene"), (found.Stage, found.DueClock));

        // Undetermined with time left: the first decision stands, and may be asked to be reviewed again from protection.
        var undetermined = Decide(found, Heard(found, Finding.Unclear, Finding.Unclear, round: 2), IdentificationOutcome.UndeterminedTimeLeft);
        Assert.Equal((Stage.Protection, IdentificationOutcome.VictimTraffickingS6), (found.Stage, found.IdentifiedOutcome));
        Refuses("mdt.notFinal", () => found.RequestReview(undetermined, ReviewAsker.Person, SealedText.Of("x"), Caseworker, At));
        Assert.Equal(decision.Id, found.RequestReview(decision, ReviewAsker.Person, SealedText.Of("x"), Caseworker, At).DecisionId);
    }

    [Fact]
    public void AClosedCase_IsReopenedToIdentification_WithItsReason_AndTheSecretaryIsTold()
    {
        var found = Protected();
        var decision = Decide(found, Heard(found, Finding.No, Finding.No), IdentificationOutcome.NotVictim);
        found.With(nameof(Case.Stage), Stage.FollowUp);
        Refuses("mdt.grounds", () => found.ReopenToIdentification(decision, ReviewAsker.Authority, null, Caseworker, At));
        var request = found.ReopenToIdentification(decision, ReviewAsker.Authority, SealedText.Of("A raid found the same employer"), Caseworker, At);
        Assert.Equal((ReviewKind.Reopened, decision.Id, Stage.Identification), (request.Kind, request.DecisionId, found.Stage));
        Assert.Contains(found.Notices, n => n.Code == NoticeCode.MdtReviewAsked && n.ToRole == Role.MdtSecretary);
    }

    [Fact]
    public void APerson_HasOneSeat_WhateverMembershipsTheyHold()
    {
        var found = Protected();
        var again = Labour with { MembershipId = Guid.NewGuid() };
        Refuses("mdt.alreadySeated", () => found.Convene(Guid.NewGuid(), new Convocation(1, Meeting(),
            [new(Labour.MembershipId, Labour.UserId, AgencyType.Labour), new(again.MembershipId, again.UserId, AgencyType.Prosecution), new(Authority.MembershipId, Authority.UserId, AgencyType.ProvincialMsdhs, true)], Rules), null, Secretary, At));
        var other = Protected();
        var panel = Convened(other);
        Refuses("mdt.alreadySeated", () => other.SeatMember(panel, new(again.MembershipId, again.UserId, AgencyType.Justice), [], Rules, Secretary, At));
    }

    [Fact]
    public void ALetterWithUntranslatedReasons_IsADraft_AndOneWithTheReasonsTranslatedComesBesideIt()
    {
        var found = Protected();
        var decision = Decide(found, Heard(found, Finding.Yes, Finding.Yes), IdentificationOutcome.VictimTraffickingS6);
        found.IssueLetters(decision, [new("my", false, "စာ", "th")], Secretary, At);
        Assert.Equal((true, true), decision.Letters.Where(l => l.Language == "my").Select(l => (l.IsUntranslated, l.IsDraft)).Single());
        Refuses("mdt.letterStands", () => found.IssueLetters(decision, [new("my", false, "စာ", "th"), new("th", false, "อื่น", "th")], Secretary, At));
        found.IssueLetters(decision, [new("my", false, "စာ", "my")], Secretary, At);
        Assert.Equal([true, false], decision.Letters.Where(l => l.Language == "my").Select(l => l.IsDraft));
    }
}
