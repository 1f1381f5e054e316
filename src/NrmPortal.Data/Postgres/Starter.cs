using System.Diagnostics;
using System.Text.Json;

namespace NrmPortal.Data.Postgres;

/// <summary>
/// Who started the server of a folder. The starter alone stops it; a server whose starter was killed passes to the
/// next process that adopts it, so that it does not outlive everyone.
/// </summary>
/// <param name="StartedAt">Unix seconds of the process's start: process ids come round again.</param>
internal sealed record Starter(int Pid, long StartedAt)
{
    public static Starter Me()
    {
        using var me = Process.GetCurrentProcess();
        return new Starter(me.Id, StartOf(me));
    }

    public static bool IsAlive(DataFolder folder)
    {
        try
        {
            if (!File.Exists(folder.Starter) || JsonSerializer.Deserialize<Starter>(File.ReadAllText(folder.Starter)) is not { } starter) return false;
            using var process = Process.GetProcessById(starter.Pid);
            // The clock's rounding may differ by a second between two readers.
            return Math.Abs(StartOf(process) - starter.StartedAt) <= 2;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or JsonException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    public void Sign(DataFolder folder) => File.WriteAllText(folder.Starter, JsonSerializer.Serialize(this));

    private static long StartOf(Process process) => new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
}
