using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Clocks;
using NrmPortal.Data.Setup;

namespace NrmPortal.Data;

/// <summary>
/// The database's clock book, kept by the process and read again when its version has moved. The version comes with the first
/// statement of every transaction, so several nodes agree without asking each other.
/// </summary>
public sealed class ClockBooks
{
    private ClockBook? kept;

    /// <summary>Lays the book of that version open for the request or job that runs (see <see cref="ClockBook.Begin"/>).</summary>
    internal async Task OpenAsync(long version, DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        var book = Volatile.Read(ref kept);
        if (book?.Version != version)
        {
            book = await ReadAsync(version, connection, transaction, cancellation);
            Volatile.Write(ref kept, book);
        }

        book.LayOpen();
    }

    private static async Task<ClockBook> ReadAsync(long version, DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        await using var db = new PortalDbContext(PortalDatabase.Options(connection));
        await db.Database.UseTransactionAsync(transaction, cancellation);
        return await ReadAsync(db, version, cancellation);
    }

    /// <summary>The book as this connection sees it now; for whoever works without the portal's interceptors.</summary>
    public static async Task<ClockBook> ReadAsync(PortalDbContext db, long version = 0, CancellationToken cancellation = default) => new(
        new ClockSettings((await db.ClockValues.AsNoTracking().ToListAsync(cancellation)).Select(v => v.Setting)),
        new ThaiCalendar(await db.Holidays.AsNoTracking().Where(h => h.RemovedAt == null).ToDictionaryAsync(h => h.Day, h => (h.NameTh, h.NameEn), cancellation)),
        new EscalationLadder((await db.ClockRungs.AsNoTracking().Where(r => r.EndedAt == null).ToListAsync(cancellation)).Select(r => r.Rung)), version);
}
