namespace NrmPortal.Domain.Cases;

/// <summary>From when to when a shelter housed the person; open while it does.</summary>
public sealed record Housing(DateTimeOffset From, DateTimeOffset? Until);

/// <summary>One calendar day in Thailand: which bases cover it and what is wrong with it.</summary>
/// <param name="Held">The person was held or housed on that day.</param>
/// <param name="Gap">No basis covers it; of today: none covers this moment.</param>
/// <param name="Overlap">Two bases cover the same hours.</param>
/// <param name="PastLimit">A basis went on beyond its legal limit and no other took its place.</param>
/// <param name="AfterCustody">A custody ended, nobody let the person go, and hours passed before anything covered them.</param>
public sealed record StayDay(DateOnly Day, bool Held, IReadOnlyList<BasisOfStay> Covering, bool Gap, bool Overlap, bool PastLimit, bool AfterCustody)
{
    public bool IsAlarm => Gap || Overlap || PastLimit || AfterCustody || Disputed;

    /// <summary>One office says that the person left before, and another's record goes on.</summary>
    public bool Disputed { get; init; }

    /// <summary>Bases that ended on that day, which was written down after a limit had passed.</summary>
    public IReadOnlyList<BasisOfStay> EndedLate { get; init; } = [];
}

/// <summary>
/// The days of a case from the first on which the person was held or housed until now. Within a day a basis may follow
/// another after some hours; a day that none covers at all, two that cover the same hours, and hours past a limit are alarms.
/// Custody is counted in hours (s.29), and so is what follows it: hours on no ground before the next one are an alarm too.
/// </summary>
public static class StayCalendar
{
    private sealed record Span(DateTimeOffset From, DateTimeOffset Until)
    {
        public bool IsEmpty => Until <= From;

        public Span Within(Span other) => new(From > other.From ? From : other.From, Until < other.Until ? Until : other.Until);
    }

    // What a basis covers, and when whom it held was let go.
    private sealed record Cover(BasisOfStay Stay, Span Span, DateTimeOffset? Left);

    public static IReadOnlyList<StayDay> Of(IEnumerable<BasisOfStay> stays, IEnumerable<Housing> housed, DateTimeOffset now)
    {
        var counting = stays.Where(s => s.Counts && s.HasBegun).OrderBy(s => s.StartsAt).ToList();
        // Now itself belongs to the time looked at: a basis recorded this moment covers it.
        var end = now.AddTicks(1);
        var held = Held(counting, housed, end).Where(s => !s.IsEmpty).ToList();
        if (held.Count == 0) return [];
        // A ground does not outlast the leaving of whom it held.
        var valid = (from s in counting let left = s.LeftAt(counting) select new Cover(s, new Span(s.StartsAt, new[] { s.ValidUntil, left }.Min() ?? DateTimeOffset.MaxValue), left)).ToList();
        var days = new List<StayDay>();
        var after = AfterCustody(valid, end).ToList();
        var disputed = DisputedSince(counting);
        for (var day = ThaiDay.Of(held.Min(h => h.From)); day <= ThaiDay.Of(now); day = day.AddDays(1))
            days.Add(Judge(day, held, valid, after, end) with { Disputed = disputed is { } since && day >= ThaiDay.Of(since), EndedLate = [.. counting.Where(s => s.LateReason is not null && ThaiDay.Of(s.EndedAt!.Value) == day)] });
        return days;
    }

    /// <summary>The same for whoever sees some of the bases alone: the days that those cover, and no alarm, for what they leave open another office may cover.</summary>
    public static IReadOnlyList<StayDay> Seen(IEnumerable<BasisOfStay> stays, DateTimeOffset now) =>
        [.. Of(stays, [], now).Select(d => new StayDay(d.Day, d.Covering.Count > 0, d.Covering, false, false, false, false) { EndedLate = d.EndedLate })];

