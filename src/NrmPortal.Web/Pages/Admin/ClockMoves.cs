using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Web.Pages.Work;

namespace NrmPortal.Web.Pages.Admin;

/// <summary>Which running limits a changed book moves, as the table of a preview shows them.</summary>
/// <param name="Stamp">Of all that was shown: the change is applied only while it is still true.</param>
/// <param name="At">When it was found.</param>
public sealed record MovePreview(IReadOnlyList<ClockMove> Moves, string Stamp, DateTimeOffset At)
{
    /// <summary>How many of them would be over at once.</summary>
    public int Over => Moves.Count(IsOver);

    public bool IsOver(ClockMove move) => move.IsOver(At);

    /// <summary>How many of them are open tasks.</summary>
    public int Tasks => Moves.Count(m => m.TaskId is not null);

    /// <summary>How many of them are limits of bases of stay.</summary>
    public int Stays => Moves.Count(m => m.StayId is not null);

    /// <summary>How many of them the table shows.</summary>
    public const int Shown = 25;

    public bool IsCut => Moves.Count > Shown;
}

/// <summary>Finds the running limits that a changed book would move, and moves them: all cases with their custody, referrals and open tasks that the administrator sees, which for DATIP is the nation's.</summary>
internal sealed class ClockMoves(PortalDbContext db, AuditTrail audit, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <param name="codes">The limits that the change concerns.</param>
    /// <param name="from">Clocks that started earlier stay as they are; null: all.</param>
    /// <param name="what">The change itself, as part of the stamp.</param>
    public async Task<MovePreview> FindAsync(ClockBook after, IReadOnlyCollection<ClockCode> codes, DateOnly? from, string what)
    {
        var since = from is { } day ? ThaiDay.StartOf(day) : DateTimeOffset.MinValue;
        var (names, moves) = (codes.Select(c => c.ToString()).ToList(), new List<ClockMove>());
        var changes = await ChangesAsync(codes);
        await foreach (var subject in Cases(names, codes, since).AsAsyncEnumerable())
            moves.AddRange(subject.MovesUnder(after, changes.GetValueOrDefault(subject.Id, ClockChanges.None)).Where(m => codes.Contains(m.Clock)));
        await foreach (var referral in db.Referrals.AsNoTracking().Where(r => r.DueAt != null && names.Contains(r.DueClock!) && r.DueFrom >= since).AsAsyncEnumerable())
        {
            if (referral.WhyUnder(after)?.Due is { } due && due != referral.DueAt)
                moves.Add(new ClockMove(referral.CaseId, referral.Id, referral.Number, Enum.Parse<ClockCode>(referral.DueClock!), referral.DueAt!.Value, due));
        }

        await foreach (var asked in Tasks(codes, since).AsAsyncEnumerable())
        {
            if (asked.Task.DueUnder(after, changes.GetValueOrDefault(asked.Task.CaseId, ClockChanges.None)) is { } due && due != asked.Task.DueAt)
                moves.Add(new ClockMove(asked.Task.CaseId, null, asked.Number, asked.Task.DueBy!.Value, asked.Task.DueAt!.Value, due) { TaskId = asked.Task.Id });
        }

        moves.AddRange(await new ReckonedMoves(db, clock.GetUtcNow()).FindAsync(after, codes, since));
        if (codes.Contains(ClockCode.Custody29)) moves.AddRange(await LimitsAsync(after, since));
        var ordered = moves.OrderBy(m => m.New).ThenBy(m => m.Number, StringComparer.Ordinal).ThenBy(m => m.Clock).ThenBy(m => m.TaskId).ThenBy(m => m.StayId).ToList();
        // A list that names cases is recorded like any other.
        if (ordered.Count > 0) await audit.Person("list", "clock moves", new { cases = ordered.Take(MovePreview.Shown).Select(m => m.CaseId).Distinct() });
        return new MovePreview(ordered, Stamp(ordered, what), clock.GetUtcNow());
    }

    /// <summary>Moves what was shown. A clock that ran on meanwhile stops the whole change.</summary>
    public async Task ApplyAsync(MovePreview preview, Actor by, DateTimeOffset at)
    {
        foreach (var some in preview.Moves.GroupBy(m => m.CaseId).OrderBy(g => g.Key).Chunk(AtOnce))
        {
            var ids = some.Select(g => g.Key).ToList();
            var referred = some.SelectMany(g => g).Select(m => m.ReferralId).OfType<Guid>().ToList();
            // As the pages do: a referral's row before its case's.
            await db.Database.ExecuteSqlAsync($"select 1 from referrals where id = any ({referred}) order by id for update");
            await db.Database.ExecuteSqlAsync($"select 1 from cases where id = any ({ids}) order by id for update");
            var cases = await db.Cases.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            var asked = some.SelectMany(g => g).Select(m => m.TaskId).OfType<Guid>().ToList();
            var tasks = await db.Tasks.Where(t => asked.Contains(t.Id)).ToDictionaryAsync(t => t.Id);
            var referrals = await db.Referrals.Where(r => referred.Contains(r.Id)).ToDictionaryAsync(r => r.Id);
            var held = some.SelectMany(g => g).Select(m => m.StayId).OfType<Guid>().ToList();
            var stays = await db.Stays.Where(s => held.Contains(s.Id)).ToDictionaryAsync(s => s.Id);
            foreach (var move in some.SelectMany(g => g))
                cases[move.CaseId].MoveClock(move, new Moved(Of(referrals, move.ReferralId), Of(tasks, move.TaskId), Of(stays, move.StayId)), by, at);
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }

    private static T? Of<T>(Dictionary<Guid, T> rows, Guid? id) where T : class => id is { } known ? rows[known] : null;

    private async Task<IEnumerable<ClockMove>> LimitsAsync(ClockBook after, DateTimeOffset since)
    {
        var held = await db.Cases.AsNoTracking().Where(c => c.HeldSince >= since && c.HeldUntil == null).ToListAsync();
        var stays = (await db.Stays.AsNoTracking().Where(s => s.Basis == StayBasis.CustodyS29 && s.CorrectedAt == null && s.StartsAt >= since).ToListAsync()).ToLookup(s => s.CaseId);
        return held.SelectMany(c => c.LimitsUnder(after, stays[c.Id]));
    }

    private IQueryable<NumberedTask> Tasks(IReadOnlyCollection<ClockCode> codes, DateTimeOffset since) =>
        from t in db.Tasks.AsNoTracking()
        where t.DoneAt == null && t.DueAt != null && t.DueBy != null && codes.Contains(t.DueBy.Value) && t.GivenAt >= since
        join c in db.Cases on t.CaseId equals c.Id
        select new NumberedTask { Task = t, Number = c.NrmNumber ?? c.FirstContactNumber };

    private IQueryable<Case> Cases(List<string> names, IReadOnlyCollection<ClockCode> codes, DateTimeOffset since)
    {
        var (reflection, custody) = (codes.Contains(ClockCode.ReflectionPeriod), codes.Contains(ClockCode.Custody29));
        return db.Cases.AsNoTracking().Where(c => (names.Contains(c.DueClock!) && c.DueFrom >= since)
            || (reflection && (c.ReflectionDueAt != null || c.PausedClocks.Contains(nameof(ClockCode.ReflectionPeriod))) && c.ProtectedSince >= since) || (custody && c.CustodyDueAt != null && c.CustodyFrom >= since));
    }

    private async Task<Dictionary<Guid, ClockChanges>> ChangesAsync(IReadOnlyCollection<ClockCode> codes)
    {
        var pauses = (await db.ClockPauses.AsNoTracking().Where(p => codes.Contains(p.Clock)).ToListAsync()).ToLookup(p => p.CaseId);
        var extensions = (await db.ClockExtensions.AsNoTracking().Where(e => codes.Contains(e.Clock)).ToListAsync()).ToLookup(e => e.CaseId);
        return pauses.Select(p => p.Key).Union(extensions.Select(e => e.Key)).ToDictionary(id => id, id => new ClockChanges([.. pauses[id]], [.. extensions[id]]));
    }

    private static string Stamp(IEnumerable<ClockMove> moves, string what)
    {
        var shown = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{ClockBook.Current.Version}|{what}"));
        foreach (var m in moves) shown.Append(CultureInfo.InvariantCulture, $"|{m.CaseId:N}{m.ReferralId:N}{m.TaskId:N}{m.StayId:N}{m.Clock}{m.Old.UtcTicks}{m.New.UtcTicks}{m.PausedSince?.UtcTicks}");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(shown.ToString())));
    }
}
