using Npgsql;

namespace NrmPortal.Testing;

/// <summary>Many cases at once, for counts and benchmarks: binary COPY as the owner, the same in every run, spread over units as real load is.</summary>
public static class GeneratedCases
{
    private static readonly string[] Tables =
    [
        "cases", "case_access", "case_section_access", "case_events", "screenings", "screening_records", "person_identities", "name_tokens", "referrals", "needs_profiles",
    ];

    /// <param name="portal">The running portal's services: names and answers are sealed with its keys.</param>
    /// <param name="readsPerCase">Audit records of reads a case; none for counts.</param>
    public static async Task AddAsync(IServiceProvider portal, string ownerConnection, int count, int readsPerCase = 0)
    {
        await using var connection = new NpgsqlConnection(ownerConnection + ";Command Timeout=3600");
        await connection.OpenAsync();
        var indexes = new DroppedIndexes(connection, readsPerCase > 0 ? [.. Tables, "audit_records", "audit_heads"] : Tables);
        await indexes.DropAsync();
        await Task.Run(() => Load(new GeneratedRows(connection, portal, count)));
        if (readsPerCase > 0) await Task.Run(() => Load(new GeneratedAudit(connection, count, readsPerCase)));
        await indexes.RestoreAsync();
        // What the server's own housekeeping would have done by then.
        await using var vacuum = new NpgsqlCommand($"vacuum (analyze) {string.Join(", ", Tables)}, audit_records", connection);
        await vacuum.ExecuteNonQueryAsync();
    }

    private static void Load(GeneratedRows rows)
    {
        rows.Cases();
        rows.Access();
        rows.SectionAccess();
        rows.Events();
        rows.Screenings();
        rows.ScreeningRecords();
        rows.Identities();
        rows.Names();
        rows.Referrals();
        rows.Needs();
    }

    private static void Load(GeneratedAudit audit)
    {
        audit.Records();
        audit.Heads();
    }
}
