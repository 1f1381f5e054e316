using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Partners;

/// <summary>The office's own people, or the administrator of their kind of agency, change what the directory says of it.</summary>
[Needs(Permission.DirectoryKeep)]
public sealed class EditModel(PortalDbContext db, CurrentActor actor, TimeProvider clock, IStringLocalizer<PartnerPages> texts, IStringLocalizer<Common> common) : PageModel, IFormPage
{
    private EntryPage? page;

    [BindProperty(SupportsGet = true, Name = "unit")]
    public string Code { get; set; } = "";

    [BindProperty]
    public EntryForm Input { get; set; } = new();

    public Unit Office => page!.Unit;
    public bool IsShelter => page!.Shelter is not null;

    /// <summary>Where a shelter is, its own people write who may also read it.</summary>
    public bool HasAddress => IsShelter && SectionGrants.Has(actor.Required.Role, Section.ShelterLocation);
    public IReadOnlyList<SelectListItem> Districts { get; private set; } = [];
    public bool IsAbsent => page is not { IsKeeper: true };
    public static IReadOnlyList<FieldOption> Spoken { get; } = ScreeningDefinition.Current.Fields.First(f => f.Id == "language").Options!;

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        Input = EntryForm.Of(page!.Entry);
        if (HasAddress && await AddressAsync() is { } where) (Input.Address, Input.District) = (where.Address?.Open(), where.DistrictCode);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        foreach (var error in new EntryValidator(common, texts, [.. Spoken.Select(o => o.Value)], [.. Districts.Select(d => d.Value)]).Validate(Input).Errors) ModelState.AddModelError($"Input.{error.PropertyName}", error.ErrorMessage);
        if (!ModelState.IsValid) return Page();
        page!.Entry.Change(Input.Terms(page.Entry.FocalPoints.Skip(1)), page.Shelter, actor.Required, page.Own, clock.GetUtcNow());
        if (HasAddress && !string.IsNullOrWhiteSpace(Input.Address)) await MoveAsync(SealedText.Of(Input.Address.Trim())!);
        await db.SaveChangesAsync();
        return Redirect(page.Url);
    }

    public async Task FillAsync()
    {
        page = await EntryPage.FindAsync(db, Code, actor.Required);
        if (IsAbsent || !HasAddress) return;
        Districts = [new SelectListItem("–", ""), .. await db.Districts.AsNoTracking().Where(d => d.ProvinceCode == Office.ProvinceCode).OrderBy(d => d.Code)
            .Select(d => new SelectListItem(Languages.Pick(d.NameTh, d.NameEn), d.Code)).ToListAsync()];
    }

    private Task<ShelterAddress?> AddressAsync() => db.ShelterAddresses.SingleOrDefaultAsync(a => a.Id == page!.Shelter!.Id);

    private async Task MoveAsync(SealedText address)
    {
        var district = string.IsNullOrEmpty(Input.District) ? null : Input.District;
        if (await AddressAsync() is { } known) known.Move(address, district);
        else db.Add(new ShelterAddress(page!.Shelter!.Id, address, district));
    }
}
