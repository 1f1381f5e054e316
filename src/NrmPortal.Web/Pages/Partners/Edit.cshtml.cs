using System.Globalization;
using Microsoft.AspNetCore.Mvc;
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

/// <summary>The office's own people, the administrator of their kind of agency, or whoever keeps the directory change what it says of the office.</summary>
[Needs(Permission.DirectoryKeep)]
public sealed class EditModel(PortalDbContext db, CurrentActor actor, TimeProvider clock, AuditTrail audit, IStringLocalizer<PartnerPages> texts, IStringLocalizer<Common> common)
    : EntryFields(db, texts, common), IFormPage
{
    private EntryPage? page;

    [BindProperty(SupportsGet = true, Name = "unit")]
    public string Code { get; set; } = "";

    /// <summary>When the entry had been changed last as this form was opened.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public Unit Office => page!.Unit;
    public bool IsAbsent => page is not { IsKeeper: true };

    /// <summary>As the entry is now, for the form that is shown.</summary>
    public string Version => page!.Entry.ChangedAt?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Somebody has changed the entry since the form was opened: who and when.</summary>
    public string? ChangedSince { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        Input = EntryForm.Of(page!.Entry);
        Input.District = Office.DistrictCode;
        if (HasAddress && await AddressAsync(page.Shelter!.Id) is { } where)
        {
            (Input.Address, Input.District) = (where.Address?.Open(), where.DistrictCode);
            await audit.Person("read", "shelter address", new { unit = Code });
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        if (!IsWellFormed()) return Page();
        page!.Entry.RequireUnchanged(long.TryParse(Seen, CultureInfo.InvariantCulture, out var ticks) ? new DateTimeOffset(ticks, TimeSpan.Zero) : null);
        page.Entry.Change(Input.Terms(), page.Shelter, actor.Required, page.Own, clock.GetUtcNow());
        if (IsHome) await MoveAsync(page.Shelter!.Id);
        else page.Entry.Locate(District, actor.Required, page.Own);
        await audit.Person("change", "directory entry", new { unit = Code });
        await Db.SaveChangesAsync();
        return Redirect(page.Url);
    }

    public async Task FillAsync()
    {
        page = await EntryPage.FindAsync(Db, Code, actor.Required);
        if (IsAbsent) return;
        await LoadFieldsAsync(Office, actor.Required);
        if (HttpMethods.IsPost(Request.Method) && Seen != Version && page!.Entry.ChangedAt is { } at)
            ChangedSince = Texts["Changed.Since", ThaiDates.Moment(at), await page.ChangedByAsync(Db) ?? "–"];
    }
}
