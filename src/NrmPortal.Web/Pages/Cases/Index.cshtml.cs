using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>The worklist: one scope, filtered, newest first; and the two ways to find a case.</summary>
[Needs(Permission.CaseRead)]
public sealed partial class IndexModel(
    PortalDbContext db, CurrentActor current, AuditTrail audit, NameSearch names, TimeProvider clock, IStringLocalizer<CasePages> texts) : PageModel, IFormPage
{
    public const int PageSize = 25;

    [BindProperty(SupportsGet = true)]
    public Filter Chosen { get; set; } = new();

    [BindProperty]
    public string? Name { get; set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    /// <summary>Of the rows, those whose person is held or housed on no valid ground.</summary>
    public IReadOnlyList<Guid> WithoutBasis { get; private set; } = [];
    public IReadOnlyList<FoundPerson>? Found { get; private set; }
    public IReadOnlyList<SelectListItem> Provinces { get; } = ProvinceNames.Choices;
    public IReadOnlyList<string> Scopes => [.. new[] { "unit", "seat", "national" }.Where(s => CaseScopes.Named(s, current.Required) is not null)];
    public bool MayBreakGlass => RoleGrants.Has(current.Required.Role, Permission.CaseBreakGlass);
    public bool MaySearchNames => RoleGrants.Has(current.Required.Role, Permission.CaseSearchByName);

    /// <summary>The choices of the filter; <see cref="Before"/> and <see cref="BeforeId"/> are the key of the page.</summary>
    public sealed record Filter
    {
        public string? Scope { get; init; }
        public Stage? Stage { get; init; }
        public string? Province { get; init; }
        public ExploitationCategory? Category { get; init; }
        public ClockState? Clock { get; init; }
        public string? Number { get; init; }
        public DateTimeOffset? Before { get; init; }
        public Guid? BeforeId { get; init; }
    }

    public sealed record Row(Guid Id, string Number, Stage Stage, string Province, string? Office, ExploitationCategory Category, DateTimeOffset OpenedAt, DateTimeOffset? DueAt, string? DueClock);

    public async Task<IActionResult> OnGetAsync()
    {
        if (!string.IsNullOrWhiteSpace(Chosen.Number))
        {
            // A name typed into the wrong box must not travel on in an address or into the record.
            var number = Chosen.Number.Trim().ToUpperInvariant();
            if (CaseNumber().IsMatch(number)) return Redirect($"/cases/{number}");
            ModelState.AddModelError("number", texts["Number.Wrong"]);
        }

        if (CaseScopes.Named(Chosen.Scope, current.Required) is not { } scope) return NotFound();
        Rows = await List(scope).ToListAsync();
        // Asked of the page's cases alone: joined to the list it would cost every row a look at its case.
        var shown = Rows.Where(r => r.Stage != Stage.FollowUp).Select(r => r.Id).ToList();
        WithoutBasis = await db.Cases.Where(c => shown.Contains(c.Id) && c.UncoveredFrom <= Now).Select(c => c.Id).ToListAsync();
        await audit.Person("list", "cases", new { cases = Rows.Select(r => r.Id) });
        return Page();
    }

    /// <summary>A search for a person: a POST, so that no name stands in an address or log.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (!MaySearchNames) return StatusCode(StatusCodes.Status403Forbidden);
        Found = await names.FindAsync(Name ?? "");
        await audit.Person("search", "name", new { found = Found.Select(f => f.CaseId) });
        return Page();
    }

    public Task FillAsync() => Task.CompletedTask;

    [GeneratedRegex("^(FC|NRM)-[0-9]{4}-[0-9]{6,9}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex CaseNumber();

    private IQueryable<Row> List(Guid scope)
    {
        var list = db.Access.AsNoTracking().In(scope).At(Chosen.Stage).With(Chosen.Clock, Now);
        if (Chosen.Province is { Length: > 0 } province) list = list.Where(a => a.ProvinceCode == province || a.OfficeProvince == province);
        if (Chosen.Category is { } category) list = list.Where(a => a.Category == category);
        if (Chosen.Before is { } before && Chosen.BeforeId is { } id) list = list.Where(a => a.OpenedAt <= before && (a.OpenedAt < before || a.CaseId < id));
        return list.OrderByDescending(a => a.OpenedAt).ThenByDescending(a => a.CaseId).Take(PageSize)
            .Select(a => new Row(a.CaseId, a.Number, a.Stage, a.ProvinceCode, a.OfficeProvince, a.Category, a.OpenedAt, a.DueAt, a.DueClock));
    }
}
