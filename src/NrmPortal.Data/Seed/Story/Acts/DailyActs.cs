using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Seed.Story.Acts;

internal sealed record HasRoom(string By, DateTimeOffset At, string Room) : Act(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).GiveRoom(scene.Id($"room.{At:O}"), await scene.Placement(), SealedText.Of(Room), scene.By, At));
}

/// <summary>The house rules were explained.</summary>
internal sealed record ToldRules(string By, DateTimeOffset At, string Language, RulesManner How, InterpreterUse Interpreter) : Act(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).ExplainRules(scene.Id($"rules.{At:O}"), await scene.Placement(), new RulesTerms(Language, How, Interpreter, At, null), scene.By, At));
}

/// <summary>Something is kept for the person.</summary>
internal sealed record LeftWith(string By, DateTimeOffset At, string What) : Act(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).KeepBelonging(scene.Id($"belonging.{At:O}"), await scene.Placement(), SealedText.Of(What), scene.By, At));
}

/// <summary>The person goes out and means to be back after so many hours.</summary>
internal sealed record GoneOut(string By, DateTimeOffset At, double Hours) : Act(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).GoOut(scene.Id($"leave.{At:O}"), await scene.Placement(), new LeaveTerms(At, At.AddHours(Hours), null), [], scene.By, At));
}

internal sealed record CameBack(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        subject.ComeBack(await scene.Db.Leaves.SingleAsync(l => l.CaseId == subject.Id && l.BackAt == null), await scene.Placement(), At, scene.By, At);
    }
}

internal sealed record Happened(string By, DateTimeOffset At, IncidentKind Kind, IncidentHarm Harm, string Account, string? Told) : Act(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).RecordIncident(scene.Id($"incident.{At:O}"), await scene.Placement(),
        new IncidentTerms(Kind, Harm, At.AddHours(-1), SealedText.Of(Account), SealedText.Of(Told)), scene.By, At));
}

internal sealed record Restricted(string By, DateTimeOffset At, RestrictionKind Kind, RestrictionBasis Basis, string Reason, double Hours) : Act(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).Restrict(scene.Id($"restriction.{At:O}"), await scene.Placement(),
        new RestrictionTerms(Kind, Basis, SealedText.Of(Reason), At, At.AddHours(Hours)), scene.By, At));
}
