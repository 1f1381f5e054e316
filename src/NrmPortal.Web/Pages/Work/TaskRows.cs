using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Work;

namespace NrmPortal.Web.Pages.Work;

/// <summary>A task in a list: what and by when; its words stand on its own page.</summary>
public sealed record TaskRow(
    Guid Id, Guid CaseId, string Number, TaskCode Code, DateTimeOffset? DueAt, DateTimeOffset? DoneAt, DateTimeOffset? HandedOverAt,
    Guid? ToUnitId, Guid? ToMembershipId, AgencyType? ToAgency, Role? ToRole, Guid? GivenByUserId, Guid? TakenByUserId)
{
    public string Url => $"/cases/{Number}/tasks/{Id}";
}

/// <summary>A task beside the number of its case; no part of it is read but what a list shows.</summary>
internal sealed class NumberedTask
{
    public CaseTask Task { get; init; } = null!;
    public string Number { get; init; } = "";
}

/// <summary>Rows with the names they show.</summary>
public sealed record TaskRows(IReadOnlyList<TaskRow> Rows, NameBook Names, bool WithCase)
{
    /// <summary>The tasks of one case, all of them, open ones first.</summary>
    internal static Task<TaskRows> OfCaseAsync(PortalDbContext db, Guid caseId) => OfAsync(db, Numbered(db, db.Tasks.AsNoTracking().Where(t => t.CaseId == caseId))
        .OrderBy(n => n.Task.DoneAt != null).ThenBy(n => n.Task.DueAt == null).ThenBy(n => n.Task.DueAt).ThenBy(n => n.Task.GivenAt), withCase: false);

    /// <summary>One page of a list over many cases.</summary>
    internal static Task<TaskRows> OfPageAsync(PortalDbContext db, IQueryable<CaseTask> tasks, TaskPage page, int size) =>
        OfAsync(db, page.Ordered(page.From(Numbered(db, tasks))).Take(size), withCase: true);

    private static IQueryable<NumberedTask> Numbered(PortalDbContext db, IQueryable<CaseTask> tasks) =>
        tasks.Join(db.Cases, t => t.CaseId, c => c.Id, (t, c) => new NumberedTask { Task = t, Number = c.NrmNumber ?? c.FirstContactNumber });

    private static async Task<TaskRows> OfAsync(PortalDbContext db, IQueryable<NumberedTask> ordered, bool withCase)
    {
        var rows = await ordered.Select(n => new TaskRow(n.Task.Id, n.Task.CaseId, n.Number, n.Task.Code, n.Task.DueAt, n.Task.DoneAt, n.Task.HandedOverAt,
            n.Task.ToUnitId, n.Task.ToMembershipId, n.Task.ToAgency, n.Task.ToRole, n.Task.GivenByUserId, n.Task.TakenByUserId)).ToListAsync();
        return new TaskRows(rows, await NameBook.OfAsync(db, rows.Select(r => r.ToUnitId), rows.SelectMany(r => new[] { r.GivenByUserId, r.TakenByUserId }), rows.Select(r => r.ToMembershipId)), withCase);
    }
}
