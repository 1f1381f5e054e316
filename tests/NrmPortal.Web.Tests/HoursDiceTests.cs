using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Seed;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>The rules of the hours of custody stand twice, in the domain and in the database: by dice, the two count alike, and refuse alike.</summary>
public sealed class HoursDiceTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const int Cases = 14;
    private const int Acts = 9;

    private readonly Portal portal = fixture.Portal;
    private readonly Random dice = new(20261127);

    [Fact]
    public async Task DomainAndDatabase_CountTheHoursAlike()
    {
        var (compared, inCustody, later) = (0, 0, 0);
        var apart = new List<string>();
        for (var i = 0; i < Cases; i++)
        {
            var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), string.Create(CultureInfo.InvariantCulture, $"Dice {i}"));
            var story = new List<string>();
            for (var act = 0; act < Acts; act++)
            {
                portal.Clock.Advance(TimeSpan.FromMinutes(dice.Next(10, 600)));
                // Another office acts on what it alone sees; the next act of whoever sees all rows finds what the database made of it.
                var (user, role, seesAll) = dice.Next(3) == 0 ? ("officer.immigration", "FrontlineOfficer", false) : ("caseworker", "ProvinceCaseworker", true);
                if (await ActAsync(number, user, role, story) is not { } domain || !seesAll) continue;
                var kept = await HoursAsync(number);
                if (domain != kept)
                {
                    apart.Add($"case {i}: domain {domain}, database {kept}\n{string.Join('\n', story)}");
                    break;
                }

                (compared, inCustody) = (compared + 1, inCustody + (kept.Contains("Custody29", StringComparison.Ordinal) ? 1 : 0));
                later += story[^1].Contains("for later", StringComparison.Ordinal) ? 1 : 0;
            }
        }

        Assert.True(apart.Count == 0, string.Join("\n\n", apart));
        Assert.True(compared > Cases * 2 && inCustody > Cases && later > 3, $"{compared} compared, {inCustody} in custody, {later} for later");
    }

    private async Task<string?> ActAsync(string number, string user, string role, List<string> story)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var by = (await db.Memberships.SingleAsync(m => m.Id == ReferenceData.IdOf("membership", user + role))).AsActor();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(by);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var file = await db.Cases.SingleAsync(c => c.NrmNumber == number);
        var stays = await db.Stays.Where(s => s.CaseId == file.Id && s.CorrectedAt == null).OrderBy(s => s.StartsAt).ToListAsync();
        try
        {
            story.Add($"{portal.Clock.GetUtcNow():dd HH:mm} {user}: {Do(db, file, stays, by)}");
        }
        catch (RefusedException)
        {
            return null;
        }

        try
        {
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }
        catch (Exception e) when (role == "FrontlineOfficer" && (e as PostgresException ?? e.InnerException) is PostgresException { SqlState: PostgresErrorCodes.CheckViolation })
        {
            // Whoever does not see the other office's rows is told by the database alone.
            story[^1] += " (refused by the database)";
            return null;
        }
        catch (Exception e) when ((e as PostgresException ?? e.InnerException) is PostgresException { SqlState: PostgresErrorCodes.CheckViolation } refused)
        {
            return $"refused by {refused.ConstraintName} alone";
        }

        var limits = db.Stays.Local.Where(s => s.CorrectedAt is null && s.IsCustody && (s.EndedAt is null || s.EndedAt > s.StartsAt || s.EndReason == StayEnd.MovedPlace)).OrderBy(s => s.Id).Select(s => s.LimitAt);
        return Shown(file.CustodyClock?.ToString(), [file.CustodyFrom, file.CustodyDueAt, file.HeldSince, file.HeldUntil, .. limits]);
    }

    private string Do(PortalDbContext db, Case file, List<BasisOfStay> stays, Actor by)
    {
        var at = portal.Clock.GetUtcNow();
        var mine = stays.FindAll(s => file.MayEnd(s, by));
        if (mine.Count > 0 && dice.Next(4) == 0)
        {
            var reason = dice.Next(2) == 0 ? StayEnd.Released : StayEnd.MovedPlace;
            var left = at.AddMinutes(-dice.Next(dice.Next(3) == 0 ? 400 : 30));
            file.EndStay(mine, null, new StayEnding(left, reason, StayDestination.OwnHome, "Dice"), by, at);
            return $"{reason} {left:dd HH:mm}";
        }

        if (mine.Count > 0 && dice.Next(4) == 0)
        {
            var wrong = mine[dice.Next(mine.Count)];
            var end = wrong.EndedAt is null || dice.Next(2) == 0 ? null : new EndCorrection(null);
            var corrected = file.CorrectBasisOfStay(wrong, Guid.CreateVersion7(at), Claim(wrong.Basis, wrong.StartsAt.AddMinutes(dice.Next(-90, dice.Next(3) == 0 ? 600 : 90)), at), null, stays, by, at, end);
            db.Add(corrected);
            return $"corrects {wrong.Basis} {wrong.StartsAt:dd HH:mm} to {corrected.StartsAt:dd HH:mm}{(end is null ? "" : ", not ended")}";
        }

        // While custody runs, an order for later is as likely as all else.
        var runs = stays.Find(s => s.IsRunning && s.IsCustody && s.ValidUntil > at);
        var later = runs is not null && dice.Next(2) == 0;
        var basis = later ? StayBasis.CourtExtension : dice.Next(6) switch { < 3 => StayBasis.CustodyS29, 3 => StayBasis.CourtExtension, _ => StayBasis.WelfareS33 };
        var ends = dice.Next(2) == 0;
        var from = later ? at.AddMinutes(dice.Next((int)(runs!.ValidUntil!.Value - at).TotalMinutes + 1)) : at.AddMinutes(-dice.Next(300));
        var recorded = file.RecordBasisOfStay(Guid.CreateVersion7(at), Claim(basis, from, at), null, stays, ends, by, at);
        db.Add(recorded);
        return $"{basis} {recorded.StartsAt:dd HH:mm}{(from > at ? " for later" : "")}{(ends ? ", ends the others" : "")}";
    }

    private static StayClaim Claim(StayBasis basis, DateTimeOffset from, DateTimeOffset at) => new(
        basis, from, basis == StayBasis.CourtExtension ? (from > at ? from : at).AddDays(1) : null, StayPlace.MsdhsOffice, "MSDHS Tak", "Tak court", "1/2569", LateReason: "Dice");

    private async Task<string> HoursAsync(string number)
    {
        var row = (object[])(await portal.ScalarAsync($"select array[custody_clock, custody_from::text, custody_due_at::text, held_since::text, held_until::text] || array(select b.limit_at::text from bases_of_stay b where b.case_id = c.id and b.corrected_at is null and b.basis in ('CustodyS29', 'CourtExtension') and stay_began(b) order by b.id) from cases c where nrm_number = '{number}'"))!;
        DateTimeOffset? At(int i) => row[i] is string text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;
        return Shown(row[0] as string, [.. Enumerable.Range(1, row.Length - 1).Select(At)]);
    }

    private static string Shown(string? clock, DateTimeOffset?[] times) => $"{clock} {string.Join(' ', times.Select(t => t is { } at ? at.ToUniversalTime().ToString("dd HH:mm:ss", CultureInfo.InvariantCulture) : "-"))}";
}
