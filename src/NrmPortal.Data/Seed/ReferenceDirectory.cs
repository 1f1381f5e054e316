using System.Globalization;
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
    public static async Task LoadAsync(PortalDbContext db, IEnumerable<Unit> units, bool demo, CancellationToken cancellation)
    {
        var known = await db.DirectoryEntries.Select(e => e.Id).ToListAsync(cancellation);
        var missing = units.Where(u => !known.Contains(u.Id) && Partners.KindOf(u.Agency) is not null).ToList();
        var kinds = ReferenceData.Rows("directory").ToDictionary(r => Enum.Parse<AgencyType>(r["agency"]));
        var own = ReferenceData.Rows("directory-units", demo).ToDictionary(r => r["unit"], StringComparer.Ordinal);
        // Nobody publishes how many places a home has: all that are known are made up.
        var places = (demo ? ReferenceData.Rows("demo-shelters") : []).ToLookup(r => r["unit"]);
        foreach (var unit in missing)
        {
            var entry = new DirectoryEntry(unit, Terms(kinds[unit.Agency], own.GetValueOrDefault(unit.Code)));
            db.Add(entry);
            if (own.GetValueOrDefault(unit.Code)?["district"] is { Length: > 0 } district) unit.LieIn(district);
            if (Shelter.IsHome(unit.Agency)) db.Add(AShelter(unit, entry, places[unit.Code]));
        }

        // Homes of a database from before they had one.
        var housed = await db.Shelters.Select(s => s.UnitId).ToListAsync(cancellation);
        foreach (var entry in await db.DirectoryEntries.Include(e => e.Unit).Where(e => !housed.Contains(e.Id)).ToListAsync(cancellation))
            if (Shelter.IsHome(entry.Unit!.Agency)) db.Add(AShelter(entry.Unit, entry, places[entry.Unit.Code]));
    }

    // What it takes is as its entry says; a home whose number of places is not known has none until it states them.
    private static Shelter AShelter(Unit unit, DirectoryEntry entry, IEnumerable<IReadOnlyDictionary<string, string>> rows)
    {
        var shelter = new Shelter(ReferenceData.IdOf("shelter", unit.Code), unit);
        foreach (var row in rows) shelter.Provide(ReferenceData.IdOf("places", unit.Code + row["kind"]), Enum.Parse<PlaceKind>(row["kind"]), int.Parse(row["places"], CultureInfo.InvariantCulture));
        shelter.Take(entry);
        return shelter;
    }

    private static EntryTerms Terms(IReadOnlyDictionary<string, string> kind, IReadOnlyDictionary<string, string>? own)
    {
        string Own(string column) => own?[column] is { Length: > 0 } said ? said : kind[column];
        return new(EntryStatus.Active, List<OfferedService>(kind["services"]), List<Accepted>(Own("accepts")), Own("languages"), kind["hours_th"], kind["hours_en"],
        kind["phone"].Length == 0 ? [] : [new FocalPoint(kind["post_th"], kind["post_en"], kind["phone"], null)]);
    }

    private static T[] List<T>(string names) where T : struct, Enum => [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<T>)];
}
