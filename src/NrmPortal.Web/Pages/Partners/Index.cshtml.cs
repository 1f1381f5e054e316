using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Partners;

/// <summary>The directory of the mechanism: offices, shelters and services by province, kind, what they offer and whom they take.</summary>
public sealed class IndexModel(PortalDbContext db, CurrentActor actor, TimeProvider clock, PortalSettings settings) : PageModel
{
    public const int PageSize = 40;

    [BindProperty(SupportsGet = true)]
    public Filter Chosen { get; set; } = new();

    public IReadOnlyList<SelectListItem> Provinces { get; private set; } = [];
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public int Count { get; private set; }
    public bool MayAdd => RoleGrants.Has(actor.Required.Role, Permission.DirectoryAdd);
    public int From => (Math.Max(1, Chosen.Sheet) - 1) * PageSize;

    public sealed class Filter
    {
        public string? Province { get; set; }
        public PartnerKind? Kind { get; set; }
        public OfferedService? Service { get; set; }
        public Accepted? Takes { get; set; }
        /// <summary>ISO 639 code of a language that is spoken there.</summary>
        public string? Speaks { get; set; }
        public EntryStatus? Status { get; set; }
        // Not "Page": that is the name under which the route carries the page itself.
        public int Sheet { get; set; } = 1;
    }

    public sealed record Row(string Code, string NameTh, string NameEn, AgencyType Agency, string Province, DirectoryEntry Entry)
    {
        public bool IsStale { get; init; }
    }

    public async Task OnGetAsync()
    {
        Provinces = await db.Provinces.AsNoTracking().OrderBy(p => p.Code).Select(p => new SelectListItem(Languages.Pick(p.NameTh, p.NameEn), p.Code)).ToListAsync();
        var entries = db.DirectoryEntries.AsNoTracking();
        if (Chosen.Province is { Length: > 0 } province) entries = entries.Where(e => e.Unit!.ProvinceCode == province);
        if (Chosen.Kind is { } kind && Enum.IsDefined(kind) && Domain.Directory.Partners.AgenciesOf(kind) is var agencies) entries = entries.Where(e => agencies.Contains(e.Unit!.Agency));
        if (Chosen.Status is { } status && Enum.IsDefined(status)) entries = entries.Where(e => e.Status == status);
        var all = await entries.OrderBy(e => e.Unit!.ProvinceCode).ThenBy(e => e.Unit!.Code)
            .Select(e => new Row(e.Unit!.Code, e.Unit.NameTh, e.Unit.NameEn, e.Unit.Agency, e.Unit.ProvinceCode, e)).ToListAsync();
        // What is offered and taken are lists: a few hundred entries are sifted here.
        var fitting = all.Where(r => (Chosen.Service is not { } service || r.Entry.Services.Contains(service)) && (Chosen.Takes is not { } takes || r.Entry.Accepts.Contains(takes))
            && (Chosen.Speaks is not { Length: > 0 } language || r.Entry.Languages.Split(' ').Contains(language, StringComparer.Ordinal))).ToList();
        Count = fitting.Count;
        var now = clock.GetUtcNow();
        Rows = [.. fitting.Skip(From).Take(PageSize).Select(r => r with { IsStale = r.Entry.IsStale(now, settings.AssuranceDays) })];
    }

    public string ProvinceOf(Row row) => Provinces.First(p => p.Value == row.Province).Text;

    public string PageUrl(int page) => $"/directory?Chosen.Province={Chosen.Province}&Chosen.Kind={Chosen.Kind}&Chosen.Service={Chosen.Service}&Chosen.Takes={Chosen.Takes}&Chosen.Speaks={Chosen.Speaks}&Chosen.Status={Chosen.Status}&Chosen.Sheet={page}";
}
