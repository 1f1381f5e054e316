namespace NrmPortal.Domain.Money;

/// <summary>What a rate of the Fund is paid for.</summary>
public enum RatePer
{
    Once,
    Day,
    Month,
}

/// <summary>What an administrator says of a rate.</summary>
/// <param name="Amount">In baht, exact to the satang; null where the rules fix none.</param>
/// <param name="From">First day in Thailand of the claims that follow it.</param>
/// <param name="LegalBasis">The notification or resolution.</param>
/// <param name="Confidence">C confirmed in a public source, K general knowledge, D our proposal; U shipped without being known.</param>
/// <param name="Reason">Why it is set.</param>
public sealed record RateTerms(decimal? Amount, RatePer? Per, DateOnly From, string LegalBasis, string Confidence, string Reason = "");

/// <summary>One rate of one benefit from a day on, as it was shipped or set. Never rewritten: a later day takes over, and a later row of the same day corrects it.</summary>
public sealed class FundRate
{
    private FundRate() { }

    /// <summary>A rate the portal ships with.</summary>
    public FundRate(Guid id, string benefit, int number, RateTerms shipped) : this(id, benefit, number, shipped, null, null) { }

    private FundRate(Guid id, string benefit, int number, RateTerms terms, Guid? by, DateTimeOffset? at)
    {
        (Id, Benefit, Number, Amount, Per, From) = (id, benefit, number, terms.Amount, terms.Per, terms.From);
        (LegalBasis, Confidence, Reason, ByUserId, SetAt) = (terms.LegalBasis, terms.Confidence, terms.Reason, by, at);
    }

    public Guid Id { get; private set; }

    /// <summary>A code of <see cref="FundBenefit"/>.</summary>
    public string Benefit { get; private set; } = "";

    /// <summary>Counts the rates of the benefit in the order in which they were set.</summary>
    public int Number { get; private set; }
    public decimal? Amount { get; private set; }
    public RatePer? Per { get; private set; }
    public DateOnly From { get; private set; }
    public string LegalBasis { get; private set; } = "";
    public string Confidence { get; private set; } = "";
    public string Reason { get; private set; } = "";

    /// <summary>Null: shipped with the portal.</summary>
    public Guid? ByUserId { get; private set; }
    public DateTimeOffset? SetAt { get; private set; }

    /// <summary>Nobody has said yet whether there is a rate.</summary>
    public bool IsUnknown => Confidence == "U";

    /// <summary>A new rate, from today or a later day on: what was claimed before keeps the rate of its day.</summary>
    /// <param name="known">All rates that were set before.</param>
    public static FundRate Set(Guid id, string benefit, FundRates known, RateTerms terms, Actor by, DateTimeOffset at)
    {
        if (FundBenefit.Of(benefit) is null) throw new RefusedException("fund.benefit");
        if (terms.Amount is { } amount && !Ledger.IsExact(amount)) throw new RefusedException("money.amount");
        if ((terms.Amount is null) != (terms.Per is null)) throw new RefusedException("fund.per");
        if (terms.From < ThaiDay.Of(at)) throw new RefusedException("fund.past");
        if (known.On(benefit, terms.From) is { } holds && holds.Says(terms)) throw new RefusedException("fund.same");
        return new FundRate(id, benefit, known.Of(benefit).Select(r => r.Number).DefaultIfEmpty().Max() + 1, terms, by.UserId, at);
    }

    private bool Says(RateTerms terms) => (Amount, Per, LegalBasis, Confidence) == (terms.Amount, terms.Per, terms.LegalBasis, terms.Confidence);
}
