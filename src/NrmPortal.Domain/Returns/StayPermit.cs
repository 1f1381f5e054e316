using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Returns;

/// <summary>A way to stay instead of going home, from <c>Returns/Data/permit-kinds.csv</c>.</summary>
/// <param name="Confidence">How sure the basis is: K and D wait for confirmation.</param>
public sealed record PermitKind(string Code, string LegalBasis, string Confidence, string LabelTh, string LabelEn)
{
    public static IReadOnlyList<PermitKind> All { get; } = [.. EmbeddedCsv.Rows("permit-kinds", "Returns").Select(r => new PermitKind(r[0], r[1], r[2], r[3], r[4]))];

    public static PermitKind? Of(string? code) => All.FirstOrDefault(k => k.Code == code);

    public bool IsConfirmed => Confidence is not ("K" or "D");
}

/// <param name="Kind">The code of a <see cref="PermitKind"/>.</param>
/// <param name="Until">The last day.</param>
/// <param name="Why">Why it takes the place of an earlier entry.</param>
public sealed record PermitTerms(string Kind, SealedText? Number, SealedText? GrantedBy, DateOnly From, DateOnly Until, SealedText? Note, SealedText? Why = null)
{
    internal void RequireWhole()
    {
        if (PermitKind.Of(Kind) is null) throw new RefusedException("permit.kind");
        if (GrantedBy is null) throw new RefusedException("permit.grantedBy");
        if (Until < From) throw new RefusedException("permit.until");
    }
}

/// <summary>A permission to stay or to work, with its end. Never rewritten. Section <c>Plan</c>.</summary>
public sealed class StayPermit
{
    private StayPermit() { }

    internal StayPermit(Guid id, Guid caseId, PermitTerms terms, Guid? corrects, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Kind, Number, GrantedBy) = (id, caseId, terms.Kind, terms.Number, terms.GrantedBy);
        (From, Until, Note) = (terms.From, terms.Until, terms.Note);
        (CorrectsId, Why) = (corrects, corrects is null ? null : terms.Why);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    // In the place of an entry that should not have been: of what it said only what it was about, and that it counts no longer.
    internal StayPermit(Guid id, StayPermit wrong, SealedText why, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Kind, From, Until) = (id, wrong.CaseId, wrong.Kind, wrong.From, wrong.Until);
        GrantedBy = SealedText.Of(wrong.GrantedBy?.Open());
        (CorrectsId, Why, Struck) = (wrong.Id, why, true);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public string Kind { get; private set; } = "";
    public SealedText? Number { get; private set; }
    public SealedText? GrantedBy { get; private set; }
    public DateOnly From { get; private set; }
    public DateOnly Until { get; private set; }
    public SealedText? Note { get; private set; }

    /// <summary>The entry in whose place it stands.</summary>
    public Guid? CorrectsId { get; private set; }
    public SealedText? Why { get; private set; }

    /// <summary>There was no such permit: it only takes away the entry in whose place it stands.</summary>
    public bool Struck { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }

    public bool IsOverOn(DateOnly day) => Until < day;

    /// <summary>Neither those that a later entry has taken the place of, nor what was struck out.</summary>
    public static IEnumerable<StayPermit> Standing(IReadOnlyCollection<StayPermit> permits) => permits.Where(p => !p.Struck && permits.All(c => c.CorrectsId != p.Id));

    /// <summary>Expired, and no other of its kind has taken its place: nobody stays without a ground unnoticed.</summary>
    public static IEnumerable<StayPermit> Alarming(IReadOnlyCollection<StayPermit> permits, DateOnly day) =>
        Standing(permits).GroupBy(p => p.Kind).Select(g => g.MaxBy(p => p.Until)!).Where(p => p.IsOverOn(day));
}
