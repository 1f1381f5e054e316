using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NrmPortal.Data;
using NrmPortal.Data.Setup;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Money;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>The book as the domain and as the database keep it: after any sequence, both let through the same and count the same.</summary>
public sealed class LedgerDatabaseTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private static readonly Dictionary<ClaimKind, Role> Writers = new()
    {
        [ClaimKind.CivilS34] = Role.Prosecutor,
        [ClaimKind.WithJudgmentS35] = Role.Prosecutor,
        [ClaimKind.Fund] = Role.DatipReviewer,
        [ClaimKind.Wages] = Role.LabourOfficer,
    };

    private static readonly SealedText Text = SealedText.Of("D 1/2569")!;
    private readonly Portal portal = fixture.Portal;
    private readonly DateTimeOffset at = fixture.Portal.Clock.GetUtcNow();

    [Theory]
    [InlineData(20261127)]
    [InlineData(25690)]
    [InlineData(34)]
    [InlineData(44)]
    public async Task TheDatabase_CountsAsTheDomainDoes(int seed)
    {
        var (dice, stop) = (new Random(seed), TestContext.Current.CancellationToken);
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await using var db = new PortalDbContext(PortalDatabase.Options((await TestCluster.Server).OwnerConnection(portal.Database)));
        var subject = await db.Cases.IgnoreQueryFilters().AsNoTracking().SingleAsync(c => c.NrmNumber == number, stop);
        var book = new Ledger([], []);
        foreach (var kind in Writers.Keys) book = await OpenAsync(subject, book, kind, dice.Next(1, 20_000_000) / 100m, unclaimed: seed % 2 == 0);
        for (var step = 0; step < 50; step++) book = await StepAsync(subject, book, dice);

        var stored = new Ledger(await db.Claims.AsNoTracking().Where(c => c.CaseId == subject.Id).ToListAsync(stop), await db.MoneyEntries.AsNoTracking().Where(e => e.CaseId == subject.Id).ToListAsync(stop));
        Assert.Equal(book.Total, stored.Total);
        Assert.Contains(book.Entries, e => e.Fact == MoneyFact.Paid);
        foreach (var kind in Writers.Keys)
        {
            Assert.Equal(book.Of(kind), stored.Of(kind));
            var sums = new Sums(await SumAsync(subject, kind, MoneyFact.Claimed), await SumAsync(subject, kind, MoneyFact.Ordered), await SumAsync(subject, kind, MoneyFact.Paid));
            Assert.Equal(book.Of(kind), sums);
        }
    }

    private static Actor By(ClaimKind kind) => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Writers[kind], "63");

    private async Task<decimal> SumAsync(Case of, ClaimKind kind, MoneyFact fact) => (decimal)(await portal.ScalarAsync(
        $"select coalesce(sum(e.amount), 0) from money_entries e join claims c on c.id = e.claim_id where c.case_id = '{of.Id}' and c.kind = '{kind}' and e.fact = '{fact}'"))!;

    private async Task<Ledger> OpenAsync(Case subject, Ledger book, ClaimKind kind, decimal amount, bool unclaimed)
    {
        var benefit = kind == ClaimKind.Fund ? "living" : null;
        // Every other time the court was first.
        var fact = Claim.MayBeOrderedUnclaimed(kind) && unclaimed ? MoneyFact.Ordered : MoneyFact.Claimed;
        var (claim, entry) = subject.OpenClaim(Guid.NewGuid(), Guid.NewGuid(), kind, benefit, new EntryTerms(fact, amount, ThaiDay.Of(at), MoneyAuthority.Court, Text), By(kind), at);
        await portal.ScalarAsync($"insert into claims (id, case_id, kind, benefit, opened_on, by_user_id, by_unit_id, at) select '{claim.Id}', id, '{kind}', {(benefit is null ? "null" : $"'{benefit}'")}, '{ThaiDay.Of(at):yyyy-MM-dd}', opened_by_user_id, owner_unit_id, now() from cases where id = '{subject.Id}'");
        Assert.True(await AddedAsync(entry));
        return new Ledger([.. book.Claims, claim], [.. book.Entries, entry]);
    }

    // The domain's verdict first, then the database's on the same line.
    private async Task<Ledger> StepAsync(Case subject, Ledger book, Random dice)
    {
        var claim = book.Claims.ElementAt(dice.Next(book.Claims.Count));
        var wrong = dice.Next(4) == 0 ? book.EntriesOf(claim).ElementAt(dice.Next(book.EntriesOf(claim).Count())) : null;
        var terms = new EntryTerms((MoneyFact)dice.Next(3), dice.Next(1, 4_000_000) / 100m, ThaiDay.Of(at), MoneyAuthority.Other, Text, dice.Next(4) == 0 ? Text : null);
        try
        {
            var entry = wrong is null ? subject.RecordMoney(Guid.NewGuid(), book, claim, terms, By(claim.Kind), at) : subject.ReverseEntry(Guid.NewGuid(), book, wrong, Text, By(claim.Kind), at);
            Assert.True(await AddedAsync(entry), "The database refuses what the domain lets through.");
            return book with { Entries = [.. book.Entries, entry] };
        }
        catch (RefusedException)
        {
            var (fact, amount, reverses) = wrong is null ? (terms.Fact, terms.Amount, (Guid?)null) : (wrong.Fact, -wrong.Amount, wrong.Id);
            Assert.False(await AddedAsync(Guid.NewGuid(), claim.Id, fact, amount, wrong is not null, reverses), "The database lets through what the domain refuses.");
            return book;
        }
    }

    private Task<bool> AddedAsync(MoneyEntry entry) => AddedAsync(entry.Id, entry.ClaimId, entry.Fact, entry.Amount, entry.HasReason, entry.ReversesId);

    private async Task<bool> AddedAsync(Guid id, Guid claim, MoneyFact fact, decimal amount, bool hasReason, Guid? reverses)
    {
        try
        {
            await portal.ScalarAsync(string.Create(CultureInfo.InvariantCulture, $"""
                insert into money_entries (id, case_id, claim_id, happened_on, by_user_id, by_unit_id, at, fact, amount, has_reason, reverses_id)
                select '{id}', case_id, id, opened_on, by_user_id, by_unit_id, now(), '{fact}', {amount}, {hasReason}, {(reverses is null ? "null" : $"'{reverses}'")} from claims where id = '{claim}'
                """));
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.CheckViolation or PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }
}