    private static IEnumerable<Span> Held(List<BasisOfStay> stays, IEnumerable<Housing> housed, DateTimeOffset end)
    {
        Span Of(DateTimeOffset from, DateTimeOffset? until) => new(from, until < end ? until.Value : end);
        return [.. stays.Select(s => Of(s.StartsAt, s.LeftAt(stays))), .. housed.Select(h => Of(h.From, h.Until))];
    }

    // Whoever still has the person says so with a new record; whoever has not ends the old one.
    private static DateTimeOffset? DisputedSince(List<BasisOfStay> stays) =>
        (from s in stays where s.IsRunning && s.LeftAt(stays) is null from l in stays where l.EndedByLeaving && l.HasBegun && l.ByUnitId != s.ByUnitId && l.EndedAt > s.StartsAt select l.EndedAt).Min();

    // From the end of a custody to the next cover. What went on beyond its limit is past the limit; who left is held no more.
    private static IEnumerable<Span> AfterCustody(List<Cover> valid, DateTimeOffset end)
    {
        foreach (var (custody, span, _) in valid.Where(v => v.Stay.IsCustody && !v.Stay.EndedByLeaving && !v.Span.IsEmpty && v.Stay.RunsUntil == v.Stay.ValidUntil))
        {
            var others = valid.Where(v => v.Stay != custody && !v.Span.IsEmpty && v.Span.Until > span.Until).ToList();
            if (!others.Exists(v => v.Span.From <= span.Until)) yield return new(span.Until, others.Select(v => v.Span.From).Append(end).Min());
        }
    }

    private static StayDay Judge(DateOnly day, List<Span> held, List<Cover> valid, List<Span> after, DateTimeOffset end)
    {
        var whole = new Span(StartOf(day), StartOf(day.AddDays(1)));
        var hours = held.Select(h => h.Within(whole)).Where(s => !s.IsEmpty).ToList();
        var covering = valid.Select(v => (v.Stay, Span: v.Span.Within(whole).Within(new Span(whole.From, end)))).Where(v => !v.Span.IsEmpty).ToList();
        if (hours.Count == 0) return new(day, false, [], false, false, false, false);
        var now = end.AddTicks(-1);
        var heldNow = hours.Any(h => h.From <= now && now < h.Until);
        return new(day, true, [.. covering.Select(c => c.Stay)],
            Gap: covering.Count == 0 || (heldNow && !covering.Any(c => c.Span.From <= now && now < c.Span.Until)),
            Overlap: covering.Exists(a => covering.Exists(b => a.Stay != b.Stay && !a.Span.Within(b.Span).IsEmpty)),
            PastLimit: valid.Exists(v => OverLimit(v.Stay, v.Left, end) is { } over && hours.Exists(h => IsUncovered(over.Within(h), [.. covering.Where(c => Answers(c.Stay, v.Stay)).Select(c => c.Span)]))),
            AfterCustody: after.Exists(a => hours.Exists(h => !a.Within(h).IsEmpty)));
    }

    private static Span? OverLimit(BasisOfStay stay, DateTimeOffset? left, DateTimeOffset end) =>
        stay.LimitAt is { } limit && limit < end && (new[] { stay.RunsUntil, left }.Min() ?? end) is var until && until > limit ? new Span(limit, until) : null;

    // What another office records is no answer to custody beyond its limit: a court's permission is, or the office's own next ground, once that has ended it.
    private static bool Answers(BasisOfStay next, BasisOfStay over) => !over.IsCustody || next.Basis == StayBasis.CourtExtension || (next.ByUnitId == over.ByUnitId && over.EndedAt is not null);

    // Some instant of the span that none of the others covers.
    private static bool IsUncovered(Span span, List<Span> by)
    {
        foreach (var cover in by.OrderBy(c => c.From))
        {
            if (span.IsEmpty) return false;
            if (cover.From <= span.From && cover.Until > span.From) span = span with { From = cover.Until };
        }

        return !span.IsEmpty;
    }

    private static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7)).ToUniversalTime();
}
