using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Web.Pages.Work;

/// <summary>A point that was handed over, with the number of its case.</summary>
public sealed record ShiftLine(ShiftItem Item, string Number, TaskCode? Code, DateTimeOffset At)
{
    public string Url => Item.TaskId is { } task ? $"/cases/{Number}/tasks/{task}" : $"/cases/{Number}";
}

/// <summary>A point that can be handed over, as the form shows it.</summary>
public sealed record ShiftOffer(Guid CaseId, Guid? TaskId, string Number, TaskCode? Code, bool Chosen, string? Remark);

/// <summary>All that can be handed over, and how much more there is than one form holds.</summary>
public sealed record ShiftOffers(IReadOnlyList<ShiftOffer> Points, int Left)
{
    public static ShiftOffers None { get; } = new([], 0);
}

/// <summary>What an office hands from shift to shift.</summary>
internal sealed class ShiftList(PortalDbContext db, Actor actor)
{
    // A form that can still be read and sent.
    private const int Most = 200;

    public async Task<IReadOnlyList<ShiftLine>> LinesAsync(Expression<Func<ShiftItem, bool>> which)
    {
        var lines = await (from i in db.ShiftItems.AsNoTracking().Where(which)
                           where i.UnitId == actor.UnitId
                           join h in db.ShiftHandovers on i.HandoverId equals h.Id
                           join c in db.Cases on i.CaseId equals c.Id
                           orderby h.At descending, i.Id
                           select new { Item = i, Number = c.NrmNumber ?? c.FirstContactNumber, h.At, Code = db.Tasks.Where(t => t.Id == i.TaskId).Select(t => (TaskCode?)t.Code).FirstOrDefault() }).Take(100).ToListAsync();
        return [.. lines.Select(l => new ShiftLine(l.Item, l.Number, l.Code, l.At))];
    }

    /// <summary>The open tasks of the office, then its running cases without one, nearest limit first; what was typed stays.</summary>
    public async Task<ShiftOffers> OfferedAsync(IReadOnlyCollection<HandoverModel.Point> typed)
    {
        if (!RoleGrants.SeesUnit(actor.Role)) return ShiftOffers.None;
        var open = db.Tasks.OfTeam(db, actor).Where(t => t.DoneAt == null);
        var tasks = await (from t in open
                           join c in db.Cases on t.CaseId equals c.Id
                           orderby t.DueAt == null, t.DueAt, t.GivenAt, t.Id
                           select new { c.Id, TaskId = (Guid?)t.Id, Number = c.NrmNumber ?? c.FirstContactNumber, t.Code }).Take(Most).ToListAsync();
        var running = db.Access.In(actor.UnitId).Where(a => a.Stage != Stage.FollowUp && !open.Any(t => t.CaseId == a.CaseId));
        var cases = await running.OrderBy(a => a.DueAt == null).ThenBy(a => a.DueAt).ThenBy(a => a.Number).Take(Most - tasks.Count)
            .Select(a => new { a.CaseId, a.Number }).ToListAsync();
        var left = tasks.Count + cases.Count < Most ? 0 : await open.CountAsync() + await running.CountAsync() - Most;
        return new ShiftOffers([
            .. tasks.Select(t => Offer(t.Id, t.TaskId, t.Number, t.Code, typed)),
            .. cases.Select(c => Offer(c.CaseId, null, c.Number, null, typed))], left);
    }

    private static ShiftOffer Offer(Guid id, Guid? task, string number, TaskCode? code, IReadOnlyCollection<HandoverModel.Point> typed)
    {
        var mine = typed.FirstOrDefault(p => p.Case == id && p.Task == task);
        return new ShiftOffer(id, task, number, code, mine?.Chosen ?? (typed.Count == 0 && task is not null), mine?.Remark);
    }
}
