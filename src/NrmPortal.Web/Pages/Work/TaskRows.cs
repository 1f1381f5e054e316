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

/// <summary>Rows with the names they show.</summary>
public sealed record TaskRows(IReadOnlyList<TaskRow> Rows, NameBook Names, bool WithCase)
{
    internal static async Task<TaskRows> OfAsync(PortalDbContext db, IQueryable<CaseTask> tasks, bool withCase, int most)
    {
        var rows = await (from t in tasks
                          join c in db.Cases on t.CaseId equals c.Id
                          orderby t.DoneAt != null, t.DueAt == null, t.DueAt, t.GivenAt
                          select new TaskRow(t.Id, t.CaseId, c.NrmNumber ?? c.FirstContactNumber, t.Code, t.DueAt, t.DoneAt, t.HandedOverAt,
                              t.ToUnitId, t.ToMembershipId, t.ToAgency, t.ToRole, t.GivenByUserId, t.TakenByUserId)).Take(most).ToListAsync();
        return new TaskRows(rows, await NameBook.OfAsync(db, rows.Select(r => r.ToUnitId), rows.SelectMany(r => new[] { r.GivenByUserId, r.TakenByUserId }), rows.Select(r => r.ToMembershipId)), withCase);
    }
}
