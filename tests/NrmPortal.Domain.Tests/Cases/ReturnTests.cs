using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Returns;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;
using static NrmPortal.Domain.Tests.Cases.AReturn;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Nobody is sent home against their will, unassessed or into danger; what is recorded stays; who has gone is visited.</summary>
public sealed class ReturnTests
{
    private readonly Case file = On(Stage.Return);

    public static TheoryData<ReturnStepKind> Kinds => [.. Enum.GetValues<ReturnStepKind>()];

    private string? Departs(ReturnFile known, JourneyTerms? terms = null) => Code(() => file.Depart(Guid.NewGuid(), terms ?? Journey, null, known, By, At));

    [Fact]
    public void WithEverythingReady_ThePersonGoes_AndTheDayIsOnTheCase()
    {
        var journey = file.Depart(Guid.NewGuid(), Journey, null, file.Ready(), By, At);
        Assert.Equal((ReturnDirection.ToCountry, "MM", Today), (journey.Direction, journey.Country, file.ReturnedOn!.Value));
        Assert.Equal(Stage.Return, file.Stage);
        Assert.Equal("return.departed", Departs(file.Ready()));
    }

    [Fact]
    public void WhatStandsAgainstADeparture_OneByOne()
    {
        var ready = file.Ready();
        Assert.Empty(ready.Missing(asChild: false, Today));
        Assert.Equal("return.notAgreed", Departs(ready with { Consents = [] }));
        Assert.Equal("return.notAssessed", Departs(ready.Without(ReturnStepKind.RiskAssessed)));
        Assert.Equal("return.unsafe", Departs(ready.With(file.Step(Terms(ReturnStepKind.RiskAssessed) with { Finding = ReturnFinding.Unsafe }))));
        Assert.Equal("return.planFirst", Departs(ready with { Plan = null }));
        Assert.Equal("return.noPaper", Departs(ready.Without(ReturnStepKind.TravelPaperIssued)));
        Assert.Equal("return.paperExpired", Departs(ready.Without(ReturnStepKind.TravelPaperIssued).With(file.Step(Terms(ReturnStepKind.TravelPaperIssued) with { On = Today.AddDays(-40), ExpiresOn = Today.AddDays(-1) }))));
        var asked = ready.With(file.Step(Terms(ReturnStepKind.NationalityAsked), ready));
        Assert.Empty(asked.Missing(asChild: false, Today));
        var denied = asked.With(file.Step(Terms(ReturnStepKind.NationalityAnswered) with { Finding = ReturnFinding.NotConfirmed }, asked));
        Assert.Equal("return.nationalityNotConfirmed", Departs(denied));
        Assert.Empty(denied.With(file.Step(Terms(ReturnStepKind.NationalityAnswered) with { Finding = ReturnFinding.Confirmed }, denied)).Missing(asChild: false, Today));
        var old = Terms(ReturnStepKind.RiskAssessed) with { On = Today.AddDays(-61) };
        Assert.Equal("return.riskOld", Departs(ready.Without(ReturnStepKind.RiskAssessed).With(file.Step(old))));
        Assert.Empty(ready.Without(ReturnStepKind.RiskAssessed).With(file.Step(old with { On = Today.AddDays(-60) })).Missing(asChild: false, Today));
    }

    [Fact]
    public void AChildWhoHadGone_IsNotJudgedByWhatWasDeterminedAfterwards()
    {
        Case Child(int daysAgo) => On(Stage.Return, adult: false).With(nameof(Case.DeterminedOutcome), BestInterestsOutcome.ReturnHome).With(nameof(Case.DeterminedOn), Today.AddDays(-daysAgo)).With(nameof(Case.DeterminedUntil), Today.AddDays(9));
        string? Went(Case child) => Code(() => child.Depart(Guid.NewGuid(), Journey with { ReceivedAt = At.AddDays(-1) }, null, child.Ready(), By, At));
        Assert.Equal("flow.childNotDetermined", Went(Child(0)));
        Assert.Null(Went(Child(1)));
    }

