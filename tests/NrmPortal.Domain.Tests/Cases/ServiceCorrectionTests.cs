using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Money;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>A service recorded wrongly is put right or struck out: it stays in the file and counts no longer.</summary>
public sealed class ServiceCorrectionTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly Actor By = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");
    private static readonly SealedText Typo = SealedText.Of("One nought too many")!;
    private static readonly ServiceTerms Training = new("training", null, SealedText.Of("A school"), Today.AddDays(-3), 50_000m, ServiceSource.Fund, null);
    private static readonly Ledger NoBook = new([], []);

    private readonly Case file = ACase.At(Stage.Assistance, adult: true);
    private readonly List<ServiceGiven> known = [];

    private static string Code(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    private ServiceGiven Given(ServiceTerms terms) => Kept(file.RecordService(Guid.NewGuid(), terms, By, At));

    private ServiceGiven Kept(ServiceGiven service)
    {
        known.Add(service);
        return service;
    }

    private ServiceCorrection Of(ServiceGiven wrong, SealedText? why) =>
        new(wrong, why, known, ServiceGiven.Standing(known).Where(s => s.Id != wrong.Id && !s.Refused).Select(s => (DateOnly?)s.From).Min());

    private ServiceGiven Corrected(ServiceGiven wrong, ServiceTerms terms, ServiceEnd? end = null, Actor? by = null) =>
        Kept(file.CorrectService(Guid.NewGuid(), Of(wrong, Typo), terms, end, by ?? By, At));

    private ServiceGiven Struck(ServiceGiven wrong, Actor? by = null) => Kept(file.StrikeService(Guid.NewGuid(), Of(wrong, Typo), by ?? By, At));

    [Fact]
    public void ACorrection_TakesThePlace_AndTheTotalsTakeWhatStands()
    {
        var (wrong, other) = (Given(Training), Given(Training with { Cost = 200m }));
        Assert.Equal(50_200m, FundBalance.Of(known, NoBook).Services);
        var right = Corrected(wrong, Training with { Cost = 5_000m });
        Assert.Equal((wrong.Id, "One nought too many", 50_000m), (right.CorrectsId!.Value, right.Why!.Open(), wrong.Cost!.Value));
        Assert.Equal([other, right], ServiceGiven.Standing(known));
        Assert.Equal(5_200m, FundBalance.Of(known, NoBook).Services);
        Assert.Equal(5_000m, Corrected(right, Training with { Cost = 5_000m, Source = ServiceSource.Donor }).Cost);
        Assert.Equal(200m, FundBalance.Of(known, NoBook).Services);
        Struck(other);
        Assert.Equal(0m, FundBalance.Of(known, NoBook).Services);
        Assert.Equal(5, known.Count);
    }

    [Fact]
    public void TheCount_BeginsWithTheFirstThatStands()
    {
        var wrong = Given(Training with { From = Today.AddDays(-30) });
        Given(Training with { From = Today.AddDays(-50), Refused = true, ToldFree = true });
        Given(Training);
        var right = Corrected(wrong, Training with { From = Today.AddDays(-20) });
        Assert.Equal(Today.AddDays(-20), file.ServicesFrom);
        Assert.Equal(Today.AddDays(-3), (Corrected(right, Training with { Refused = true, ToldFree = true, From = Today.AddDays(-20) }), file.ServicesFrom).ServicesFrom);
        Struck(known[2]);
        Assert.Null(file.ServicesFrom);
    }

    [Fact]
    public void TheDayThatWasSaidAlone_StandsWhateverIsStruck()
    {
        file.RecordService(Today.AddDays(-4), By, At);
        var wrong = Given(Training with { From = Today.AddDays(-9) });
        Assert.Equal(Today.AddDays(-9), file.ServicesFrom);
        Struck(wrong);
        Assert.Equal(Today.AddDays(-4), file.ServicesFrom);
    }

    [Fact]
    public void AnEnd_IsPutRightWithItsService_OrWasNone()
    {
        var wrong = Given(Training);
        file.EndService(wrong, known, new ServiceEnd(Today, ServiceOutcome.Completed, null, null, null), By, At);
        Assert.Equal("service.endsBeforeStart", Code(() => Corrected(wrong, Training, new ServiceEnd(Today.AddDays(-4), ServiceOutcome.Completed, null, null, null))));
        Assert.Equal("date.future", Code(() => Corrected(wrong, Training, new ServiceEnd(Today.AddDays(1), ServiceOutcome.Completed, null, null, null))));
        var right = Corrected(wrong, Training with { Cost = 5_000m }, new ServiceEnd(Today.AddDays(-1), ServiceOutcome.StoppedByPerson, null, null, null));
        Assert.Equal((Today.AddDays(-1), ServiceOutcome.StoppedByPerson, 5_000m), (right.EndedOn!.Value, right.Outcome!.Value, right.Cost!.Value));
        Assert.True(Corrected(right, Training).GoesOn);
    }

    [Fact]
    public void WhatDoesNotStand_IsNeitherPutRightNorEnded()
    {
        var wrong = Given(Training);
        var right = Corrected(wrong, Training with { Cost = 5_000m });
        Assert.Equal("service.corrected", Code(() => Corrected(wrong, Training)));
        Assert.Equal("service.corrected", Code(() => Struck(wrong)));
        Assert.Equal("service.corrected", Code(() => file.EndService(wrong, known, new ServiceEnd(Today, ServiceOutcome.Completed, null, null, null), By, At)));
        var strike = Struck(right);
        Assert.False(strike.GoesOn);
        Assert.Null(strike.Cost);
        Assert.Equal("service.corrected", Code(() => Struck(strike)));
        Assert.Equal("service.ended", Code(() => file.EndService(strike, known, new ServiceEnd(Today, ServiceOutcome.Completed, null, null, null), By, At)));
    }

    [Fact]
    public void AReasonIsGiven_AndTheTermsAreWhole_AndHealthStaysHealth()
    {
        var (wrong, health) = (Given(Training), Given(Training with { Kind = "medical" }));
        Assert.Equal("service.why", Code(() => file.CorrectService(Guid.NewGuid(), Of(wrong, null), Training, null, By, At)));
        Assert.Equal("service.why", Code(() => file.StrikeService(Guid.NewGuid(), Of(wrong, null), By, At)));
        Assert.Equal("service.source", Code(() => Corrected(wrong, Training with { Source = null })));
        Assert.Equal("date.future", Code(() => Corrected(wrong, Training with { From = Today.AddDays(1) })));
        Assert.Equal("service.correctsOther", Code(() => Corrected(wrong, Training with { Kind = "medical" })));
        Assert.Equal("service.correctsOther", Code(() => Corrected(health, Training)));
        Assert.IsType<CareService>(Corrected(wrong, Training with { Kind = "schooling" }));
        Assert.IsType<HealthService>(Struck(health));
        Assert.Equal("case.other", Code(() => ACase.At(Stage.Assistance, adult: true).StrikeService(Guid.NewGuid(), Of(known[^2], Typo), By, At)));
    }

    [Fact]
    public void EachOfficePutsItsOwnRight_AndTheProvinceOfficeAll()
    {
        var (wrong, health) = (Given(Training), Given(Training with { Kind = "medical" }));
        Actor At(Guid unit, Role role) => By with { UnitId = unit, Role = role };
        Assert.Equal("service.otherOffice", Code(() => Struck(wrong, At(Guid.NewGuid(), Role.NgoCaseworker))));
        Assert.Equal("flow.role", Code(() => Struck(wrong, At(By.UnitId, Role.MdtSecretary))));
        Assert.Equal("service.health", Code(() => Struck(health, At(By.UnitId, Role.NgoCaseworker))));
        Assert.True(Struck(wrong, At(file.ProvinceOfficeId, Role.ProvinceCaseworker)).Struck);
        Assert.True(Struck(health, At(By.UnitId, Role.ShelterWorker)).Struck);
    }

    [Fact]
    public void TheHistory_SaysThatItWasPutRight_NamesNoService_AndAnswersNoTask()
    {
        var right = Corrected(Given(Training with { Kind = "medical" }), Training with { Kind = "medical", Cost = 5m });
        Struck(right);
        Assert.Equal([["on", "corrects"], ["strikes"]], file.Events.Where(e => e.Code == "case.correctService").Select(e => e.Parameters.Where(p => p.Value.Length > 0).Select(p => p.Key).ToArray()));
        Assert.DoesNotContain(TaskRules.Answers, a => a.Event == Case.EventOf(CaseAction.CorrectService));
    }
}
