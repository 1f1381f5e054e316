namespace NrmPortal.Data.Postgres;

/// <summary>Makes an empty cluster: UTF-8, Thai collation, passwords on every connection.</summary>
internal static class NewCluster
{
    /// <exception cref="PrivatePostgresException">initdb failed; its own words are in the message.</exception>
    public static async Task<Secrets> MakeAsync(PostgresBinaries binaries, DataFolder folder, bool forTests)
    {
        if (Directory.Exists(folder.Path) && Directory.EnumerateFileSystemEntries(folder.Path).Any())
            throw new PrivatePostgresException($"{folder.Path} is neither empty nor a PostgreSQL cluster: choose another Portal:DataFolder.");

        // Made beside and renamed: a start that was killed half-way leaves no half cluster behind. Its initdb may still
        // be at work, so the folder bears our process id.
        foreach (var old in Directory.GetDirectories(Path.GetDirectoryName(folder.Path)!, Path.GetFileName(folder.Path) + "-making-*")) Discard(old);
        var draft = $"{folder.Path}-making-{Environment.ProcessId}";
        Directory.CreateDirectory(draft);
        var secrets = Secrets.New();
        var passwordFile = folder.Path + "-initdb-password";
        await PrivateFile.WriteAsync(passwordFile, secrets.Superuser);
        if (folder.User is not null)
        {
            DataFolder.Own(draft, folder.User);
            DataFolder.Own(passwordFile, folder.User);
        }

        var failure = await Initdb(binaries, folder, draft, passwordFile, forTests);
        File.Delete(passwordFile);
        if (failure is not null) throw new PrivatePostgresException($"initdb failed: {failure}");
        await secrets.WriteAsync(folder);
        if (Directory.Exists(folder.Path)) Directory.Delete(folder.Path);
        Directory.Move(draft, folder.Path);
        return secrets;
    }

    private static void Discard(string draft)
    {
        try
        {
            Directory.Delete(draft, recursive: true);
        }
        catch (IOException)
        {
            // Still being written by the initdb of a killed start; the next one clears it away.
        }
    }

    private static async Task<string?> Initdb(PostgresBinaries binaries, DataFolder folder, string draft, string passwordFile, bool forTests)
    {
        // Thai order of names where the build has ICU; one without it still sorts, by code point.
        string[][] locales = [["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=th"], ["--locale=C.UTF-8"], ["--locale=C"]];
        var output = "";
        foreach (var locale in locales)
        {
            string[] options = ["-D", draft, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8",
                .. locale, .. forTests ? ["--no-sync"] : Array.Empty<string>()];
            (var code, output) = await Subprocess.Run(binaries.Initdb, folder.User, draft, capture: true, options);
            if (code == 0) return null;
        }

        return output.Trim();
    }
}
