using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Commands;

/// <summary>Makes the certificate of <c>Keys:Certificate</c>; never over an existing file, whose loss would be the loss of the data.</summary>
internal static class CreateCertificate
{
    public static async Task<int> RunAsync(CommandArguments arguments, CancellationToken stop)
    {
        if (arguments.Value("--file") is not { } file) return await Command.NotUnderstood("create-certificate needs --file PATH.");
        if (File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"{file} exists already and is left as it is.");
            return 1;
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var stream = new FileStream(file, options);
        await stream.WriteAsync(KeyProtection.Create(arguments.Settings().KeyCertificatePassword, TimeProvider.System.GetUtcNow()), stop);
        await Console.Out.WriteLineAsync($"{file} made. Keep a copy apart from the database: without it sealed names and texts cannot be opened.");
        return 0;
    }
}