    // The review was due yesterday, when the child went; it is written down today.
    [Fact]
    public void AChildWhoWent_IsJudgedByWhatStoodThatDay_AndTheWorkEndsOnIt()
    {
        var child = On(Stage.Return, adult: false).With(nameof(Case.DeterminedOutcome), BestInterestsOutcome.ReturnHome).With(nameof(Case.DeterminedOn), Today.AddDays(-9)).With(nameof(Case.DeterminedUntil), Today.AddDays(-1));
        Assert.Equal("flow.childDeterminationOld", Code(() => child.Depart(Guid.NewGuid(), Journey, null, child.Ready(), By, At)));
        Assert.Null(Code(() => child.Depart(Guid.NewGuid(), Journey with { ReceivedAt = At.AddDays(-1) }, null, child.Ready(), By, At)));
        Assert.Null(child.WhyNot(CaseAction.CompleteReturn, Role.DatipCoordinator, Today));
    }

    private static Consent With(Consent given, DateTimeOffset withdrawn)
    {
        typeof(Consent).GetProperty(nameof(Consent.WithdrawnAt))!.SetValue(given, (DateTimeOffset?)withdrawn);
        return given;
    }

    [Fact]
    public void ADeparture_IsJudgedByWhatStoodOnItsDay_AndByNothingFoundLater()
    {
        var ready = file.Ready();
        string? Went(ReturnFile known) => Code(() => On(Stage.Return).Depart(Guid.NewGuid(), Journey with { ReceivedAt = At.AddDays(-1) }, null, known, By, At));
        Assert.Null(Went(ready));
        var unsafeThen = ready.Without(ReturnStepKind.RiskAssessed).With(file.Step(Terms(ReturnStepKind.RiskAssessed) with { On = Today.AddDays(-2), Finding = ReturnFinding.Unsafe }));
        Assert.Equal("return.unsafe", Went(unsafeThen.With(file.Step(Terms(ReturnStepKind.RiskAssessed)))));
        Assert.Equal("return.notAssessed", Went(ready.Without(ReturnStepKind.RiskAssessed).With(file.Step(Terms(ReturnStepKind.RiskAssessed)))));
        Assert.Equal("return.noPaper", Went(ready.Without(ReturnStepKind.TravelPaperIssued).With(file.Step(Terms(ReturnStepKind.TravelPaperIssued)))));
        Assert.Equal("return.notAgreed", Went(ready with { Consents = [file.Consented(daysAgo: 0)] }));
        Assert.Equal("return.notAgreed", Went(ready with { Consents = [file.Consented(ConsentOutcome.Refused, 2), file.Consented(daysAgo: 0)] }));
        // A no of later does not undo the yes of then; one of that day or before does.
        Assert.Null(Went(ready with { Consents = [file.Consented(), file.Consented(ConsentOutcome.Refused, 0)] }));
        foreach (var (days, why) in new[] { (0, (string?)null), (1, "return.notAgreed"), (2, "return.notAgreed") })
            Assert.Equal((days, why), (days, Went(ready with { Consents = [With(file.Consented(), At.AddDays(-days))] })));
        // What was found out afterwards leaves what was known then as it was.
        Assert.Null(Went(ready.With(file.Step(Terms(ReturnStepKind.RiskAssessed) with { Finding = ReturnFinding.Unsafe }))));
    }

    [Theory]
    [InlineData(ReturnFinding.Safe, null)]
    [InlineData(ReturnFinding.SafeWithMeasures, null)]
    [InlineData(ReturnFinding.Unsafe, "return.unsafe")]
    public void OnlyASafeReturn_Begins_OrEnds(ReturnFinding risk, string? refused)
    {
        var here = On(Stage.Assistance);
        var known = new ReturnFile([here.Step(Terms(ReturnStepKind.RiskAssessed) with { Finding = risk })], null, [here.Consented()]);
        Assert.Equal(refused, Code(() => here.PlanReturn(known, By, At)));
        Assert.Equal(refused is null ? Stage.Return : Stage.Assistance, here.Stage);
    }

