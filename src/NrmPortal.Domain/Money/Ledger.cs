namespace NrmPortal.Domain.Money;

/// <summary>What was claimed, ordered and paid, each apart, and what is still to be paid of what was ordered.</summary>
public readonly record struct Sums(decimal Claimed, decimal Ordered, decimal Paid)
{
    /// <summary>Never below nothing: more may have been paid than was ordered, for a reason.</summary>
    public decimal Outstanding => Math.Max(0, Ordered - Paid);

    /// <summary>Paid beyond what was ordered.</summary>
    public decimal Beyond => Math.Max(0, Paid - Ordered);

    public static Sums operator +(Sums a, Sums b) => new(a.Claimed + b.Claimed, a.Ordered + b.Ordered, a.Paid + b.Paid);
}

/// <summary>The book of one case: its claims, their entries, and the sums that follow from them. Nothing is stored that could disagree.</summary>
public sealed record Ledger(IReadOnlyCollection<Claim> Claims, IReadOnlyCollection<MoneyEntry> Entries)
{
    /// <summary>The largest amount that the table holds.</summary>
    public const decimal Most = 999_999_999_999.99m;

    public static bool IsExact(decimal amount) => amount is > 0 and <= Most && decimal.Round(amount, 2) == amount;

    public static Sums Of(IEnumerable<MoneyEntry> entries) => entries.Aggregate(default(Sums), (sums, e) => sums + e.Fact switch
    {
        MoneyFact.Claimed => new Sums(e.Amount, 0, 0),
        MoneyFact.Ordered => new Sums(0, e.Amount, 0),
        _ => new Sums(0, 0, e.Amount),
    });

    public Sums Of(Claim claim) => Of(EntriesOf(claim));

    public Sums Of(ClaimKind kind) => Claims.Where(c => c.Kind == kind).Select(Of).Aggregate(default(Sums), (a, b) => a + b);

    public Sums Total => Of(Entries);

    /// <summary>What is outstanding on each claim, summed: too much paid on one is not set off against another.</summary>
    public decimal OutstandingOf(ClaimKind kind) => Claims.Where(c => c.Kind == kind).Sum(c => Of(c).Outstanding);

    public IEnumerable<MoneyEntry> EntriesOf(Claim claim) => Entries.Where(e => e.ClaimId == claim.Id).OrderBy(e => e.At).ThenBy(e => e.Id);

    /// <summary>The court ordered it of its own motion: nothing was ever claimed, so that no order is more than that.</summary>
    public bool IsUnclaimed(Claim claim) => Claim.MayBeOrderedUnclaimed(claim.Kind) && !Entries.Any(e => e.ClaimId == claim.Id && e.Fact == MoneyFact.Claimed);

    public bool IsReversed(MoneyEntry entry) => Entries.Any(e => e.ReversesId == entry.Id);
}
