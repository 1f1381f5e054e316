using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Returns;

namespace NrmPortal.Web.Pages.Admin;

/// <summary>
/// Limits whose end is written nowhere: offers that lapse, assessments of the risk of a return that grow old, stays in a shelter
/// that become long, freedom after which custody begins anew. A changed book moves them all the same, so the preview names them too.
/// </summary>
internal sealed class ReckonedMoves(PortalDbContext db, DateTimeOffset now)
{
    private static readonly ReferralState[] Offered = [.. ReferralFlow.Rows.Where(r => r.Action == ReferralAction.Lapse).Select(r => r.From).Distinct()];

    private sealed record Running(Guid CaseId, string Number, DateTimeOffset Since, Guid? ReferralId = null);

    public async Task<IReadOnlyList<ClockMove>> FindAsync(ClockBook after, IReadOnlyCollection<ClockCode> codes, DateTimeOffset since)
    {
        var moves = new List<ClockMove>();
        foreach (var code in codes)
        {
            var running = code switch
            {
                ClockCode.ReferralLapse => await OffersAsync(),
                ClockCode.ReturnRiskLife => await AssessmentsAsync(),
                ClockCode.LongStay => await StaysAsync(),
                ClockCode.HoldingBreak => await FreedAsync(since),
                _ => [],
            };
            moves.AddRange(running.Where(r => r.Since >= since).Select(r => Of(r, code, after)).Where(m => m.New != m.Old && (code != ClockCode.HoldingBreak || m.Old > now || m.New > now)));
        }

        if (codes.Contains(ClockCode.HoldingBreak)) moves.AddRange(await HoldingsAsync(after));

        return moves;
    }

    private static ClockMove Of(Running r, ClockCode code, ClockBook after) =>
        new(r.CaseId, r.ReferralId, r.Number, code, ClockBook.Current.Explain(code, r.Since).Due, after.Explain(code, r.Since).Due) { IsReckoned = true };

    // As lapse_referrals counts: since the offer came into its state.
    private async Task<List<Running>> OffersAsync()
    {
        var offers = await db.Referrals.AsNoTracking().Where(r => Offered.Contains(r.State)).Select(r => new
        {
            r.CaseId,
            r.Number,
            r.Id,
            Since = db.Set<ReferralStep>().Where(s => s.ReferralId == r.Id && s.To == r.State && s.From != s.To).Max(s => (DateTimeOffset?)s.At),
        }).ToListAsync();
        return [.. offers.Where(o => o.Since is not null).Select(o => new Running(o.CaseId, o.Number, o.Since!.Value, o.Id))];
    }

    private async Task<List<Running>> AssessmentsAsync()
    {
        var steps = await (from s in db.ReturnSteps.AsNoTracking()
                           join c in db.Cases on s.CaseId equals c.Id
                           where c.Stage == Stage.Return && s.Kind == ReturnStepKind.RiskAssessed && !db.ReturnSteps.Any(x => x.CorrectsId == s.Id)
                           select new { c.Id, Number = c.NrmNumber ?? c.FirstContactNumber, s.On, s.At }).ToListAsync();
        return [.. steps.GroupBy(s => s.Id).Select(g => g.OrderBy(s => s.On).ThenBy(s => s.At).Last()).Select(s => new Running(s.Id, s.Number, ThaiDay.StartOf(s.On)))];
    }

    private async Task<List<Running>> StaysAsync() =>
        await (from p in db.Placements.AsNoTracking()
               join c in db.Cases on p.CaseId equals c.Id
               where p.EndedAt == null && p.ArrivedAt != null
               select new Running(c.Id, c.NrmNumber ?? c.FirstContactNumber, p.ArrivedAt!.Value, null)).ToListAsync();

    // Let go, and held anew before this they go on with the holding that was.
    private async Task<List<Running>> FreedAsync(DateTimeOffset since) =>
        await db.Cases.AsNoTracking().Where(c => c.HeldUntil >= since).Select(c => new Running(c.Id, c.NrmNumber ?? c.FirstContactNumber, c.HeldUntil!.Value, null)).ToListAsync();

    // Their rows are written, and move with the change: nobody is held longer until the next row of the case.
    private async Task<IEnumerable<ClockMove>> HoldingsAsync(ClockBook after)
    {
        var held = await db.Cases.AsNoTracking().Where(c => c.HeldSince != null && c.HeldUntil == null).ToListAsync();
        var ids = held.Select(c => c.Id).ToList();
        var stays = (await db.Stays.AsNoTracking().Where(s => ids.Contains(s.CaseId) && s.CorrectedAt == null).ToListAsync()).ToLookup(s => s.CaseId);
        return held.SelectMany(c => c.HoldingsUnder(after, [.. stays[c.Id]], now));
    }
}
