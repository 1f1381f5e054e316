namespace NrmPortal.Domain.Returns;

/// <summary>What is found out and arranged before somebody goes home.</summary>
public enum ReturnStepKind
{
    /// <summary>An embassy or authority was asked to verify the nationality.</summary>
    NationalityAsked,
    NationalityAnswered,
    FamilyTraced,
    FamilyAssessed,

    /// <summary>What may happen to the person after the return.</summary>
    RiskAssessed,
    TravelPaperApplied,
    TravelPaperIssued,
}

public enum ReturnFinding
{
    Confirmed,
    NotConfirmed,
    Found,
    NotFound,
    Safe,

    /// <summary>Safe if what the reasons name is arranged.</summary>
    SafeWithMeasures,
    Unsafe,
}

public enum TravelPaper
{
    Passport,
    EmergencyTravelDocument,
    CertificateOfIdentity,
    BorderPass,
}

/// <summary>What each kind of step has to say. One table for form, domain and tests.</summary>
/// <param name="Findings">None: the step finds nothing, it is done.</param>
/// <param name="Reaches">Whoever does it speaks about the person to somebody outside: an embassy, a family.</param>
public sealed record ReturnStepRule(ReturnStepKind Kind, IReadOnlyList<ReturnFinding> Findings, bool NeedsReasons = false, bool NeedsPaper = false, bool Reaches = false, ReturnStepKind? After = null)
{
    public static IReadOnlyList<ReturnStepRule> All { get; } =
    [
        new(ReturnStepKind.NationalityAsked, [], Reaches: true),
        new(ReturnStepKind.NationalityAnswered, [ReturnFinding.Confirmed, ReturnFinding.NotConfirmed], After: ReturnStepKind.NationalityAsked),
        new(ReturnStepKind.FamilyTraced, [ReturnFinding.Found, ReturnFinding.NotFound], Reaches: true),
        new(ReturnStepKind.FamilyAssessed, [ReturnFinding.Safe, ReturnFinding.SafeWithMeasures, ReturnFinding.Unsafe], NeedsReasons: true, Reaches: true),
        new(ReturnStepKind.RiskAssessed, [ReturnFinding.Safe, ReturnFinding.SafeWithMeasures, ReturnFinding.Unsafe], NeedsReasons: true),
        new(ReturnStepKind.TravelPaperApplied, [], NeedsPaper: true, Reaches: true),
        new(ReturnStepKind.TravelPaperIssued, [], NeedsPaper: true),
    ];

    public static ReturnStepRule Of(ReturnStepKind kind) => All.First(r => r.Kind == kind);
}

/// <summary>One step as it is written down.</summary>
/// <param name="Who">Which embassy, authority or person: who was asked, answered, traced or assessed.</param>
/// <param name="ExpiresOn">Of a paper that was issued.</param>
/// <param name="Why">Why it takes the place of an earlier entry.</param>
public sealed record ReturnStepTerms(ReturnStepKind Kind, DateOnly On, ReturnFinding? Finding, SealedText? Who, SealedText? Reasons, TravelPaper? Paper = null, DateOnly? ExpiresOn = null, SealedText? Why = null)
{
    internal ReturnStepRule RequireWhole(ReturnFile file)
    {
        var rule = ReturnStepRule.Of(Kind);
        if (Who is null) throw new RefusedException("return.who");
        if (rule.Findings.Count > 0 && (Finding is not { } found || !rule.Findings.Contains(found))) throw new RefusedException("return.finding");
        if (rule.NeedsReasons && Reasons is null) throw new RefusedException("return.reasons");
        if (rule.NeedsPaper && Paper is null) throw new RefusedException("return.paper");
        if (Kind == ReturnStepKind.TravelPaperIssued && (ExpiresOn is not { } end || end <= On)) throw new RefusedException("return.paperExpires");
        if (rule.After is { } first && !(file.Last(first)?.On <= On)) throw new RefusedException("return.askedFirst");
        return rule;
    }
}

/// <summary>A step on the way home. Never rewritten: what was wrong stands beside what takes its place. Section <c>Family</c>.</summary>
public sealed class ReturnStep
{
    private ReturnStep() { }

    internal ReturnStep(Guid id, Guid caseId, ReturnStepTerms terms, ReturnStepRule rule, Guid? corrects, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Kind, On, Who, Reasons) = (id, caseId, terms.Kind, terms.On, terms.Who, terms.Reasons);
        Finding = rule.Findings.Count > 0 ? terms.Finding : null;
        Paper = rule.NeedsPaper ? terms.Paper : null;
        ExpiresOn = Kind == ReturnStepKind.TravelPaperIssued ? terms.ExpiresOn : null;
        (CorrectsId, Why) = (corrects, corrects is null ? null : terms.Why);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public ReturnStepKind Kind { get; private set; }
    public DateOnly On { get; private set; }
    public ReturnFinding? Finding { get; private set; }
    public SealedText? Who { get; private set; }
    public SealedText? Reasons { get; private set; }
    public TravelPaper? Paper { get; private set; }
    public DateOnly? ExpiresOn { get; private set; }

    /// <summary>The entry in whose place it stands.</summary>
    public Guid? CorrectsId { get; private set; }
    public SealedText? Why { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
