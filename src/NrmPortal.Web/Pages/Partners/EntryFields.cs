using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Partners;

/// <summary>What the forms of an entry share, the one that changes and the one that adds.</summary>
public abstract class EntryFields(PortalDbContext db, IStringLocalizer<PartnerPages> texts, IStringLocalizer<Common> common) : PageModel
{
    public static IReadOnlyList<FieldOption> Spoken { get; } = ScreeningDefinition.Current.Fields.First(f => f.Id == "language").Options!;

    protected PortalDbContext Db => db;
    protected IStringLocalizer<PartnerPages> Texts => texts;
    protected IStringLocalizer<Common> Shared => common;

    [BindProperty]
    public EntryForm Input { get; set; } = new();

    public bool IsHome { get; protected set; }

    /// <summary>Where a home is, those write who may also read it.</summary>
    public bool HasAddress { get; protected set; }

    /// <summary>Those of the office's province.</summary>
    public IReadOnlyList<SelectListItem> Districts { get; private set; } = [];

    protected async Task LoadFieldsAsync(Unit unit, Actor by)
    {
        IsHome = Shelter.IsHome(unit.Agency);
        HasAddress = IsHome && SectionGrants.Has(by.Role, Section.ShelterLocation);
        Districts = [new SelectListItem("–", ""), .. await db.Districts.AsNoTracking().Where(d => d.ProvinceCode == unit.ProvinceCode).OrderBy(d => d.Code)
            .Select(d => new SelectListItem(Languages.Pick(d.NameTh, d.NameEn), d.Code)).ToListAsync()];
    }

    protected bool IsWellFormed()
    {
        var known = Districts.Select(d => d.Value).ToList();
        foreach (var error in new EntryValidator(common, texts, [.. Spoken.Select(o => o.Value)], known, IsHome).Validate(Input).Errors) ModelState.AddModelError($"Input.{error.PropertyName}", error.ErrorMessage);
        return ModelState.IsValid;
    }

    protected string? District => string.IsNullOrEmpty(Input.District) ? null : Input.District;

    protected Task<ShelterAddress?> AddressAsync(Guid shelter) => db.ShelterAddresses.SingleOrDefaultAsync(a => a.Id == shelter);

    /// <summary>The district of a home is as hidden as its address, and stands with it.</summary>
    protected async Task MoveAsync(Guid shelter)
    {
        if (!HasAddress || SealedText.Of(Input.Address?.Trim()) is not { } address) return;
        if (await AddressAsync(shelter) is { } known) known.Move(address, District);
        else db.Add(new ShelterAddress(shelter, address, District));
    }
}
