using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>A step of the flow chart that needs nothing but its row.</summary>
internal sealed record Step(string By, DateTimeOffset At, CaseAction Action) : Act(By, At)
{
    public override async Task Tell(Scene scene) => (await scene.Case()).Apply(Action, scene.By, At);
}

/// <summary>A caseworker of the province office takes the case.</summary>
internal sealed record Manage(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene) => (await scene.Case()).AssignCaseManager(scene.By.UserId, scene.By, At);
}

/// <summary>The dated facts that the published figures count.</summary>
internal sealed record Facts(string By, DateTimeOffset At, DateOnly? Police, DateOnly? Service) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        if (Police is { } police)
        {
            scene.Db.Add(subject.RecordPoliceCase(scene.Id("police"), new PoliceCaseTerms(police), scene.By, At));
            await Prosecuted.TellRight(scene, At);
        }

        if (Service is { } service) subject.RecordService(service, scene.By, At);
    }
}

/// <summary>Follow-up visits in turn, up to the day the story is told.</summary>
internal sealed record Visits(string By, DateTimeOffset At, DateTimeOffset Until) : Act(By, At)
{
    private static readonly TimeSpan Between = TimeSpan.FromDays(28);

    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        for (var at = At; at < Until; at += Between)
        {
            scene.Db.Add(subject.FollowUp(scene.Id($"visit.{at:O}"), new VisitTerms(ThaiDay.Of(at), VisitKind.Phone, VisitOutcome.Well, SealedText.Of("ปลอดภัยดี (ตัวอย่าง)"), Again: true), scene.By, at));
            // Each visit answers the task that the one before asked for, once that stands.
            await scene.Save();
        }
    }
}