    [Fact]
    public void AReturnBegins_OnThePersonsOwnLiveYes_Alone()
    {
        var here = On(Stage.Assistance);
        string? Begins(params Consent[] consents) => Code(() => here.PlanReturn(new ReturnFile([], null, consents), By, At));
        Assert.Equal("return.notAgreed", Begins());
        var yes = here.Consented(daysAgo: 400);
        Assert.Equal("return.notAgreed", Begins(yes));
        var again = here.Consented();
        Assert.Equal("return.notAgreed", Begins(again, here.Consented(ConsentOutcome.Refused, daysAgo: 1)));
        here.WithdrawConsent(again, Answer.Own(ConsentManner.Oral), [], [], By, At);
        Assert.Equal("return.notAgreed", Begins(again));
        var other = here.RecordConsent(Guid.NewGuid(), ConsentOutcome.Given, new ConsentTerms(ConsentPurpose.Return, [], Recipient.AnyThatHelps, null), new Explanation([.. ConsentNotice.Points.Select(p => p.Code)], "my", InterpreterUse.Present),
            new Answer(ConsentManner.Signature, ConsentGiver.Representative, null, null) { StandsIn = new StandsIn(Text, GuardianRelation.Relative, SuspectCheck.Cleared), Mandate = new Mandate(MandateKind.PowerOfAttorney, Text) }, By, At);
        Assert.Equal("return.notAgreed", Begins(other));
        Assert.Null(Begins(here.Consented()));
    }

    [Theory]
    [InlineData(null, "flow.childNotDetermined")]
    [InlineData(BestInterestsOutcome.StayInCare, "flow.childDeterminedOtherwise")]
    [InlineData(BestInterestsOutcome.ReturnHome, null)]
    [InlineData(BestInterestsOutcome.FamilyOrKin, null)]
    public void AChild_GoesByWhatWasDetermined_NotByAYes(BestInterestsOutcome? outcome, string? refused)
    {
        var child = On(Stage.Return, adult: false).With(nameof(Case.DeterminedOutcome), outcome).With(nameof(Case.DeterminedOn), outcome is null ? null : Today.AddDays(-2)).With(nameof(Case.DeterminedUntil), Today);
        Assert.Equal(refused, Code(() => child.Depart(Guid.NewGuid(), Journey, null, child.Ready(), By, At)));
        // What was determined does not make an unknown danger known.
        Assert.Equal("return.notAssessed", child.Ready().Without(ReturnStepKind.RiskAssessed).WhyNotSafe(asChild: true, Today)?.Code);
    }

    [Fact]
    public void NobodyIsHandedToAFamilyThatWasNotFoundSafe()
    {
        var ready = file.Ready(PlanTerms with { Receiver = ReturnReceiver.Family });
        Assert.Equal("return.familyNotSafe", Departs(ready));
        ReturnStep Assessed(ReturnFinding finding) => file.Step(Terms(ReturnStepKind.FamilyAssessed) with { Finding = finding }, ready);
        Assert.Equal("return.familyNotSafe", Departs(ready.With(Assessed(ReturnFinding.Unsafe))));
        Assert.Null(Departs(ready.With(Assessed(ReturnFinding.Safe))));
    }

