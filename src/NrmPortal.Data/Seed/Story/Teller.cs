using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Interceptors;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Data.Seed.Story;

/// <summary>
/// Tells tales under the application role, each act by the person who would do it, so that row security really applies.
/// How far a tale has come is written in the transaction of its acts: what was told before an interruption is not told again.
/// </summary>
internal sealed class Teller(IServiceProvider services, Dictionary<string, (int Acts, string Number)> told)
{
    /// <summary>One transaction an act, as the people of the portal work.</summary>
    public async Task ActByActAsync(Tale tale, CancellationToken cancellation)
    {
        for (var act = told.GetValueOrDefault(tale.Key).Acts; act < tale.Acts.Count; act++) await Tell(tale, act, act + 1, cancellation);
    }

    /// <summary>One transaction for a whole tale of the past, in which people hand over to each other.</summary>
    public async Task AtOnceAsync(Tale tale, CancellationToken cancellation)
    {
        if (!told.ContainsKey(tale.Key)) await Tell(tale, 0, tale.Acts.Count, cancellation);
    }

    /// <summary>Everybody with a demonstration account has read what they were told before then, in each of their roles.</summary>
    public async Task ReadBeforeAsync(DateTimeOffset before, DateTimeOffset at, CancellationToken cancellation)
    {
        foreach (var player in Cast.Listed)
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(player.Actor);
            var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await db.ReadNoticesAsync(null, player.Actor, at, before);
            await transaction.CommitAsync(cancellation);
        }
    }

    private async Task Tell(Tale tale, int first, int end, CancellationToken cancellation)
    {
        ClockBook.Begin();
        await using var scope = services.CreateAsyncScope();
        var current = scope.ServiceProvider.GetRequiredService<CurrentActor>();
        current.Set(Cast.Of(tale.Acts[first].By).Actor);
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var scene = new Scene(scope.ServiceProvider, db, tale);
        var number = "";
        for (var next = first; next < end;)
        {
            var by = tale.Acts[next].By;
            var turn = tale.Acts.Take(next..end).TakeWhile(a => a.By == by).ToList();
            // In the time of the tale: a consent of years ago carried what was shared then.
            await SightInterceptor.HandOverAsync(db, current, Cast.Of(by).Actor, turn[0].At, cancellation);
            try
            {
                number = await scene.Play(turn, cancellation);
            }
            catch (Exception e) when (e is DbUpdateException or Domain.RefusedException)
            {
                throw new InvalidOperationException($"The tale {tale.Key} stops at act {next}, {string.Join(", ", turn.Select(a => a.GetType().Name))} by {by}", e);
            }

            next += turn.Count;
        }

        await db.Database.ExecuteSqlAsync($"""
            insert into story_tales (tale, acts, number) values ({tale.Key}, {end}, {number})
            on conflict (tale) do update set acts = excluded.acts, number = coalesce(nullif(excluded.number, ''), story_tales.number)
            """, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
