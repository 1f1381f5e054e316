using System.Security.Cryptography;
using System.Text.Json;

namespace NrmPortal.Data.Postgres;

/// <summary>Random passwords of the four roles, kept beside the database in a file that only its user reads.</summary>
internal sealed record Secrets(string Superuser, string Owner, string App, string Worker)
{
    public static Secrets New() => new(Password(), Password(), Password(), Password());

    /// <exception cref="PrivatePostgresException">The file is gone or empty.</exception>
    public static async Task<Secrets> ReadAsync(DataFolder folder)
    {
        try
        {
            if (JsonSerializer.Deserialize<Secrets>(await File.ReadAllTextAsync(folder.Secrets)) is { } secrets) return secrets;
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            // Said below in words that help.
        }

        throw new PrivatePostgresException($"{folder.Secrets} is missing or damaged: restore it, or remove {folder.Path} to begin with an empty database.");
    }

    public Task WriteAsync(DataFolder folder) => PrivateFile.WriteAsync(folder.Secrets, JsonSerializer.Serialize(this));

    private static string Password() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}

/// <summary>A file that only its owner can read, from its first byte.</summary>
public static class PrivateFile
{
    public static async Task WriteAsync(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Written beside and renamed: a reader never sees half a file, and an older, wider mode does not stay.
        var draft = path + ".new";
        File.Delete(draft);
        await using (var stream = new FileStream(draft, options))
        await using (var writer = new StreamWriter(stream))
        {
            await writer.WriteAsync(text);
        }

        File.Move(draft, path, overwrite: true);
    }
}
