using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace NrmPortal.Browser.Tests;

/// <summary>Waits for an address by asking for it again and again: waiting for the load event can miss one that has been.</summary>
internal static class Arrivals
{
    private const float Patience = 30_000;

    public static Task ArrivesAsync(this IPage page, string address) =>
        Assertions.Expect(page).ToHaveURLAsync(Pattern(address), new() { Timeout = Patience });

    public static Task LeavesAsync(this IPage page, string address) =>
        Assertions.Expect(page).Not.ToHaveURLAsync(Pattern(address), new() { Timeout = Patience });

    // Stars as in a path pattern: two for anything, one for anything but a slash.
    private static Regex Pattern(string address) => new(
        "^" + Regex.Escape(address).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$", RegexOptions.None, TimeSpan.FromSeconds(1));
}
