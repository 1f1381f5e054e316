using Npgsql;
using NpgsqlTypes;

namespace NrmPortal.Testing;

/// <summary>Binary COPY into one table: the values of a row in the order of the columns named.</summary>
internal sealed class CopyInto(NpgsqlConnection connection, string table, string columns) : IDisposable
{
    public static readonly object EmptyJson = new();

    private readonly NpgsqlBinaryImporter importer = connection.BeginBinaryImport($"copy {table} ({columns}) from stdin (format binary)");

    public void Row(params ReadOnlySpan<object?> values)
    {
        importer.StartRow();
        foreach (var value in values)
        {
            if (value is null) importer.WriteNull();
            else if (value == EmptyJson) importer.Write("{}", NpgsqlDbType.Jsonb);
            else importer.Write(value);
        }
    }

    public void Complete() => importer.Complete();

    public void Dispose() => importer.Dispose();
}
