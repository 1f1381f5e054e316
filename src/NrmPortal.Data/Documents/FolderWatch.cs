using Npgsql;

namespace NrmPortal.Data.Documents;

/// <summary>
/// Compares the document folder with the rows. A file without a row is what a crash between the two left behind: it goes after
/// a day. A row without a file is a loss, or another node's folder: it is told and left alone.
/// </summary>
public sealed class FolderWatch(string connectionString, DocumentVault vault)
{
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <returns>How many files were removed, and the ids of rows without a file.</returns>
    public async Task<(int Removed, IReadOnlyList<Guid> Missing)> CompareAsync(DateTime now, CancellationToken cancellation = default)
    {
        // The rows last: a document that is filed in between has its file already and is no orphan.
        var files = vault.Files().ToList();
        var rows = await RowsAsync(cancellation);
        var orphans = files.Where(f => now - f.WrittenAt > Grace && (f.Id is not { } id || !rows.Contains(id))).ToList();
        foreach (var orphan in orphans) File.Delete(orphan.Path);
        var there = vault.Files().Select(f => f.Id).ToHashSet();
        return (orphans.Count, [.. rows.Where(id => !there.Contains(id))]);
    }

    private async Task<HashSet<Guid>> RowsAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select document_files()", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellation)) rows.Add(reader.GetGuid(0));
        return rows;
    }
}
