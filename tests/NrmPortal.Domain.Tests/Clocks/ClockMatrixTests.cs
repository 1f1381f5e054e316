using System.Runtime.CompilerServices;
using NrmPortal.Domain.Clocks;
using Xunit;

namespace NrmPortal.Domain.Tests.Clocks;

/// <summary>
/// Every limit with its length, its basis, what pauses it, who extends it and who is told when: what the portal ships with is what
/// stands in <c>clock-matrix.txt</c>, a text approved by reading against the law and not made by the test.
/// </summary>
public sealed class ClockMatrixTests
{
    // After a day on which everything that is shipped is in force.
    private static readonly DateTimeOffset Some = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void EveryLimit_IsWhatIsWritten()
    {
        var actual = Enum.GetValues<ClockCode>().SelectMany(Lines).ToList();
        var written = File.ReadAllLines(Path.Combine(Folder(), "clock-matrix.txt")).Where(l => l.Length > 0 && l[0] != '#').ToList();
        var (missing, wrong) = (actual.Except(written, StringComparer.Ordinal), written.Except(actual, StringComparer.Ordinal));
        Assert.True(actual.SequenceEqual(written, StringComparer.Ordinal), $"Shipped and not written:\n{string.Join('\n', missing)}\nWritten and not shipped:\n{string.Join('\n', wrong)}");
    }

    private static IEnumerable<string> Lines(ClockCode code)
    {
        var setting = ClockSettings.Default.At(code, Some);
        yield return $"{code}: {setting.Amount} {setting.Unit} | {setting.LegalBasis} | {setting.Confidence}";
        foreach (var pause in PauseRules.Of(code)) yield return $"  paused: {pause.Reason} | {pause.LegalBasis} | {pause.Confidence}";
        if (ExtensionRules.Find(code) is { } more) yield return $"  extended: {more.Authority}, {more.MostDays(Some)} days in all, by {string.Join(" ", more.Recorders)} | {more.LegalBasis} | {more.Confidence}";
        foreach (var rung in EscalationLadder.Default.Of(code).GroupBy(r => r.Percent)) yield return $"  {rung.Key} %: {string.Join(", ", rung.Select(Whom))}";
        if (EscalationLadder.NotEscalated.ContainsKey(code)) yield return "  nobody is told";
    }

    private static string Whom(Rung rung) => rung.Role is { } role ? $"{rung.Told} ({role})" : rung.Told.ToString();

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
