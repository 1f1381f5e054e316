using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Money;
using Xunit;
using static NrmPortal.Domain.Tests.Cases.AChild;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>What must hold of the book after any sequence of entries and reversals.</summary>
public sealed class LedgerProperties
{
    private static readonly DateOnly Today = ThaiDay.Of(At);

    // Each kind is written by its own role.
    private static readonly Dictionary<ClaimKind, Actor> Writers = new()
    {
        [ClaimKind.CivilS34] = Acting(Role.Prosecutor),
        [ClaimKind.WithJudgmentS35] = Acting(Role.Prosecutor),
        [ClaimKind.Fund] = Acting(Role.DatipReviewer),
        [ClaimKind.Wages] = Acting(Role.LabourOfficer),
    };

    [Fact]
    public void EveryKind_IsAmongThoseTried() => Assert.Equal(Enum.GetValues<ClaimKind>(), Writers.Keys.Order());

    [Property(MaxTest = 60)]
    public Property Sums_AreThoseOfTheSatang_ForAnySequence() => ForAny(book => Enum.GetValues<MoneyFact>().All(fact =>
        (long)(Part(book.Total, fact) * 100) == book.Entries.Where(e => e.Fact == fact).Sum(e => (long)(e.Amount * 100)) && decimal.Round(Part(book.Total, fact), 2) == Part(book.Total, fact)));

    [Property(MaxTest = 60)]
    public Property KindsAndClaims_AddUpToTheTotal() => ForAny(book =>
        Enum.GetValues<ClaimKind>().Select(book.Of).Aggregate((a, b) => a + b) == book.Total && book.Claims.Select(book.Of).Aggregate((a, b) => a + b) == book.Total);

    [Property(MaxTest = 60)]
    public Property Outstanding_IsNeverBelowNothing_AndExplainsThePayments() => ForAny(book => book.Claims.Select(book.Of).All(s =>
        s.Outstanding >= 0 && s.Beyond >= 0 && s.Ordered - s.Paid == s.Outstanding - s.Beyond && (s.Outstanding == 0 || s.Beyond == 0)));

    [Property(MaxTest = 60)]
    public Property WithoutAReason_NothingIsPaidBeyondTheOrder() => ForAny(
        book => book.Entries.Select((entry, n) => (entry, until: book.Entries.Take(n + 1))).Where(e => !e.entry.HasReason && e.entry.ReversesId is null).All(e =>
        {
            var then = Ledger.Of(e.until.Where(other => other.ClaimId == e.entry.ClaimId));
            var unclaimed = Claim.MayBeOrderedUnclaimed(book.Claims.Single(c => c.Id == e.entry.ClaimId).Kind) && e.until.All(other => other.ClaimId != e.entry.ClaimId || other.Fact != MoneyFact.Claimed);
            return e.entry.Fact switch { MoneyFact.Paid => then.Paid <= then.Ordered, MoneyFact.Ordered => unclaimed || then.Ordered <= then.Claimed, _ => true };
        }));

    [Property(MaxTest = 60)]
    public Property ReversingAnEntry_IsAsIfItHadNotBeen() => ForAny(book =>
    {
        var subject = Case(book);
        return book.Entries.Where(e => e.ReversesId is null && !book.IsReversed(e)).All(wrong =>
            (book with { Entries = [.. book.Entries, subject.ReverseEntry(Guid.NewGuid(), book, wrong, Text, WriterOf(book, wrong), At)] }).Total == Ledger.Of(book.Entries.Where(e => e.Id != wrong.Id)));
    });

    [Property(MaxTest = 60)]
    public Property ReversingEverything_LeavesNothing() => ForAny(book =>
    {
        var subject = Case(book);
        foreach (var wrong in book.Entries.Where(e => e.ReversesId is null && !book.IsReversed(e)).ToList())
            book = book with { Entries = [.. book.Entries, subject.ReverseEntry(Guid.NewGuid(), book, wrong, Text, WriterOf(book, wrong), At)] };
        return book.Total == default && book.Entries.Sum(e => e.Amount) == 0;
    });

    private static readonly Dictionary<Guid, Case> Cases = [];

    private static Case Case(Ledger book) => Cases[book.Claims.First().CaseId];

    private static Actor WriterOf(Ledger book, MoneyEntry entry) => Writers[book.Claims.Single(c => c.Id == entry.ClaimId).Kind];

    private static decimal Part(Sums sums, MoneyFact fact) => fact switch { MoneyFact.Claimed => sums.Claimed, MoneyFact.Ordered => sums.Ordered, _ => sums.Paid };

    // A claim of each kind, and steps that the domain lets through; what it refuses leaves the book as it was.
    private static Property ForAny(Func<Ledger, bool> holds)
    {
        var step = from claim in Gen.Choose(0, Writers.Count - 1)
                   from fact in Gen.Elements(Enum.GetValues<MoneyFact>())
                   from satang in Gen.Choose(1, 50_000_000)
                   from reason in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
                   from reverse in Gen.Frequency((4, Gen.Constant(-1)), (1, Gen.Choose(0, 30)))
                   select (claim, fact, satang, reason, reverse);
        var any = from steps in step.ListOf()
                  from unclaimed in Gen.Elements(true, false)
                  select (unclaimed, steps);
        return Prop.ForAll(any.ToArbitrary(), tried => holds(Written(tried.steps, tried.unclaimed)));
    }

    /// <param name="unclaimed">The court ordered of its own motion where it may: that claim begins with the order.</param>
    private static Ledger Written(IEnumerable<(int Claim, MoneyFact Fact, int Satang, bool Reason, int Reverse)> steps, bool unclaimed)
    {
        EntryTerms First(ClaimKind kind) => new(unclaimed && Claim.MayBeOrderedUnclaimed(kind) ? MoneyFact.Ordered : MoneyFact.Claimed, 123_456.78m, Today, MoneyAuthority.Court, Text);
        var subject = InProtection(AgeGroup.Adult);
        lock (Cases) Cases[subject.Id] = subject;
        var opened = Writers.Select(w => subject.OpenClaim(Guid.NewGuid(), Guid.NewGuid(), w.Key, w.Key == ClaimKind.Fund ? "living" : null, First(w.Key), w.Value, At)).ToList();
        var book = new Ledger([.. opened.Select(o => o.Claim)], [.. opened.Select(o => o.Entry)]);
        foreach (var s in steps)
        {
            try
            {
                var entry = s.Reverse >= 0 && s.Reverse < book.Entries.Count
                    ? subject.ReverseEntry(Guid.NewGuid(), book, book.Entries.ElementAt(s.Reverse), Text, WriterOf(book, book.Entries.ElementAt(s.Reverse)), At)
                    : subject.RecordMoney(Guid.NewGuid(), book, book.Claims.ElementAt(s.Claim), new EntryTerms(s.Fact, s.Satang / 100m, Today, MoneyAuthority.Court, Text, s.Reason ? Text : null), Writers[book.Claims.ElementAt(s.Claim).Kind], At);
                book = book with { Entries = [.. book.Entries, entry] };
            }
            catch (RefusedException)
            {
                // As it should be: the sequence goes on without it.
            }
        }

        return book;
    }
}
