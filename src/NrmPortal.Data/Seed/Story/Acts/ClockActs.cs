using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>A limit stands still for a reason that the rules name.</summary>
internal sealed record Pause(string By, DateTimeOffset At, ClockCode Clock, PauseReason Reason, int Days = 20) : Act(By, At)
{
    public override async Task Tell(Scene scene) =>
        scene.Db.Add((await scene.Case()).PauseClock(scene.Id($"pause.{Clock}.{At.UtcTicks}"), Clock, Reason, ThaiDay.Of(At).AddDays(Days), scene.By, At));
}

/// <summary>The limit runs on.</summary>
internal sealed record Resume(string By, DateTimeOffset At, ClockCode Clock) : Act(By, At)
{
    public override async Task Tell(Scene scene) => (await scene.Case()).ResumeClock(Clock, await ChangesOf.Case(scene), scene.By, At);
}

/// <summary>The authority that may has made the limit longer; its paper has a number.</summary>
internal sealed record Extend(string By, DateTimeOffset At, ClockCode Clock, int Days, ExtendingAuthority Authority, string Document) : Act(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).ExtendClock(
        scene.Id($"extension.{Clock}.{At.UtcTicks}"), Clock, Days, Authority, Document, await ChangesOf.Case(scene), scene.By, At));
}

internal static class ChangesOf
{
    public static async Task<ClockChanges> Case(Scene scene) => new(
        await scene.Db.ClockPauses.Where(p => p.CaseId == scene.CaseId).ToListAsync(),
        await scene.Db.ClockExtensions.Where(e => e.CaseId == scene.CaseId).ToListAsync());
}
