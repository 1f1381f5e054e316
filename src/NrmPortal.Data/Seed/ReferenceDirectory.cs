using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Data.Seed;

/// <summary>
/// An entry for each office that has none, by its kind of agency; a published centre or shelter says for itself whom it takes.
/// No telephone or address that is not public: what is unknown stays empty until the office itself assures it.
/// </summary>
internal static class ReferenceDirectory
{
    public static async Task LoadAsync(PortalDbContext db, IEnumerable<Unit> units, CancellationToken cancellation)
    {
        var known = await db.DirectoryEntries.Select(e => e.Id).ToListAsync(cancellation);
        var missing = units.Where(u => !known.Contains(u.Id) && Partners.KindOf(u.Agency) is not null).ToList();
        if (missing.Count == 0) return;
        var kinds = ReferenceData.Rows("directory").ToDictionary(r => Enum.Parse<AgencyType>(r["agency"]));
        var own = ReferenceData.Rows("directory-units").ToDictionary(r => r["unit"], StringComparer.Ordinal);
        foreach (var unit in missing) db.Add(new DirectoryEntry(unit, Terms(kinds[unit.Agency], own.GetValueOrDefault(unit.Code))));
    }

    private static EntryTerms Terms(IReadOnlyDictionary<string, string> kind, IReadOnlyDictionary<string, string>? own) => new(
        EntryStatus.Active, List<OfferedService>(kind["services"]), List<Accepted>(own?["accepts"] ?? kind["accepts"]), own?["languages"] ?? kind["languages"], kind["hours_th"], kind["hours_en"],
        kind["phone"].Length == 0 ? [] : [new FocalPoint(kind["post_th"], kind["post_en"], kind["phone"], null)]);

    private static T[] List<T>(string names) where T : struct, Enum => [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<T>)];
}
