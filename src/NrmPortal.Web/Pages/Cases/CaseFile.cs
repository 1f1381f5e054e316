using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>What this reader may open of a case; a section that row security withholds simply has no rows.</summary>
public sealed record CaseFile(
    IReadOnlyList<CaseFile.Happened> Events, PersonIdentity? Person, IReadOnlyList<CaseScreening> Screenings, IReadOnlyList<Consent> Consents,
    IReadOnlyList<BasisOfStay> Stays, bool StayCovered, IReadOnlyList<Referral> Referrals, IReadOnlyList<Decision> Decisions,
    IReadOnlyDictionary<Guid, string> Units, string? CaseManager)
{
    public sealed record Happened(string Code, DateTimeOffset At, string Unit);

    public static async Task<CaseFile> OpenAsync(PortalDbContext db, Guid id, DateOnly today)
    {
        var subject = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id);
        var events = await (from e in db.Events
                            where e.CaseId == id
                            join u in db.Units on e.ByUnitId equals u.Id
                            orderby e.Sequence descending
                            select new { e.Code, e.At, u.NameTh, u.NameEn }).Take(200).ToListAsync();
        var stays = await db.Stays.AsNoTracking().Where(s => s.CaseId == id).OrderBy(s => s.From).ToListAsync();
        var referrals = await db.Referrals.AsNoTracking().Include(r => r.ReceiverUnit).Where(r => r.CaseId == id).OrderBy(r => r.CreatedAt).ToListAsync();
        var units = await db.Units.AsNoTracking().Where(u => u.Id == subject.OwnerUnitId || u.Id == subject.ProvinceOfficeId).ToListAsync();
        return new CaseFile(
            [.. events.Select(e => new Happened(e.Code, e.At, Languages.Pick(e.NameTh, e.NameEn)))],
            await db.Identities.AsNoTracking().FirstOrDefaultAsync(p => p.CaseId == id),
            await db.Screenings.AsNoTracking().Where(s => s.CaseId == id).OrderBy(s => s.StartedAt).ToListAsync(),
            await db.Consents.AsNoTracking().Where(c => c.CaseId == id).OrderBy(c => c.At).ToListAsync(),
            stays, stays.Any(s => s.Covers(today)), referrals,
            await db.Decisions.AsNoTracking().Where(d => d.CaseId == id).OrderBy(d => d.At).ToListAsync(),
            units.ToDictionary(u => u.Id, u => Languages.Pick(u.NameTh, u.NameEn)),
            await ManagerName(db, subject.CaseManagerId));
    }

    private static async Task<string?> ManagerName(PortalDbContext db, Guid? user)
    {
        if (user is null) return null;
        var found = await db.Users.AsNoTracking().Where(u => u.Id == user).Select(u => new { u.NameTh, u.NameEn }).FirstOrDefaultAsync();
        return found is null ? null : Languages.Pick(found.NameTh, found.NameEn);
    }
}
