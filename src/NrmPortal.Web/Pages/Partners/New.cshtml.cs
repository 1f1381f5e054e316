using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Partners;

/// <summary>Whoever keeps the directory adds an office or partner: first its kind and province, then what is known of it.</summary>
[Needs(Permission.DirectoryAdd)]
public sealed class NewModel(PortalDbContext db, CurrentActor actor, TimeProvider clock, AuditTrail audit, IStringLocalizer<PartnerPages> texts, IStringLocalizer<Common> common)
    : EntryFields(db, texts, common), IFormPage
{
    [BindProperty(SupportsGet = true)]
    public AgencyType? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Province { get; set; }

    [BindProperty]
    public string? NameTh { get; set; }

    [BindProperty]
    public string? NameEn { get; set; }

    public IReadOnlyList<SelectListItem> Provinces { get; private set; } = [];
    public bool IsChosen => Kind is { } kind && Domain.Directory.Partners.Addable.Contains(kind) && Provinces.Any(p => p.Value == Province);
    public string ProvinceName => Provinces.First(p => p.Value == Province).Text;

    public string FieldOf(Domain.Refusal refusal) => refusal.Code == "directory.name" ? nameof(NameTh) : "";

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (!IsChosen) return Page();
        foreach (var (name, field) in new[] { (NameTh, nameof(NameTh)), (NameEn, nameof(NameEn)) })
            if (string.IsNullOrWhiteSpace(name) || name.Length > 200) ModelState.AddModelError(field, Shared["Required.Of", Texts[field].Value]);
        if (!IsWellFormed()) return Page();
        var (by, at, unit) = (actor.Required, clock.GetUtcNow(), await UnitAsync());
        var entry = DirectoryEntry.Add(unit, Input.Terms(), by, at);
        Db.AddRange(unit, entry);
        if (!IsHome) unit.LieIn(District);
        var home = IsHome ? new Shelter(Guid.CreateVersion7(at), unit) : null;
        home?.Take(entry);
        if (home is not null) Db.Add(home);
        await audit.Person("change", "directory office added", new { unit = unit.Code });
        await Db.SaveChangesAsync();
        if (home is not null) await MoveAsync(home.Id);
        await Db.SaveChangesAsync();
        return Redirect($"/directory/{unit.Code}");
    }

    private async Task<Unit> UnitAsync()
    {
        var taken = await Db.Units.Where(u => u.Agency == Kind && u.ProvinceCode == Province).Select(u => u.Code).ToListAsync();
        return new Unit(Guid.CreateVersion7(clock.GetUtcNow()), Unit.CodeFor(Kind!.Value, Province!, taken), Kind.Value, Province!, NameTh!.Trim(), NameEn!.Trim());
    }

    public async Task FillAsync()
    {
        Provinces = await Db.Provinces.AsNoTracking().OrderBy(p => p.Code).Select(p => new SelectListItem(Languages.Pick(p.NameTh, p.NameEn), p.Code)).ToListAsync();
        if (IsChosen) await LoadFieldsAsync(new Unit(Guid.Empty, "", Kind!.Value, Province!, "", ""), actor.Required);
    }
}
