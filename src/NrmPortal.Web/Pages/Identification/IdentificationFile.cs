using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>All of a case's identification that row security lets the reader see: rounds, opinions, decisions, letters, requests.</summary>
public sealed class IdentificationFile
{
    private IdentificationFile(Case subject, Actor reader) => (Case, Reader) = (subject, reader);

    public Case Case { get; }
    public Actor Reader { get; }

    /// <summary>The latest round first.</summary>
    public IReadOnlyList<Panel> Panels { get; private set; } = [];
    public IReadOnlyList<Decision> Decisions { get; private set; } = [];
    public IReadOnlyList<ReviewRequest> Requests { get; private set; } = [];
    public IReadOnlyDictionary<Guid, Sitting> Sittings { get; private set; } = new Dictionary<Guid, Sitting>();

    /// <summary>By panel, the oldest first.</summary>
    public ILookup<Guid, PanelMinutes> Minutes { get; private set; } = Enumerable.Empty<PanelMinutes>().ToLookup(m => m.PanelId);
    public IReadOnlyDictionary<Guid, ConflictOfInterest> Conflicts { get; private set; } = new Dictionary<Guid, ConflictOfInterest>();

    /// <summary>Who sits, by membership.</summary>
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public Panel? Panel => Panels.Count > 0 ? Panels[0] : null;
    public Decision? Latest => Decisions.Count > 0 ? Decisions[0] : null;

    /// <summary>The decision that stands: the last final one. It is what a review is asked of.</summary>
    public Decision? Standing => Decisions.FirstOrDefault(d => d.IsFinal);
    /// <summary>The panels since the last decision that ended without one: what was held there is answered by the decision to come.</summary>
    public IReadOnlyList<Panel> Undecided => [.. Panels.Skip(1).TakeWhile(p => Decisions.All(d => d.PanelId != p.Id))];
    public IReadOnlyList<DecisionTelling> Tellings { get; private set; } = [];
    public Seat? MySeat => Panel?.SeatOf(Reader.MembershipId);
    public Opinion? Mine => Panel?.Opinions.FirstOrDefault(o => o.SeatId == MySeat?.Id);

    /// <summary>Since when the member reads what the others of this panel hold.</summary>
    public DateTimeOffset? OthersReadableSince => MySeat is { Decides: false } seat ? Panel!.OthersReadableSince(seat) : null;

    /// <summary>The same member's last opinion of an earlier round: what was thought through once is not asked for again.</summary>
    public Opinion? Earlier => Panels.Skip(1).SelectMany(p => p.Opinions.Where(o => p.SeatOf(Reader.MembershipId)?.Id == o.SeatId)).FirstOrDefault();

    /// <exception cref="RefusedException">No panel sits now.</exception>
    public Panel Open() => Panel is { IsOpen: true } panel ? panel : throw new RefusedException("mdt.closed");

    public static async Task<IdentificationFile> OpenAsync(PortalDbContext db, Case subject, Actor reader)
    {
        var panels = await db.Panels.Include(p => p.Seats).Include(p => p.Replacement).Include(p => p.Opinions).ThenInclude(o => o.Marks)
            .Include(p => p.Opinions).ThenInclude(o => o.Versions).ThenInclude(v => v.Marks).AsSplitQuery()
            .Where(p => p.CaseId == subject.Id).OrderByDescending(p => p.Round).ToListAsync();
        var sittings = panels.Select(p => p.SittingId).ToList();
        return new IdentificationFile(subject, reader)
        {
            Panels = panels,
            Decisions = await db.Decisions.Include(d => d.Answers).Include(d => d.Letters).AsSplitQuery()
                .Where(d => d.CaseId == subject.Id).OrderByDescending(d => d.At).ToListAsync(),
            Requests = await db.ReviewRequests.AsNoTracking().Where(r => r.CaseId == subject.Id).OrderByDescending(r => r.At).ToListAsync(),
            Tellings = await db.Tellings.AsNoTracking().Where(t => t.CaseId == subject.Id).OrderByDescending(t => t.At).ToListAsync(),
            Sittings = await db.Sittings.AsNoTracking().Where(s => sittings.Contains(s.Id)).ToDictionaryAsync(s => s.Id),
            Minutes = (await db.PanelMinutes.AsNoTracking().Where(m => m.CaseId == subject.Id).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync()).ToLookup(m => m.PanelId),
            Conflicts = await db.Conflicts.AsNoTracking().Where(c => c.CaseId == subject.Id).ToDictionaryAsync(c => c.Id),
            Names = await NamesOf(db, [.. panels.SelectMany(p => p.Seats).Select(s => s.MembershipId).Distinct()]),
        };
    }

    internal static async Task<IReadOnlyDictionary<Guid, string>> NamesOf(PortalDbContext db, List<Guid> seated)
    {
        var people = await (from m in db.Memberships
                            join u in db.Users on m.UserId equals u.Id
                            where seated.Contains(m.Id)
                            select new { m.Id, u.NameTh, u.NameEn }).ToListAsync();
        return people.ToDictionary(p => p.Id, p => Languages.Pick(p.NameTh, p.NameEn));
    }
}