    [Fact]
    public void WithinThailand_NoPaperIsNeeded()
    {
        var ready = file.Ready(PlanTerms with { Direction = ReturnDirection.WithinThailand, Country = "TH" }).Without(ReturnStepKind.TravelPaperIssued);
        Assert.Null(Departs(ready));
        Assert.Equal("return.country", Code(() => file.MakeReturnPlan(Guid.NewGuid(), 0, 0, PlanTerms with { Country = "TH" }, By, At)));
        Assert.Equal("return.direction", Code(() => file.MakeReturnPlan(Guid.NewGuid(), 0, 0, PlanTerms with { Direction = ReturnDirection.ToThailand }, By, At)));
        Assert.Equal("return.goals", Code(() => file.MakeReturnPlan(Guid.NewGuid(), 0, 0, PlanTerms with { Goals = [] }, By, At)));
        Assert.Equal("service.source", Code(() => file.MakeReturnPlan(Guid.NewGuid(), 0, 0, PlanTerms with { Source = null }, By, At)));
        Assert.Equal("plan.why", Code(() => file.MakeReturnPlan(Guid.NewGuid(), 1, 0, PlanTerms, By, At)));
        Assert.Equal("return.healthHidden", Code(() => file.MakeReturnPlan(Guid.NewGuid(), 1, 1, PlanTerms with { Why = Text }, By, At)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EveryStep_SaysWhatItsKindAsks_AndTheHistoryNamesTheStepAlone(ReturnStepKind kind)
    {
        var rule = ReturnStepRule.Of(kind);
        var known = new ReturnFile([], null, [file.Consented()]);
        if (rule.After is { } before) known = known.With(file.Step(Terms(before), known));
        string? Why(ReturnStepTerms terms) => Code(() => file.Step(terms, known));
        Assert.Equal("return.who", Why(Terms(kind) with { Who = null }));
        Assert.Equal("date.future", Why(Terms(kind) with { On = Today.AddDays(1), ExpiresOn = Today.AddDays(9) }));
        Assert.Equal(rule.NeedsReasons ? "return.reasons" : null, Why(Terms(kind) with { Reasons = null }));
        Assert.Equal(rule.NeedsPaper ? "return.paper" : null, Why(Terms(kind) with { Paper = null }));
        foreach (var finding in Enum.GetValues<ReturnFinding>())
            Assert.Equal((finding, rule.Findings.Count == 0 || rule.Findings.Contains(finding) ? null : "return.finding"), (finding, Why(Terms(kind) with { Finding = finding })));
        if (rule.After is not null) Assert.Equal("return.askedFirst", Code(() => file.Step(Terms(kind))));
        Assert.Equal(rule.Reaches ? "return.agreeFirst" : rule.After is null ? null : "return.askedFirst", Code(() => file.Step(Terms(kind))));
        var said = file.Events.Last(e => e.Code == "case.recordReturnStep").Parameters;
        Assert.Equal(kind.ToString(), said["returnStep"]);
        Assert.DoesNotContain(said.Values, v => Enum.GetNames<ReturnFinding>().Contains(v, StringComparer.Ordinal));
    }

    [Fact]
    public void AWrongEntry_StaysBesideTheOneThatTakesItsPlace()
    {
        var wrong = file.Step(Terms(ReturnStepKind.RiskAssessed));
        var known = ReturnFile.Empty.With(wrong);
        var right = Terms(ReturnStepKind.RiskAssessed) with { On = Today.AddDays(-2), Finding = ReturnFinding.Unsafe, Why = Text };
        Assert.Equal("return.why", Code(() => file.Step(right with { Why = null }, known, wrong)));
        Assert.Equal("return.correctsOther", Code(() => file.Step(Terms(ReturnStepKind.TravelPaperIssued) with { Why = Text }, known, wrong)));
        known = known.With(file.Step(right, known, wrong));
        // The later day of the wrong one does not bring it back.
        Assert.Equal(ReturnFinding.Unsafe, known.Last(ReturnStepKind.RiskAssessed)!.Finding);
        Assert.Equal("return.corrected", Code(() => file.Step(right, known, wrong)));
        Assert.Equal("case.other", Code(() => On(Stage.Return).Step(right, known, wrong)));
    }

    [Fact]
    public void AThaiFoundAbroad_ComesHome_WithThePostAndTheLetter()
    {
        var here = On(Stage.Protection);
        var person = new PersonIdentity(here.Id);
        string? Why(JourneyTerms terms) => Code(() => here.ComeHome(Guid.NewGuid(), terms, null, person, By, At));
        Assert.Equal("return.notThai", Why(Home));
        person.Set("n", null, null, "MM", null, null);
        Assert.Equal("return.notThai", Why(Home));
        person.Set("n", null, null, "TH", null, null);
        Assert.Equal("return.post", Why(Home with { Post = null }));
        Assert.Equal("return.letter", Why(Home with { Letter = null }));
        Assert.Equal("return.country", Why(Home with { Country = "TH" }));
        var journey = here.ComeHome(Guid.NewGuid(), Home, null, person, By with { Role = Role.ForeignAffairsOfficer }, At);
        Assert.Equal((ReturnDirection.ToThailand, Stage.Protection, (DateOnly?)null), (journey.Direction, here.Stage, here.ReturnedOn));
        Assert.Equal("return.notThai", Code(() => here.ComeHome(Guid.NewGuid(), Home, null, null, By, At)));
    }

    [Fact]
    public void TheMinistry_AnnouncesAHomecoming_ToTheOfficeThatReceives()
    {
        var consul = By with { Role = Role.ForeignAffairsOfficer, UnitId = Guid.NewGuid() };
        var office = new Domain.Directory.Unit(Guid.NewGuid(), "MSDHS-63", AgencyType.ProvincialMsdhs, "63", "พมจ. ตาก", "Tak");
        var coming = Case.OpenFor(Guid.NewGuid(), "FC-2569-000001", office, consul, At);
        Assert.Equal((office.Id, office.Id, consul.UnitId, null, "63", Stage.Notified), (coming.OwnerUnitId, coming.ProvinceOfficeId, coming.OpenedByUnitId, coming.CaseManagerId, coming.ProvinceCode, coming.Stage));
        var terms = new ArrivalTerms("MY", Text, Today.AddDays(5), Text, Text, NeedsEscort: true, null);
        string? Why(ArrivalTerms wrong) => Code(() => coming.AnnounceArrival(Guid.NewGuid(), wrong, consul, At));
        Assert.Equal("return.country", Why(terms with { Country = "TH" }));
        Assert.Equal("return.post", Why(terms with { Post = null }));
        Assert.Equal("arrival.past", Why(terms with { On = Today.AddDays(-1) }));
        Assert.Equal("arrival.airport", Why(terms with { Airport = null }));
        Assert.Equal("arrival.person", Why(terms with { Person = null }));
        Assert.Equal("flow.role", Code(() => coming.AnnounceArrival(Guid.NewGuid(), terms, By, At)));
        var notice = coming.AnnounceArrival(Guid.NewGuid(), terms, consul, At);
        var task = Assert.Single(coming.Tasks, t => t.Code == TaskCode.MeetArrival);
        Assert.Equal((office.Id, Role.ProvinceCaseworker, ThaiDay.EndOf(Today.AddDays(5)), office.Id), (task.ToUnitId!.Value, task.ToRole!.Value, task.DueAt!.Value, notice.ToUnitId));
        Assert.Equal("arrival.office", Code(() => Case.OpenFor(Guid.NewGuid(), "FC-2569-000002", new Domain.Directory.Unit(Guid.NewGuid(), "SHM-12", AgencyType.MsdhsShelter, "12", "x", "x"), consul, At)));
    }

    [Fact]
    public void WhoeverStays_IsBackInAssistance_AndTheReturnIsForgotten()
    {
        file.Depart(Guid.NewGuid(), Journey, null, file.Ready(), By, At);
        file.StopReturn(ReturnStop.RefusedEntry, By, At);
        Assert.Equal((Stage.Assistance, (DateOnly?)null), (file.Stage, file.ReturnedOn));
        Assert.Equal("RefusedEntry", file.Events.Last().Parameters["returnStop"]);
    }

    [Fact]
    public void WhatIsMissing_IsSaidAllAtOnce() => Assert.Equal(
        ["return.notAgreed", "return.notAssessed", "return.planFirst"], ReturnFile.Empty.Missing(asChild: false, Today).Select(r => r.Code));

    [Theory, InlineData(CaseAction.RequestReview), InlineData(CaseAction.ReportNewFacts)]
    public void WhoeverIsHeardAgain_HasNotGone(CaseAction action)
    {
        file.Depart(Guid.NewGuid(), Journey, null, file.Ready(), By, At);
        file.With(nameof(Case.IdentifiedOutcome), Domain.Identification.IdentificationOutcome.VictimTraffickingS6);
        typeof(Case).GetMethod("Apply", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.Invoke(file, [action, By, At, Array.Empty<(string, string)>()]);
        Assert.Equal((Stage.Identification, (DateOnly?)null), (file.Stage, file.ReturnedOn));
    }

    [Fact]
    public void AReturnIsComplete_OnlyAfterTheHandOver()
    {
        Assert.Equal("flow.notDeparted", file.WhyNot(CaseAction.CompleteReturn, Role.MdtSecretary, Today)?.Code);
        file.Depart(Guid.NewGuid(), Journey, null, file.Ready(), By, At);
        Assert.True(file.Can(CaseAction.CompleteReturn, Role.MdtSecretary));
    }
}
