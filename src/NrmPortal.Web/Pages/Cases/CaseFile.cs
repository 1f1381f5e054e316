using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>What this reader may open of a case; a section that row security withholds simply has no rows.</summary>
public sealed record CaseFile(
    IReadOnlyList<Happened> Events, PersonIdentity? Person, IReadOnlyList<HealthNote> Health, IReadOnlyList<CaseScreening> Screenings, IReadOnlyList<Consent> Consents,
    IReadOnlyList<BasisOfStay> Stays, IReadOnlyList<Referral> Referrals, IReadOnlyList<Decision> Decisions,
    IReadOnlyDictionary<Guid, string> Units, string? CaseManager, IReadOnlyList<EmergencyOpening> Openings)
{
    /// <summary>How much of the history the case page shows; the rest has a page of its own.</summary>
    public const int RecentEvents = 8;

    /// <summary>For a reader who sees some of the bases alone, the alarms that run on all of them; null: the reader sees every basis.</summary>
    public IReadOnlyList<StayAlarm>? Told { get; private init; }

    /// <summary>The days held or housed, as far as this reader may see the bases.</summary>
    public IReadOnlyList<StayDay> Days(DateTimeOffset now) => Told is not null ? StayCalendar.Seen(Stays, now) : StayCalendar.Of(Stays,
        Stays.Count == 0 ? [] : Referrals.Where(r => r is { State: ReferralState.Arrived, ArrivedAt: not null }).Select(r => new Housing(r.ArrivedAt!.Value, null)), now);

    public static async Task<CaseFile> OpenAsync(PortalDbContext db, Case subject, Role reader, DateTimeOffset now)
    {
        var id = subject.Id;
        var units = await db.Units.AsNoTracking().Where(u => u.Id == subject.OwnerUnitId || u.Id == subject.ProvinceOfficeId).ToListAsync();
        var stays = await db.Stays.AsNoTracking().Where(s => s.CaseId == id).OrderBy(s => s.StartsAt).ToListAsync();
        return new CaseFile(
            await Happened.OfAsync(db, id, RecentEvents),
            await db.Identities.AsNoTracking().FirstOrDefaultAsync(p => p.CaseId == id),
            await db.HealthNotes.AsNoTracking().Where(h => h.CaseId == id).OrderBy(h => h.At).ToListAsync(),
            await db.Screenings.AsNoTracking().Where(s => s.CaseId == id).OrderBy(s => s.StartedAt).ToListAsync(),
            await db.Consents.AsNoTracking().Where(c => c.CaseId == id).OrderBy(c => c.At).ToListAsync(),
            stays,
            await db.Referrals.AsNoTracking().Include(r => r.ReceiverUnit).Where(r => r.CaseId == id).OrderBy(r => r.CreatedAt).ToListAsync(),
            await db.Decisions.AsNoTracking().Where(d => d.CaseId == id).OrderBy(d => d.At).ToListAsync(),
            units.ToDictionary(u => u.Id, u => Languages.Pick(u.NameTh, u.NameEn)),
            await ManagerName(db, subject.CaseManagerId),
            await EmergencyOpening.OfAsync(db, id))
        {
            Told = stays.Count == 0 || await db.SeesAsync(id, Section.Plan, reader) ? null : await LiveAlarmsAsync(db, id, now),
        };
    }

    /// <summary>What is wrong with the days of a stay, whoever recorded them; that no basis covers this moment every page of the case says (<see cref="Case.LacksBasis"/>).</summary>
    internal static async Task<IReadOnlyList<StayAlarm>> LiveAlarmsAsync(PortalDbContext db, Guid caseId, DateTimeOffset now) =>
        await db.StayAlarms.AsNoTracking().Where(a => a.CaseId == caseId && a.EndedAt == null && a.Since <= now && a.Kind != StayAlarmKind.Uncovered).OrderBy(a => a.Since).ThenBy(a => a.Kind).ToListAsync();

    private static async Task<string?> ManagerName(PortalDbContext db, Guid? user)
    {
        if (user is null) return null;
        var found = await db.Users.AsNoTracking().Where(u => u.Id == user).Select(u => new { u.NameTh, u.NameEn }).FirstOrDefaultAsync();
        return found is null ? null : Languages.Pick(found.NameTh, found.NameEn);
    }
}

/// <summary>Who opened the case in an emergency, and until when; shown to all who see the case.</summary>
public sealed record EmergencyOpening(Guid MembershipId, DateTimeOffset At, DateTimeOffset Until, string By)
{
    public static Task<List<EmergencyOpening>> OfAsync(PortalDbContext db, Guid caseId) =>
        (from g in db.BreakGlasses
         where g.CaseId == caseId
         join u in db.Users on g.ByUserId equals u.Id
         orderby g.At descending
         select new EmergencyOpening(g.MembershipId, g.At, g.Until, Languages.Pick(u.NameTh, u.NameEn))).Take(20).ToListAsync();
}

/// <summary>One event of the history: what, when, by whom of which unit; by null where the portal itself did it.</summary>
public sealed record Happened(string Code, DateTimeOffset At, IReadOnlyDictionary<string, string> Parameters, string? By)
{
    /// <summary>Newest first.</summary>
    public static async Task<IReadOnlyList<Happened>> OfAsync(PortalDbContext db, Guid caseId, int atMost)
    {
        var events = await (from e in db.Events
                            where e.CaseId == caseId
                            join unit in db.Units on e.ByUnitId equals (Guid?)unit.Id into units
                            from u in units.DefaultIfEmpty()
                            join person in db.Users on e.ByUserId equals (Guid?)person.Id into people
                            from p in people.DefaultIfEmpty()
                            orderby e.Sequence descending
                            select new { e.Code, e.At, e.Parameters, UnitTh = u!.NameTh, UnitEn = u.NameEn, PersonTh = p!.NameTh, PersonEn = p.NameEn }).Take(atMost).ToListAsync();
        return [.. events.Select(e => new Happened(e.Code, e.At, e.Parameters, e.UnitTh is null ? null : $"{Languages.Pick(e.PersonTh, e.PersonEn)}, {Languages.Pick(e.UnitTh, e.UnitEn)}"))];
    }
}
