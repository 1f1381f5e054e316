using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Data.Seed;

/// <summary>The shipped limits, ladder and holidays, loaded where the database lacks them: what an administrator set is never overwritten.</summary>
internal static class ReferenceClocks
{
    public static async Task LoadAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var valued = await db.ClockValues.Select(v => v.Code).Distinct().ToListAsync(cancellation);
        db.ClockValues.AddRange(ClockSettings.Default.All.Where(s => !valued.Contains(s.Code))
            .Select(s => new ClockValue(ReferenceData.IdOf("clock", $"{s.Code}{s.From:O}"), s)));
        var laddered = await db.ClockRungs.Select(r => r.Code).Distinct().ToListAsync(cancellation);
        db.ClockRungs.AddRange(EscalationLadder.Default.All.Where(r => !laddered.Contains(r.Code))
            .Select(r => new ClockRung(ReferenceData.IdOf("rung", $"{r.Code}{r.Percent}{r.Told}{r.Role}"), r)));
        var known = await db.Holidays.Select(h => h.Day).ToListAsync(cancellation);
        db.Holidays.AddRange(ThaiCalendar.ShippedDays.Where(d => !known.Contains(d.Day)).Select(d => new Holiday(ReferenceData.IdOf("holiday", $"{d.Day:O}"), d, null, null)));
    }
}
