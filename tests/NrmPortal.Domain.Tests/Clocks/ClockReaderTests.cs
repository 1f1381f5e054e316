using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Tests.Clocks;

/// <summary>A limit that can be set is read by something, or the page where it is set says that nothing does.</summary>
public class ClockReaderTests
{
    // Where a limit is defined, said to have no ladder, or said to have no reader, it is not read.
    private static readonly string[] NoReaders = ["ClockCode.cs", "EscalationLadder.cs"];

    private static string Source([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src"));

    [Fact]
    public void EveryLimit_HasAReader_OrIsSaidToBeKeptOnly()
    {
        string[] folders = ["NrmPortal.Domain", "NrmPortal.Data/Sql", "NrmPortal.Data/Jobs", "NrmPortal.Web/Pages"];
        var text = string.Concat(folders.SelectMany(f => System.IO.Directory.EnumerateFiles(Path.Combine(Source(), f), "*.*", SearchOption.AllDirectories))
            .Where(f => Path.GetExtension(f) is ".cs" or ".sql" && !f.Contains("/obj/", StringComparison.Ordinal) && !NoReaders.Contains(Path.GetFileName(f))).Select(File.ReadAllText));
        var unread = Enum.GetValues<ClockCode>().Where(c => !Regex.IsMatch(text, $"ClockCode\\.{c}\\b|'{c}'", RegexOptions.NonBacktracking));
        Assert.Equal(ClockCodes.OnlyKept.Order(), unread.Order());
    }
}
