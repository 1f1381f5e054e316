using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>The person's plan, conferences about the case, and services.</summary>
public sealed class CareTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly Actor By = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");

    private static readonly GoalTerms Sewing = new("livelihood", SealedText.Of("No income"), SealedText.Of("A shop of my own"), "my", SealedText.Of("A course"), PlanActor.Shelter, null, Today.AddDays(30), GoalState.Open);
    private static readonly PlanTerms Terms = new(PlanAgreement.InWriting, null, "my", InterpreterUse.Present, Today.AddDays(60), null, [Sewing]);
    private static readonly ServiceTerms Training = new("training", null, SealedText.Of("A school"), Today.AddDays(-3), 1250.50m, ServiceSource.Fund, null);

    private readonly Case file = ACase.At(Stage.Assistance, adult: true);

    private static string Code(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    private Plan Made(PlanTerms terms, Plan? before = null, bool readsHealth = true, Actor? by = null) => file.MakePlan(Guid.NewGuid(), before, readsHealth, terms, by ?? By, At);

    [Fact]
    public void APlan_NamesItsNextReview_WhichBecomesATask_ThatTheNextVersionAnswers()
    {
        var plan = Made(Terms);
        Assert.Equal((1, Today.AddDays(60), "my"), (plan.Version, plan.ReviewOn, Assert.Single(plan.Goals).Language));
        var task = Assert.Single(file.Tasks, t => t.Code == TaskCode.ReviewPlan);
        Assert.Equal((ThaiDay.EndOf(plan.ReviewOn), ClockCode.PlanReview), (task.DueAt!.Value, task.Clock!.Value));
        Assert.Contains(TaskRules.Answers, a => a.Code == TaskCode.ReviewPlan && a.Event == Case.EventOf(CaseAction.MakePlan));
        Assert.Equal("plan.why", Code(() => Made(Terms, before: plan)));
        Assert.Equal(2, Made(Terms with { Why = SealedText.Of("She found work") }, before: plan).Version);
    }

    public static TheoryData<string, PlanTerms> Unwhole() => new()
    {
        { "plan.goals", Terms with { Goals = [] } },
        { "plan.goalWhole", Terms with { Goals = [Sewing with { Goal = null }] } },
        { "plan.goalWhole", Terms with { Goals = [Sewing with { Need = null }] } },
        { "plan.goalWho", Terms with { Goals = [Sewing with { Who = PlanActor.Outside }] } },
        { "plan.area", Terms with { Goals = [Sewing with { Area = "happiness" }] } },
        { "plan.agreementNote", Terms with { Agreement = PlanAgreement.NotAgreed } },
        { "plan.agreementNote", Terms with { Agreement = PlanAgreement.InPart } },
        { "plan.reviewLater", Terms with { ReviewOn = Today } },
        { "plan.reviewTooLate", Terms with { ReviewOn = Today.AddDays(400) } },
    };

    [Theory, MemberData(nameof(Unwhole))]
    public void APlan_ThatLacksSomething_IsRefused(string code, PlanTerms terms)
    {
        Assert.Equal(code, Code(() => Made(terms)));
        Assert.Empty(file.Tasks);
    }

    [Fact]
    public void ThePlan_AndOthers_AreMadeInCareAlone()
    {
        foreach (var action in new[] { CaseAction.MakePlan, CaseAction.HoldConference, CaseAction.RecordService, CaseAction.EndService, CaseAction.CorrectService })
            Assert.Equal([Stage.Protection, Stage.Identification, Stage.Assistance, Stage.Return, Stage.OtherPathway], Enum.GetValues<Stage>().Where(s => NrmFlow.Find(s, action) is not null));
    }

    [Fact]
    public void AConference_WithoutThePerson_SaysWhy()
    {
        var terms = new ConferenceTerms(Today, SealedText.Of("Four people"), PersonsPart.NotPresent, null, SealedText.Of("A course"));
        Assert.Equal("conference.absentWhy", Code(() => file.HoldConference(Guid.NewGuid(), terms, By, At)));
        Assert.Equal("date.future", Code(() => file.HoldConference(Guid.NewGuid(), terms with { Part = PersonsPart.Present, On = Today.AddDays(1) }, By, At)));
        Assert.Null(file.HoldConference(Guid.NewGuid(), terms with { Part = PersonsPart.Present, AbsentWhy = SealedText.Of("x") }, By, At).AbsentWhy);
    }

    [Fact]
    public void TheFirstService_IsTheDayThatIsCounted_AndARefusalIsNone()
    {
        file.RecordService(Guid.NewGuid(), Training with { Refused = true, ToldFree = true, From = Today.AddDays(-9) }, By, At);
        Assert.Null(file.ServicesFrom);
        file.RecordService(Guid.NewGuid(), Training, By, At);
        file.RecordService(Guid.NewGuid(), Training with { From = Today }, By, At);
        Assert.Equal(Today.AddDays(-3), file.ServicesFrom);
        file.RecordService(Guid.NewGuid(), Training with { From = Today.AddDays(-5) }, By, At);
        Assert.Equal(Today.AddDays(-5), file.ServicesFrom);
    }

    [Fact]
    public void ARefusal_IsRecordedWithoutPressure_AndCostsNothing()
    {
        Assert.Equal("service.toldFree", Code(() => file.RecordService(Guid.NewGuid(), Training with { Refused = true }, By, At)));
        var refused = file.RecordService(Guid.NewGuid(), Training with { Refused = true, ToldFree = true }, By, At);
        Assert.Equal((null, null, false), (refused.Cost, refused.Source, refused.GoesOn));
        Assert.Equal("service.ended", Code(() => file.EndService(refused, [], new ServiceEnd(Today, ServiceOutcome.Completed, null, null, null), By, At)));
    }

    [Fact]
    public void Health_IsAnotherTable_AndNeedsTheRight_AndTheHistoryNamesNoService()
    {
        Assert.IsType<CareService>(file.RecordService(Guid.NewGuid(), Training, By, At));
        Assert.IsType<HealthService>(file.RecordService(Guid.NewGuid(), Training with { Kind = "medical" }, By, At));
        Assert.Equal("service.health", Code(() => file.RecordService(Guid.NewGuid(), Training with { Kind = "medical" }, By with { Role = Role.NgoCaseworker }, At)));
        Assert.All(file.Events.Where(e => e.Code == "case.recordService"), e => Assert.Equal(["on"], e.Parameters.Keys));
        Assert.All(ServiceKind.All, k => Assert.NotNull(SupportArea.Of(k.Area)));
        Assert.Equal(["Education", "Financial", "Health", "LabourExploitationRehabilitation", "Legal", "Livelihood", "RightsBasedTraining", "SexualExploitationRehabilitation", "SocialCare"],
            SupportArea.All.Select(a => a.Htcds).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhoeverDoesNotReadHealth_WritesNoGoalOfIt_AndLeavesThoseThereAreAsTheyStand()
    {
        var (sleep, why) = (Sewing with { Area = "health" }, SealedText.Of("A year on"));
        Assert.Equal(["health", "sexualRecovery"], SupportArea.All.Where(a => a.IsHealth).Select(a => a.Code));
        var first = Made(Terms with { Goals = [Sewing, sleep, sleep with { Area = "sexualRecovery", State = GoalState.Reached }] });
        Assert.Null(first.HealthFromId);
        foreach (var goal in new[] { sleep, sleep with { Area = "sexualRecovery" } })
        {
            Assert.Equal("plan.health", Code(() => Made(Terms with { Goals = [goal] }, readsHealth: false)));
            Assert.Equal("plan.health", Code(() => Made(Terms with { Goals = [goal] }, by: By with { Role = Role.NgoCaseworker })));
        }

        var second = Made(Terms with { Why = why }, first, readsHealth: false);
        var third = Made(Terms with { Why = why }, second, by: By with { Role = Role.NgoCaseworker });
        Assert.Equal((first.Id, first.Id), (second.HealthFromId!.Value, third.HealthFromId!.Value));
        third.Keep(second);
        Assert.Single(third.Whole);
        third.Keep(first);
        Assert.Equal(["livelihood", "health"], third.Pending.Select(g => g.Area));
        Assert.Null(Made(Terms with { Why = why, Goals = [Sewing, sleep] }, third).HealthFromId);
    }

    [Fact]
    public void ACost_HasItsSource_AndComesAtTheEndWhereItWasNotKnown()
    {
        Assert.Equal("service.source", Code(() => file.RecordService(Guid.NewGuid(), Training with { Source = null }, By, At)));
        Assert.Equal("service.cost", Code(() => file.RecordService(Guid.NewGuid(), Training with { Cost = 1.005m }, By, At)));
        Assert.Equal("service.provider", Code(() => file.RecordService(Guid.NewGuid(), Training with { ProviderName = null }, By, At)));
        var end = new ServiceEnd(Today, ServiceOutcome.Completed, null, 10m, ServiceSource.Donor);
        var known = file.RecordService(Guid.NewGuid(), Training, By, At);
        Assert.Equal("service.costThere", Code(() => file.EndService(known, [], end, By, At)));
        var unknown = file.RecordService(Guid.NewGuid(), Training with { Cost = null }, By, At);
        Assert.Equal("service.endsBeforeStart", Code(() => file.EndService(unknown, [], end with { On = Today.AddDays(-4) }, By, At)));
        file.EndService(unknown, [], end, By, At);
        Assert.Equal((10m, ServiceSource.Donor, Today), (unknown.Cost!.Value, unknown.Source!.Value, unknown.EndedOn!.Value));
    }
}
