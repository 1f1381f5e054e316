using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Partners;

/// <summary>One office: what it offers, whom it takes, how it is reached, and how old the word is. Its keeper says here that all is right.</summary>
public sealed class ShowModel(PortalDbContext db, CurrentActor actor, TimeProvider clock, PortalSettings settings, AuditTrail audit) : PageModel
{
    private EntryPage page = null!;

    public DirectoryEntry Entry => page.Entry;
    public Unit Office => page.Unit;
    public Shelter? Shelter => page.Shelter;
    public bool IsKeeper => page.IsKeeper;
    public bool IsStale => Entry.IsStale(clock.GetUtcNow(), settings.AssuranceDays);
    public int Days => settings.AssuranceDays;
    public string Province { get; private set; } = "";
    public string? AssuredBy { get; private set; }

    /// <summary>The office that changed the entry last.</summary>
    public string? ChangedBy { get; private set; }
    public string? District { get; private set; }

    /// <summary>For those who place, bring somebody or work there: the database gives it to nobody else.</summary>
    public string? Address { get; private set; }

    /// <summary>The office's own people and those who place or send somebody read the numbers of places.</summary>
    public bool SeesPlaces => Office.Id == actor.Required.UnitId || RoleGrants.Has(actor.Required.Role, Permission.ReferralRead);

    /// <summary>Their own shelter's places are run by its people; DATIP looks at those of all.</summary>
    public bool RunsPlaces => Shelter is not null && (Office.Id == actor.Required.UnitId ? RoleGrants.Has(actor.Required.Role, Permission.PlacesKeep) : RoleGrants.Has(actor.Required.Role, Permission.ReferralReview) || Shelter.IsStatedBy(actor.Required));

    public async Task<IActionResult> OnGetAsync(string unit)
    {
        if (await EntryPage.FindAsync(db, unit, actor.Required) is not { } found) return NotFound();
        page = found;
        Province = await db.Provinces.Where(p => p.Code == Office.ProvinceCode).Select(p => Languages.Pick(p.NameTh, p.NameEn)).SingleAsync();
        AssuredBy = await db.Users.Where(u => u.Id == Entry.AssuredByUserId).Select(u => Languages.Pick(u.NameTh, u.NameEn)).FirstOrDefaultAsync();
        ChangedBy = await page.ChangedByAsync(db);
        District = await db.Districts.Where(d => d.Code == Office.DistrictCode).Select(d => Languages.Pick(d.NameTh, d.NameEn)).FirstOrDefaultAsync();
        if (Shelter is not null && await db.ShelterAddresses.AsNoTracking().SingleOrDefaultAsync(a => a.Id == Shelter.Id) is { } where)
        {
            Address = where.Address?.Open();
            await audit.Person("read", "shelter address", new { unit });
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAssureAsync(string unit)
    {
        if (await EntryPage.FindAsync(db, unit, actor.Required) is not { } found) return NotFound();
        found.Entry.Assure(actor.Required, found.Own, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect(found.Url);
    }
}
