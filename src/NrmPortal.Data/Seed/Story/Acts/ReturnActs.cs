using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Returns;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>The person wishes to go home and says so themselves, a child by what was determined; the work towards it begins.</summary>
internal sealed record Homeward(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        if (!subject.IsTreatedAsChild)
            scene.Db.Add(Answered.Of(scene, subject, Answered.NameOf(ConsentPurpose.Return), ConsentOutcome.Given, new ConsentTerms(ConsentPurpose.Return, [], Recipient.AnyThatHelps, null), At));
        await scene.Save();
        subject.PlanReturn(await scene.Db.ReturnFileAsync(scene.CaseId), scene.By, At);
    }
}

/// <summary>Something was found out or arranged for the return.</summary>
internal sealed record ReturnStepTold(string By, DateTimeOffset At, ReturnStepKind Kind, string Who, ReturnFinding? Finding = null, string? Reasons = null) : Act(By, At)
{
    public TravelPaper? Paper { get; init; }
    public int? ValidDays { get; init; }

    public override async Task Tell(Scene scene)
    {
        await scene.Save();
        var terms = new ReturnStepTerms(Kind, ThaiDay.Of(At), Finding, SealedText.Of(Who), SealedText.Of(Reasons), Paper, ValidDays is { } days ? ThaiDay.Of(At).AddDays(days) : null);
        scene.Db.Add((await scene.Case()).RecordReturnStep(scene.Id($"return.{Kind}.{At:O}"), terms, null, await scene.Db.ReturnFileAsync(scene.CaseId), scene.By, At));
    }
}

/// <summary>The plan to return and of the life after it.</summary>
internal sealed record ReturnPlanned(string By, DateTimeOffset At, string Country, ReturnReceiver Receiver, string Name, DateOnly On, params ReturnGoalTerms[] Goals) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var way = Country == "TH" ? ReturnDirection.WithinThailand : ReturnDirection.ToCountry;
        scene.Db.Add((await scene.Case()).MakeReturnPlan(scene.Id("return.plan"), 0, hidden: 0, new ReturnPlanTerms(way, Country, Receiver, SealedText.Of(Name), On, ServiceSource.Fund, null, Goals), scene.By, At));
    }
}

/// <summary>The person has gone and was received.</summary>
internal sealed record Departed(string By, DateTimeOffset At, string From, ReturnReceiver Receiver, string ReceivedBy, string Where) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        await scene.Save();
        var file = await scene.Db.ReturnFileAsync(scene.CaseId);
        var terms = new JourneyTerms(file.Plan!.Country, SealedText.Of(From), Receiver, SealedText.Of(ReceivedBy), At.AddHours(-1), SealedText.Of(Where), SealedText.Of("Papers and medicine for a month were handed over (made up)."));
        scene.Db.Add((await scene.Case()).Depart(scene.Id($"return.journey.{At:O}"), terms, null, file, scene.By, At));
    }
}

/// <summary>A Thai national found abroad has come home.</summary>
internal sealed record CameHome(string By, DateTimeOffset At, string Country, string Post, string Letter, string Where, string MetBy) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        var terms = new JourneyTerms(Country, null, null, SealedText.Of(MetBy), At.AddHours(-2), SealedText.Of(Where), null, SealedText.Of(Post), SealedText.Of(Letter));
        scene.Db.Add(subject.ComeHome(scene.Id("return.homecoming"), terms, null, await scene.Db.FindAsync<PersonIdentity>(subject.Id), scene.By, At));
    }
}

/// <summary>The person stays for now.</summary>
internal sealed record StaysForNow(string By, DateTimeOffset At, ReturnStop Why) : Act(By, At)
{
    public override async Task Tell(Scene scene) => (await scene.Case()).StopReturn(Why, scene.By, At);
}

/// <summary>A permission to stay or to work.</summary>
internal sealed record Permitted(string By, DateTimeOffset At, string Kind, string GrantedBy, DateOnly Until) : Act(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).RecordPermit(scene.Id($"permit.{Kind}"),
        new PermitTerms(Kind, SealedText.Of("00/0000 (สมมติ)"), SealedText.Of(GrantedBy), ThaiDay.Of(At), Until, null), null, [], scene.By, At));
}

/// <summary>A visit after help has ended.</summary>
internal sealed record Visited(string By, DateTimeOffset At, VisitKind Kind, VisitOutcome Outcome, string Note, VisitDanger Danger = VisitDanger.None) : Act(By, At)
{
    public override async Task Tell(Scene scene) =>
        scene.Db.Add((await scene.Case()).FollowUp(scene.Id($"visit.{At:O}"), new VisitTerms(ThaiDay.Of(At), Kind, Outcome, SealedText.Of(Note), Again: true, Danger), scene.By, At));
}
