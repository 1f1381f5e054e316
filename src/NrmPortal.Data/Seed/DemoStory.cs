using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Seed.Story;
using NrmPortal.Domain;

namespace NrmPortal.Data.Seed;

/// <summary>
/// The demonstration story: clearly fictional people, told act by act through domain methods under the application role. Past
/// years have fixed dates; the living cases are anchored at the instant of the first load. The same anchor gives the same rows.
/// </summary>
public static class DemoStory
{
    // People have read what they were told but for the last two days.
    private static readonly TimeSpan Unread = TimeSpan.FromDays(2);

    /// <summary>
    /// Tells the story once, or goes on where a load was interrupted. Portals that start together wait for each other.
    /// </summary>
    /// <param name="anchor">Where the living cases are anchored; without it the minute that runs now.</param>
    /// <param name="stands">Told at once where the story stands already: nobody waits for the list of what each account sees.</param>
    /// <param name="pastSince">Of the past only what began since then: numbers run by year, so a year told alone is as it is beside the others.</param>
    /// <returns>What each demonstration account should see; null where the database had cases before and keeps what it has.</returns>
    public static async Task<IReadOnlyList<AccountSight>?> LoadAsync(IServiceProvider services, DateTimeOffset? anchor = null, Action? stands = null, DateTimeOffset? pastSince = null, CancellationToken cancellation = default)
    {
        await using var book = await StoryBook.OpenAsync(services.GetRequiredService<PortalConnection>().Text, cancellation);
        if (await book.BegunAsync(cancellation) is not { } begun)
        {
            if (await HasCases(services, cancellation)) return null;
            begun = (anchor ?? Minute(services.GetRequiredService<TimeProvider>().GetUtcNow()), false);
            await book.BeginAsync(begun.Anchor, cancellation);
        }

        if (begun.Stands) stands?.Invoke();
        var (past, living) = (History.Before(begun.Anchor).Where(t => pastSince is null || t.Begins >= pastSince).ToList(), Living.At(begun.Anchor));
        if (!begun.Stands)
        {
            var teller = new Teller(services, await book.ToldAsync(cancellation));
            // Numbers run by year: the years of the past are told side by side, and each still gets the same numbers.
            await Task.WhenAll(past.GroupBy(t => ThaiDay.BuddhistYear(t.Begins)).Select(async year =>
            {
                foreach (var tale in year) await teller.AtOnceAsync(tale, cancellation);
            }));
            await Settings.TellAsync(services, new Anchor(begun.Anchor), cancellation);
            await Houses.TellAsync(services, new Anchor(begun.Anchor), cancellation);
            foreach (var tale in living) await teller.ActByActAsync(tale, cancellation);
            await teller.ReadBeforeAsync(begun.Anchor - Unread, begun.Anchor, cancellation);
            await book.StandsAsync(cancellation);
        }

        return AccountSight.Of([.. past, .. living], await book.ToldAsync(cancellation));
    }

    private static async Task<bool> HasCases(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Cast.Of("datip").Actor);
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        return await db.Access.AnyAsync(cancellation);
    }

    private static DateTimeOffset Minute(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
}
