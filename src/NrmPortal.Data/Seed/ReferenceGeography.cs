using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace NrmPortal.Data.Seed;

/// <summary>Districts, sub-districts and neighbouring provinces: thousands of rows, copied as they stand in the files, once.</summary>
internal static class ReferenceGeography
{
    // In the order in which they refer to each other; the file's header names the columns.
    private static readonly (string Table, string Columns, string File)[] Files =
    [
        ("districts", "code, name_th, name_en", "districts"),
        ("subdistricts", "code, name_th, name_en, postcode", "subdistricts"),
        ("province_neighbours", "province, neighbour", "province-neighbours"),
    ];

    public static async Task LoadAsync(PortalDbContext db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        foreach (var (table, columns, file) in Files)
        {
            if (await IsLoaded(connection, table, cancellation)) continue;
            await using var copy = await connection.BeginTextImportAsync($"copy {table} ({columns}) from stdin (format csv, header true)", cancellation);
            using var text = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"NrmPortal.Data.Seed.Reference.{file}.csv")!, Encoding.UTF8);
            await copy.WriteAsync((await text.ReadToEndAsync(cancellation)).AsMemory(), cancellation);
        }
    }

    private static async Task<bool> IsLoaded(NpgsqlConnection connection, string table, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select exists (select 1 from {table})", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
