using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Access;

namespace NrmPortal.Web.Pages;

/// <summary>Tasks, what the shift before has left, and what others have let run past its end.</summary>
internal sealed partial class HomeWork
{
    // What is overdue or due within three days; the rest waits on its own page.
    private async Task Tasks()
    {
        if (!Can(Permission.TaskWork)) return;
        var soon = now.AddDays(3);
        await Add("Home.Tasks", "/tasks", from t in db.Tasks.OfMe(actor, covered)
                                          where t.DoneAt == null && t.DueAt < soon
                                          join c in db.Cases on t.CaseId equals c.Id
                                          orderby t.DueAt
                                          select new WaitingItem(c.Id, c.NrmNumber ?? c.FirstContactNumber, "/cases/" + (c.NrmNumber ?? c.FirstContactNumber) + "/tasks/" + t.Id, t.DueAt, null) { Task = t.Code });
    }

    // What the shift before has left and nobody has acknowledged.
    private async Task Shift()
    {
        if (!Can(Permission.TaskWork) || !RoleGrants.SeesUnit(actor.Role)) return;
        await Add("Home.Shift", "/tasks/handover", from i in db.ShiftItems
                                                   where i.UnitId == actor.UnitId && i.AcknowledgedAt == null && i.WrittenByUserId != actor.UserId
                                                   join c in db.Cases on i.CaseId equals c.Id
                                                   orderby i.Id
                                                   select new WaitingItem(c.Id, c.NrmNumber ?? c.FirstContactNumber, "/tasks/handover", null, null));
    }

    // What others have let run past its end, and the reader was told of: it stands before their own work.
    private async Task Escalated()
    {
        if (Can(Permission.ReferralRead)) await Add("Home.Escalated", Can(Permission.ReferralReview) ? "/review" : "/referrals", Items(db.Referrals.EscalatedToReader(db.Escalations)));
        if (!Can(Permission.CaseRead)) return;
        var (scope, name) = CaseScopes.Widest(actor);
        await Add("Home.EscalatedCases", $"/cases?Chosen.Scope={name}&Chosen.Clock=Overdue", Items(db.Access.In(scope).EscalatedToReader(db.Escalations)));
        await Add("Home.EscalatedTasks", "/notifications", from t in db.Tasks.EscalatedToReader(db.Escalations)
                                                           join c in db.Cases on t.CaseId equals c.Id
                                                           orderby t.DueAt
                                                           select new WaitingItem(c.Id, c.NrmNumber ?? c.FirstContactNumber, "/cases/" + (c.NrmNumber ?? c.FirstContactNumber) + "/tasks/" + t.Id, t.DueAt, t.Clock.ToString()));
    }
}
