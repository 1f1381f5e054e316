using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Money;

namespace NrmPortal.Data.Seed;

/// <summary>The shipped rates of the Fund, loaded for benefits without any: what an administrator set is never overwritten.</summary>
internal static class ReferenceFund
{
    public static async Task LoadAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var rated = await db.FundRates.Select(r => r.Benefit).Distinct().ToListAsync(cancellation);
        foreach (var shipped in FundRates.Shipped.Where(s => !rated.Contains(s.Benefit)).GroupBy(s => s.Benefit))
            db.FundRates.AddRange(shipped.OrderBy(s => s.Terms.From).Select((s, i) => new FundRate(ReferenceData.IdOf("fund-rate", $"{s.Benefit}{s.Terms.From:O}"), s.Benefit, i + 1, s.Terms)));
    }
}
