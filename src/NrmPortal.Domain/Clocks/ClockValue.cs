namespace NrmPortal.Domain.Clocks;

/// <summary>What an administrator says of a limit.</summary>
/// <param name="From">First day in Thailand on which a clock may start under it.</param>
/// <param name="Confidence">C confirmed in a public source, P partly, K general knowledge, D our proposal.</param>
/// <param name="Reason">Why it is changed.</param>
public sealed record ClockTerms(int Amount, ClockUnit Unit, DateOnly From, string LegalBasis, string Confidence, string Reason);

/// <summary>One value of one limit between two dates, as it was shipped or set. Never deleted: the next one ends it.</summary>
public sealed class ClockValue
{
    /// <summary>More of any unit than any law gives: a slip of the finger, not a limit.</summary>
    public const int MostAmount = 2000;

    // Deprivation of liberty, s.29.
    private static readonly ClockCode[] ByAct = [ClockCode.Custody29, ClockCode.CourtExtension];

    private ClockValue() { }

    /// <summary>A value the portal ships with.</summary>
    public ClockValue(Guid id, ClockSetting shipped) => (Id, Code, Amount, Unit, From, Until, LegalBasis, Confidence) =
        (id, shipped.Code, shipped.Amount, shipped.Unit, shipped.From, shipped.Until, shipped.LegalBasis, shipped.Confidence);

    private ClockValue(Guid id, ClockCode code, ClockTerms terms, Actor by, DateTimeOffset at)
    {
        (Id, Code, Amount, Unit, From, LegalBasis, Confidence) = (id, code, terms.Amount, terms.Unit, terms.From, terms.LegalBasis, terms.Confidence);
        (Reason, ByUserId, SetAt) = (terms.Reason, by.UserId, at);
    }

    public Guid Id { get; private set; }
    public ClockCode Code { get; private set; }
    public int Amount { get; private set; }
    public ClockUnit Unit { get; private set; }
    public DateOnly From { get; private set; }

    /// <summary>Last day on which a clock may start under it; before <see cref="From"/> where it never came into force.</summary>
    public DateOnly? Until { get; private set; }
    public string LegalBasis { get; private set; } = "";
    public string Confidence { get; private set; } = "";
    public string Reason { get; private set; } = "";

    /// <summary>Null: shipped with the portal.</summary>
    public Guid? ByUserId { get; private set; }
    public DateTimeOffset? SetAt { get; private set; }

    /// <summary>The value as clocks read it.</summary>
    public ClockSetting Setting => Named(Code, Amount, Unit, From, LegalBasis, Confidence, Until);

    /// <summary>These terms as clocks would read them, before anything is changed.</summary>
    public static ClockSetting Proposed(ClockCode code, ClockTerms terms) => Named(code, terms.Amount, terms.Unit, terms.From, terms.LegalBasis, terms.Confidence, null);

    /// <summary>A new value takes over from this one, the newest, on its first day.</summary>
    /// <exception cref="RefusedException">It would begin before this one, or is no limit at all.</exception>
    public ClockValue FollowedBy(Guid id, ClockTerms terms, Actor by, DateTimeOffset at)
    {
        if (terms.Amount is < 1 or > MostAmount) throw new RefusedException("clock.amount");
        if (terms.From < From) throw new RefusedException("clock.beforeLast");
        if (WhyNotLonger(terms) is { } refusal) throw new RefusedException(refusal);
        Until = terms.From.AddDays(-1);
        return new ClockValue(id, Code, terms, by, at);
    }

    /// <summary>
    /// A person is held no longer than an Act says: another Act, which is named and known, makes it longer, no setting does. Of the same
    /// unit only, as no other says without doubt that it is not longer.
    /// </summary>
    public Refusal? WhyNotLonger(ClockTerms terms)
    {
        if (!ByAct.Contains(Code)) return null;
        var act = ClockSettings.Default.All.First(s => s.Code == Code);
        if (terms.Unit == Unit && terms.Amount <= (act.Unit == Unit ? Math.Max(Amount, act.Amount) : Amount)) return null;
        return terms.LegalBasis == LegalBasis || terms.LegalBasis == act.LegalBasis || terms.Confidence is "K" or "D" ? new Refusal("clock.byAct") : null;
    }

    private static ClockSetting Named(ClockCode code, int amount, ClockUnit unit, DateOnly from, string basis, string confidence, DateOnly? until)
    {
        var shipped = ClockSettings.Default.All.First(s => s.Code == code);
        return new ClockSetting(code, amount, unit, from, basis, confidence, shipped.LabelTh, shipped.LabelEn, until);
    }
}
