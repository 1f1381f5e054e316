using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data.Identity;

namespace NrmPortal.Data.Audit;

/// <summary>
/// Writes audit records in the running transaction. There is no catch anywhere near it: what cannot be recorded
/// does not happen.
/// </summary>
public sealed class AuditTrail(PortalDbContext db, CurrentActor current)
{
    /// <summary>A read or change of one case, on the case's own chain.</summary>
    public Task Case(Guid caseId, string verb, string subject, object? details = null) => Write($"case:{caseId}", caseId, verb, subject, details);

    /// <summary>Lists, searches, denials and sign-ins, on the chain of the person who acts.</summary>
    public Task Person(string verb, string subject, object? details = null) =>
        Write($"user:{current.Actor?.UserId ?? Guid.Empty}", null, verb, subject, details);

    /// <summary>A sign-in or a change of one account, on the chain of its person, who may not act yet.</summary>
    public Task Account(Guid userId, string verb, string subject, object? details = null) => Write($"user:{userId}", null, verb, subject, details);

    private Task<int> Write(string chain, Guid? caseId, string verb, string subject, object? details)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("An audit record needs the transaction of what it records.");
        var json = JsonSerializer.Serialize(details ?? new { }, JsonSerializerOptions.Web);
        return db.Database.ExecuteSqlAsync($"select audit_write({chain}, {caseId}, {verb}, {subject}, {json}::jsonb)");
    }
}
