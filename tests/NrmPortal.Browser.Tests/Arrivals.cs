using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace NrmPortal.Browser.Tests;

/// <summary>Waits for an address by asking for it again and again: waiting for the load event can miss one that has been.</summary>
internal static class Arrivals
{
    private const float Patience = 30_000;
    private const float AskAgain = 2_000;

    public static Task ArrivesAsync(this IPage page, string address) =>
        Assertions.Expect(page).ToHaveURLAsync(Pattern(address), new() { Timeout = Patience });

    /// <summary>Presses what leads to a new page (or the same one anew) and goes on only when that page has come: the old one must not answer.</summary>
    public static Task FollowAsync(this IPage page, string selector) => page.FollowAsync(page.Locator(selector).First);

    public static async Task FollowAsync(this IPage page, ILocator leading)
    {
        var came = new TaskCompletionSource();
        void Came(object? sender, IFrame frame)
        {
            if (frame == page.MainFrame)
            {
                came.TrySetResult();
            }
        }

        page.FrameNavigated += Came;
        try
        {
            await UnfoldAsync(leading);
            await leading.ClickAsync();
            await came.Task.WaitAsync(TimeSpan.FromMilliseconds(Patience));
            await page.IsReadAsync();
        }
        finally
        {
            page.FrameNavigated -= Came;
        }
    }

    /// <summary>As a person does: what stands in a closed fold is reached by opening the fold.</summary>
    private static async Task UnfoldAsync(ILocator wanted)
    {
        var fold = wanted.Locator("xpath=ancestor::details[not(@open)]/summary");
        if (await fold.CountAsync() > 0) await fold.First.ClickAsync();
    }

    /// <summary>The page's document is there. Its event can pass between the question and the listening, so whoever waited too long asks again.</summary>
    public static async Task IsReadAsync(this IPage page)
    {
        for (var waited = 0f; ; waited += AskAgain)
        {
            try
            {
                await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded, new() { Timeout = AskAgain });
                return;
            }
            catch (TimeoutException) when (waited < Patience)
            {
                // Asked again above.
            }
        }
    }

    public static Task LeavesAsync(this IPage page, string address) =>
        Assertions.Expect(page).Not.ToHaveURLAsync(Pattern(address), new() { Timeout = Patience });

    // Stars as in a path pattern: two for anything, one for anything but a slash.
    private static Regex Pattern(string address) => new(
        "^" + Regex.Escape(address).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$", RegexOptions.None, TimeSpan.FromSeconds(1));
}
