using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Web.Pages.Partners;

/// <summary>A stay that has lasted longer than the setting says.</summary>
public sealed record LongStay(Guid CaseId, string Number, DateTimeOffset Since, int Days);

/// <summary>How long people stay in a shelter: figures over the last year, and the long stays among those who live there and whom the reader sees.</summary>
/// <param name="Setting">From when a stay is called long.</param>
public sealed record ShelterStays(ShelterStays.Figures Counted, ClockSetting Setting, IReadOnlyList<LongStay> Lasting)
{
    /// <summary>Numbers alone, from the database: nobody sees the case of somebody who has left.</summary>
    public sealed record Figures(long Ended, double? EndedDays, long Here, double? HereDays);

    internal static async Task<ShelterStays> OfAsync(PortalDbContext db, Shelter shelter, DateTimeOffset now)
    {
        var counted = await db.Database.SqlQuery<Figures>($"select ended, ended_days, here, here_days from stays_of_shelter({shelter.Id}, {now})").SingleAsync();
        var live = await db.Placements.AsNoTracking().Where(p => p.ShelterId == shelter.Id && p.EndedAt == null && p.ArrivedAt != null).OrderBy(p => p.ArrivedAt).ToListAsync();
        var over = live.Where(p => p.LongSince <= now).ToList();
        var ids = over.Select(p => p.CaseId).ToList();
        var numbers = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, Number = c.NrmNumber ?? c.FirstContactNumber }).ToDictionaryAsync(c => c.Id, c => c.Number);
        return new ShelterStays(counted, ClockBook.Current.Settings.At(ClockCode.LongStay, now),
            [.. over.Where(p => numbers.ContainsKey(p.CaseId)).Select(p => new LongStay(p.CaseId, numbers[p.CaseId], p.ArrivedAt!.Value, (int)(now - p.ArrivedAt.Value).TotalDays))]);
    }
}
