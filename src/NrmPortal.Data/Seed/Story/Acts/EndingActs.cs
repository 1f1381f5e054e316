using Microsoft.EntityFrameworkCore;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>Proposes to end the work on the case.</summary>
internal sealed record ProposeEnd(string By, DateTimeOffset At, CaseAction How, ClosureReason Reason) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        var open = await scene.Db.OpenItemsAsync(subject.Id, At);
        var facts = new ClosureFacts(How, Reason, SealedText.Of("All goals of the plan were looked at together (made up)."), "th", InterpreterUse.NotNeeded, null,
            Recontact.Agreed, SealedText.Of("Through the 1300 hotline, by the number of the case (made up)."), open.Contains(ClosureItem.Belongings) ? Belongings.StillKept : Belongings.Returned, SealedText.Of("What is still open goes on at the province office (made up)."));
        scene.Db.Add(subject.ProposeClosure(scene.Id($"closure.{At:O}"), facts, open, scene.By, At));
    }
}

/// <summary>Nobody lets go of a child or a life in danger: whoever was asked to protect them writes down what they did.</summary>
internal sealed record AnswerDanger(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var asked = (await scene.Db.Tasks.Where(t => t.CaseId == scene.CaseId && t.DoneAt == null).ToListAsync())
            .Where(t => ClosureItems.Of(t.Code) is ClosureItem.ChildProtection or ClosureItem.Danger && t.IsFor(scene.By, [])).ToList();
        if (asked.Count == 0) return;
        var subject = await scene.Case();
        foreach (var task in asked) subject.FinishTask(task, SealedText.Of("Visited with the school and the health centre; nobody threatens them (made up)."), [], scene.By, At);
        await scene.Save();
    }
}

/// <summary>A second person agrees to the proposal that waits, and the work on the case ends.</summary>
internal sealed record AgreeEnd(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        subject.Close(await scene.WaitingClosure(), await scene.Db.OpenItemsAsync(subject.Id, At), scene.By, At);
    }
}

/// <summary>The case begins again.</summary>
internal sealed record BeginAgain(string By, DateTimeOffset At, CaseAction How, ReopenReason Reason) : Act(By, At)
{
    public override async Task Tell(Scene scene) =>
        scene.Db.Add((await scene.Case()).Reopen(scene.Id($"reopening.{At:O}"), How, Reason, SealedText.Of("Telephoned the hotline last night (made up)."), scene.By, At));
}
