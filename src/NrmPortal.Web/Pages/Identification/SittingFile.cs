using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Identification;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>One case on the agenda of a meeting.</summary>
public sealed record AgendaItem(Case Case, Panel Panel, PanelMinutes? Minutes, IdentificationOutcome? Outcome);

/// <summary>One meeting with what was changed of it and its agenda, as far as the reader sees the cases.</summary>
public sealed class SittingFile
{
    private SittingFile(Sitting sitting) => Sitting = sitting;

    public Sitting Sitting { get; }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<SittingChange> Changes { get; private set; } = [];
    public IReadOnlyList<AgendaItem> Agenda { get; private set; } = [];

    /// <summary>What the meeting is about still, or has decided: a panel that was replaced or ended with its case meets no more.</summary>
    public IEnumerable<AgendaItem> Sat => Agenda.Where(a => a.Panel.IsOpen || a.Outcome is not null);

    /// <summary>Who sits, by membership.</summary>
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Each member once, whatever the number of cases; a member with a conflict of interest in all of them stands back.</summary>
    public IReadOnlyList<Seat> Members => MembersOf(Sat.Concat(Agenda.Where(a => a.Panel.IsHeld)).Distinct());

    /// <summary>Likewise of these cases alone.</summary>
    public IReadOnlyList<Seat> MembersOf(IEnumerable<AgendaItem> items) =>
    [
        .. items.SelectMany(a => a.Panel.Seats).Where(s => !s.HasConflict).GroupBy(s => s.MembershipId)
            .Select(own => own.OrderByDescending(s => s.Attendance?.At).First()).OrderBy(s => s.Agency).ThenBy(s => Names.GetValueOrDefault(s.MembershipId), StringComparer.Ordinal),
    ];

    /// <param name="locked">To act on its cases: none changes meanwhile.</param>
    public static async Task<SittingFile?> OpenAsync(PortalDbContext db, object? route, bool locked = false)
    {
        var id = Guid.TryParse(route?.ToString(), out var parsed) ? parsed : Guid.Empty;
        if (locked) await LockAsync(db, id);
        if (await db.Sittings.FirstOrDefaultAsync(s => s.Id == id) is not { } sitting) return null;
        var panels = await db.Panels.Include(p => p.Seats).AsSplitQuery().Where(p => p.SittingId == id).OrderBy(p => p.ConvenedAt).ToListAsync();
        var (cases, rounds) = (panels.Select(p => p.CaseId).ToList(), panels.Select(p => p.Id).ToList());
        var seen = await db.Cases.Where(c => cases.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        foreach (var subject in seen.Values) await db.RecallAsync(subject);
        var minutes = (await db.PanelMinutes.AsNoTracking().Where(m => rounds.Contains(m.PanelId)).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync()).ToLookup(m => m.PanelId);
        var outcomes = await db.Decisions.Where(d => rounds.Contains(d.PanelId)).Select(d => new { d.PanelId, d.Outcome }).ToDictionaryAsync(d => d.PanelId, d => d.Outcome);
        return new SittingFile(sitting)
        {
            Changes = await db.SittingChanges.AsNoTracking().Where(c => c.SittingId == id).OrderByDescending(c => c.At).ToListAsync(),
            Agenda = [.. panels.Where(p => seen.ContainsKey(p.CaseId)).Select(p =>
                new AgendaItem(seen[p.CaseId], p, minutes[p.Id].LastOrDefault(), outcomes.TryGetValue(p.Id, out var outcome) ? outcome : null))],
            Names = await IdentificationFile.NamesOf(db, [.. panels.SelectMany(p => p.Seats).Select(s => s.MembershipId).Distinct()]),
        };
    }

    // The cases first, as the pages of a case do.
    private static async Task LockAsync(PortalDbContext db, Guid id)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from cases where id in (select case_id from panels where sitting_id = {id}) order by id for update");
        await db.Database.ExecuteSqlAsync($"select 1 from sittings where id = {id} for update");
    }
}
