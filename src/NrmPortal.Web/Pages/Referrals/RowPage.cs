using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>A referral in a list.</summary>
/// <param name="Escalated">The highest rung past the end of its limit that the reader was told of.</param>
public sealed record Row(Guid CaseId, string Number, ReferralState State, bool Urgent, bool Emergency, DateTimeOffset? SentAt, DateTimeOffset? DueAt, string? DueClock, string? ReceiverTh, string? ReceiverEn, int? Escalated, ReferralKind Kind)
{
    /// <summary>Since when a service has had it that has not said how it ended.</summary>
    public DateTimeOffset? ServedSince { get; init; }
}

/// <summary>One sheet of a list of referrals, and how many there are in all.</summary>
public sealed record RowPage(IReadOnlyList<Row> Rows, int Count, int Sheet)
{
    public const int Size = 25;

    public static RowPage Empty { get; } = new([], 0, 1);

    /// <summary>How many stand on the sheets before.</summary>
    public int Before => (Sheet - 1) * Size;
    public bool HasMore => Before + Rows.Count < Count;

    internal static async Task<RowPage> OfAsync(PortalDbContext db, IQueryable<Referral> list, IQueryable<Referral> sorted, int sheet)
    {
        // A forged number is the first sheet; beyond the last there is nothing.
        var wanted = Math.Clamp(sheet, 1, 100_000);
        var rows = await sorted.Skip((wanted - 1) * Size).Take(Size).Select(r =>
            new Row(r.CaseId, r.Number, r.State, r.Urgent, r.Emergency, r.SentAt, r.DueAt, r.DueClock, r.ReceiverUnit!.NameTh, r.ReceiverUnit.NameEn,
                db.Escalations.Where(e => e.SubjectId == r.Id && e.Clock == r.DueClock && e.StartedAt == r.DueFrom && e.Percent >= EscalationScopes.End).Max(e => (int?)e.Percent), r.Kind)
            { ServedSince = r.State == ReferralState.Accepted && r.Kind != ReferralKind.ShelterPlacement ? r.AcceptedAt : null }).ToListAsync();
        return new RowPage(rows, wanted == 1 && rows.Count < Size ? rows.Count : await list.CountAsync(), wanted);
    }
}

/// <summary>Where a reader of two lists stands.</summary>
public sealed record Sheets(int Sheet, bool HasMore, Func<int, string> Url);
