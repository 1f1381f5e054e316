using System.Diagnostics;

namespace NrmPortal.Data.Postgres;

/// <summary>Runs a program of PostgreSQL, as an unprivileged user where the portal runs as root.</summary>
internal static class Subprocess
{
    public static string Read(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var a in arguments) start.ArgumentList.Add(a);
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text;
    }

    /// <summary>Runs to the end; output is redirected unless the program leaves a server behind that would inherit the pipe.</summary>
    public static async Task<(int Code, string Output)> Run(string program, string? user, string folder, bool capture, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = capture, RedirectStandardError = capture };
        if (user is not null) start.UserName = user;
        start.Environment["LC_ALL"] = "C.UTF-8";
        // PGPORT, PGDATA and their like in the person's shell are about another server.
        foreach (var key in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList()) start.Environment.Remove(key);
        foreach (var a in arguments) start.ArgumentList.Add(a);
        using var process = Process.Start(start)!;
        var output = capture ? process.StandardOutput.ReadToEndAsync() : Task.FromResult("");
        var error = capture ? process.StandardError.ReadToEndAsync() : Task.FromResult("");
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
