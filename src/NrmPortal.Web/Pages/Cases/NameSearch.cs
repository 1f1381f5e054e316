using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Encryption;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>A person found by name among the cases whose identity the reader reads.</summary>
public sealed record FoundPerson(Guid CaseId, string Number, string Name, Stage Stage);

/// <summary>Searches for people by name; whoever calls it writes down that it was searched.</summary>
public sealed class NameSearch(PortalDbContext db, NameTokens tokens)
{
    public async Task<IReadOnlyList<FoundPerson>> FindAsync(string name)
    {
        var words = tokens.Asked(name);
        if (words.Count == 0) return [];
        // Whole-name token first: one row finds "somchai jaidee" however it is spaced; else every word must be there.
        var hits = await CasesWith(words.TakeLast(1));
        if (hits.Count == 0 && words.Count > 1) hits = await CasesWith(words.SkipLast(1));
        var people = await db.Identities.AsNoTracking().Where(p => hits.Contains(p.CaseId)).OrderByDescending(p => p.CaseId).Take(20).ToListAsync();
        var shown = people.Select(p => p.CaseId).ToList();
        var cases = await db.Cases.AsNoTracking().Where(c => shown.Contains(c.Id)).Select(c => new { c.Id, Number = c.NrmNumber ?? c.FirstContactNumber, c.Stage }).ToListAsync();
        return [.. people.Join(cases, p => p.CaseId, c => c.Id, (p, c) => new FoundPerson(c.Id, c.Number, p.Name?.Open() ?? "", c.Stage))];
    }

    // One query for all words, so that the rarest leads: what a frequent name alone would find is never walked through.
    private async Task<List<Guid>> CasesWith(IEnumerable<byte[][]> words)
    {
        var cases = words.Select(word => db.NameTokens.Where(t => word.Contains(t.Token)).Select(t => t.CaseId))
            .Aggregate((found, next) => found.Where(id => next.Contains(id)));
        // The same word under two living keys names a case twice.
        return [.. (await cases.Take(200).ToListAsync()).Distinct()];
    }
}
