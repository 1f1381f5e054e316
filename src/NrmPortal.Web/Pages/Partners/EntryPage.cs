using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Web.Pages.Partners;

/// <summary>What the pages of one office share: its entry, its shelter if it houses people, and whether the reader keeps it.</summary>
public sealed record EntryPage(DirectoryEntry Entry, Shelter? Shelter, AgencyType Own, bool IsKeeper)
{
    public Unit Unit => Entry.Unit!;
    public string Url => $"/directory/{Unit.Code}";

    /// <summary>The office that changed it last.</summary>
    public Task<string?> ChangedByAsync(PortalDbContext db) =>
        db.Units.Where(u => u.Id == Entry.ChangedByUnitId).Select(u => Localisation.Languages.Pick(u.NameTh, u.NameEn)).FirstOrDefaultAsync();

    /// <returns>Null where no office of this code stands in the directory.</returns>
    public static async Task<EntryPage?> FindAsync(PortalDbContext db, string code, Actor by)
    {
        if (await db.DirectoryEntries.Include(e => e.Unit).SingleOrDefaultAsync(e => e.Unit!.Code == code) is not { } entry) return null;
        var own = await db.Units.Where(u => u.Id == by.UnitId).Select(u => u.Agency).SingleAsync();
        return new EntryPage(entry, await db.Shelters.SingleOrDefaultAsync(s => s.UnitId == entry.Id), own, DirectoryEntry.IsKeptBy(entry.Unit!, by, own));
    }
}
