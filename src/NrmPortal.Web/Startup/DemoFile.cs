using System.Text.Encodings.Web;
using System.Text.Json;
using NrmPortal.Data.Postgres;
using NrmPortal.Data.Seed;

namespace NrmPortal.Web.Startup;

/// <summary>
/// States the demonstration story for outside checks: which case numbers each account should see and not see, which names it
/// finds. Development only, and readable by its user alone.
/// </summary>
internal static class DemoFile
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = false };

    public static Task WriteAsync(string dataFolder, IReadOnlyList<AccountSight> accounts)
    {
        Directory.CreateDirectory(dataFolder);
        return PrivateFile.WriteAsync(Path.Combine(dataFolder, "demo.json"), JsonSerializer.Serialize(new { accounts }, Form));
    }
}
