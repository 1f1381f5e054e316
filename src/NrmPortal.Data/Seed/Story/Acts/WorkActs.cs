using NrmPortal.Domain;
using NrmPortal.Domain.Work;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>Somebody is asked to do something, in words.</summary>
internal sealed record Give(string By, DateTimeOffset At, string Text, string Unit, DateTimeOffset? Due) : Act(By, At)
{
    public override async Task Tell(Scene scene) => (await scene.Case()).GiveTask(SealedText.Of(Text), Audience.Of(Cast.Unit(Unit)), Due, scene.By, At);
}

/// <summary>A message to other offices of the case.</summary>
internal sealed record Write(string By, DateTimeOffset At, string Text, params string[] Units) : Act(By, At)
{
    public bool IsUrgent { get; init; }

    public override async Task Tell(Scene scene) =>
        scene.Db.Add((await scene.Case()).WriteMessage(SealedText.Of(Text), [.. Units.Select(Cast.Unit)], null, IsUrgent, scene.By, At));
}

/// <summary>The shift that leaves says what the next must know of the case; nobody has acknowledged it yet.</summary>
internal sealed record LeaveShift(string By, DateTimeOffset At, string Remark) : Act(By, At)
{
    public override Task Tell(Scene scene)
    {
        scene.Db.Add(ShiftHandover.Write(scene.Id($"shift.{At:O}"), [new ShiftPoint(scene.CaseId, null, SealedText.Of(Remark))], scene.By, At));
        return Task.CompletedTask;
    }
}
