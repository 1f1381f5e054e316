using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Seed;

namespace NrmPortal.Benchmarks.Pages;

/// <summary>What the worklist would cost without row security and audit: signed in, one ordinary query of 25 rows, the same kind of page.</summary>
public sealed class BareModel(PortalDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Scope { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public string Who => User.FindFirstValue(ClaimTypes.Name) ?? "";

    /// <summary>Code and name of each province, read once.</summary>
    public static IReadOnlyList<(string Code, string Name)> Provinces { get; } = [.. ReferenceData.Rows("provinces").Select(r => (r["code"], r["name_th"]))];

    public sealed record Row(Guid Id, string Number, string Stage, string Province, string Category, DateTimeOffset OpenedAt, DateTimeOffset? DueAt);

    public async Task OnGetAsync() => Rows = await db.Access.AsNoTracking().Where(a => a.Scope == Scope)
        .OrderByDescending(a => a.OpenedAt).ThenByDescending(a => a.CaseId).Take(25)
        .Select(a => new Row(a.CaseId, a.Number, a.Stage.ToString(), a.ProvinceCode, a.Category.ToString(), a.OpenedAt, a.DueAt)).ToListAsync();
}
