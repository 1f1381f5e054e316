using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Data.Seed;

/// <summary>
/// Provinces, offices and shelters from the CSV files; written as the owner when a database is brought to this version. What is
/// made up stands in files of its own and comes with the demonstration alone.
/// </summary>
public static class ReferenceData
{
    public static async Task LoadAsync(PortalDbContext db, bool demo, CancellationToken cancellation)
    {
        var known = await db.Provinces.Select(p => p.Code).ToListAsync(cancellation);
        db.Provinces.AddRange(Rows("provinces").Where(r => !known.Contains(r["code"])).Select(r => new Province(r["code"], r["name_th"], r["name_en"])));
        await db.SaveChangesAsync(cancellation);
        await ReferenceGeography.LoadAsync(db, cancellation);
        var units = await db.Units.ToDictionaryAsync(u => u.Code, cancellation);
        foreach (var row in Units(demo).Where(r => !units.ContainsKey(r["code"])))
        {
            var unit = new Unit(IdOf("unit", row["code"]), row["code"], Enum.Parse<AgencyType>(row["agency"]), row["province"], row["name_th"], row["name_en"]);
            units.Add(unit.Code, unit);
            db.Units.Add(unit);
        }

        await ReferenceDirectory.LoadAsync(db, units.Values, demo, cancellation);
        await ReferenceClocks.LoadAsync(db, cancellation);
        await ReferenceFund.LoadAsync(db, cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The offices. A real one whose part the demonstration plays bears a made-up name in it, under the same code and id.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Units(bool demo) => [.. Rows("units", demo).DistinctBy(r => r["code"])];

    /// <summary>Rows of a reference file, after those that the demonstration adds to it.</summary>
    internal static IEnumerable<IReadOnlyDictionary<string, string>> Rows(string file, bool demo) => demo ? Rows("demo-" + file).Concat(Rows(file)) : Rows(file);

    /// <summary>Rows of an embedded reference file as column name to value.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"NrmPortal.Data.Seed.Reference.{file}.csv")!;
        using var csv = new CsvReader(new StreamReader(stream, Encoding.UTF8), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (csv.Read()) rows.Add(csv.HeaderRecord!.ToDictionary(h => h, h => csv.GetField(h)!, StringComparer.Ordinal));
        return rows;
    }

    /// <summary>The same id for the same reference row in every database, so that test and live figures can be compared.</summary>
    public static Guid IdOf(string kind, string code) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"nrm-portal/{kind}/{code}"))[..16]);
}
