using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>A goal of a made-up plan.</summary>
internal sealed record Aim(string Area, string Need, string Goal, string Language, string Action, PlanActor Who, string? WhoName, int Days, GoalState State = GoalState.Open)
{
    public GoalTerms Terms(DateTimeOffset at) => new(Area, SealedText.Of(Need), SealedText.Of(Goal), Language, SealedText.Of(Action), Who, SealedText.Of(WhoName), ThaiDay.Of(at).AddDays(Days), State);
}

/// <summary>A version of the person's plan; a reason makes it the next one.</summary>
internal sealed record Planned(string By, DateTimeOffset At, PlanAgreement Agreement, int ReviewInDays, string? Why, params Aim[] Aims) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var before = (await scene.Db.PlansOfAsync(scene.CaseId)).FirstOrDefault();
        var terms = new PlanTerms(Agreement, null, Aims[0].Language, InterpreterUse.NotNeeded, ThaiDay.Of(At).AddDays(ReviewInDays), SealedText.Of(Why), [.. Aims.Select(a => a.Terms(At))]);
        scene.Db.Add((await scene.Case()).MakePlan(scene.Id($"plan.{(before?.Version ?? 0) + 1}"), before, await scene.Db.SeesAsync(scene.CaseId, Section.Health, scene.By.Role), terms, scene.By, At));
    }
}

/// <summary>Those who help met about the case, the person with them.</summary>
internal sealed record Conferred(string By, DateTimeOffset At, string Attendance, string Decisions) : Act(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).HoldConference(scene.Id($"conference.{At:O}"),
        new ConferenceTerms(ThaiDay.Of(At), SealedText.Of(Attendance), PersonsPart.Present, null, SealedText.Of(Decisions)), scene.By, At));
}

/// <summary>A service by a unit, or the person's no to it.</summary>
internal sealed record Served(string By, DateTimeOffset At, string Kind, string Unit, decimal? Cost = null, ServiceSource? Source = null, string? Note = null, bool Refused = false, int? EndsInDays = null) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        var terms = new ServiceTerms(Kind, Cast.Unit(Unit), null, ThaiDay.Of(At), Cost, Source, SealedText.Of(Note), Refused, ToldFree: Refused);
        var service = subject.RecordService(scene.Id($"service.{Kind}"), terms, scene.By, At);
        if (EndsInDays is { } days) subject.EndService(service, [], new ServiceEnd(ThaiDay.Of(At).AddDays(days), ServiceOutcome.Completed, null, null, null), scene.By, At.AddDays(days));
        scene.Db.Add(service);
    }
}
