using Microsoft.EntityFrameworkCore;

namespace NrmPortal.Data.Jobs;

/// <summary>How many letters stand where.</summary>
public sealed record LettersInState(string State, long Count);

/// <summary>A letter that did not go out: to whom, since when, and why in the mail server's code; nothing of the case.</summary>
public sealed record FailedLetter(Guid Id, string UserName, string State, string? Reason, int Attempts, DateTimeOffset CreatedAt);

/// <summary>The post as the system administrator sees it; row security shows it to nobody else.</summary>
public sealed class PostOffice(PortalDbContext db)
{
    public const int Shown = 100;

    public Task<List<LettersInState>> CountsAsync() =>
        db.Database.SqlQuery<LettersInState>($"select state, count(*) as count from mails group by state order by state").ToListAsync();

    public Task<List<FailedLetter>> FailedAsync() => db.Database.SqlQuery<FailedLetter>($"""
        select m.id, u.user_name, m.state, m.reason, m.attempts, m.created_at from mails m join users u on u.id = m.user_id
        where m.state in ('GivenUp', 'Unsure') order by m.created_at desc limit {Shown}
        """).ToListAsync();

    public Task<long> FailedCountAsync() =>
        db.Database.SqlQuery<long>($"select count(*) as \"Value\" from mails where state in ('GivenUp', 'Unsure')").SingleAsync();

    /// <summary>The post tries once more, from the beginning.</summary>
    /// <returns>False when it has gone out meanwhile, or never failed.</returns>
    public Task<bool> SendAgainAsync(Guid letter, DateTimeOffset now) =>
        db.Database.SqlQuery<bool>($"select post_again({letter}, {now}) as \"Value\"").SingleAsync();
}
