using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;

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
/// <param name="To">Whoever does it speaks about the person to somebody outside, usually to these; null: to nobody.</param>
public sealed record ReturnStepRule(ReturnStepKind Kind, IReadOnlyList<ReturnFinding> Findings, bool NeedsReasons = false, bool NeedsPaper = false, OutsideRecipient? To = null, ReturnStepKind? After = null)
{
    /// <summary>Somebody outside hears of the person with it.</summary>
    public bool Reaches => To is not null;

    /// <summary>Who can be reached for a return.</summary>
    public static IReadOnlyList<OutsideRecipient> Reachable { get; } = [OutsideRecipient.Embassy, OutsideRecipient.Family, OutsideRecipient.InternationalOrganisation, OutsideRecipient.Ngo, OutsideRecipient.Other];

    /// <summary>What they hear of: an embassy who the person is, a family how they live too.</summary>
    public IReadOnlyList<Section> Told => To == OutsideRecipient.Family ? [Section.Identity, Section.Family] : [Section.Identity];

    public static IReadOnlyList<ReturnStepRule> All { get; } =
    [
        new(ReturnStepKind.NationalityAsked, [], To: OutsideRecipient.Embassy),
        new(ReturnStepKind.NationalityAnswered, [ReturnFinding.Confirmed, ReturnFinding.NotConfirmed], After: ReturnStepKind.NationalityAsked),
        new(ReturnStepKind.FamilyTraced, [ReturnFinding.Found, ReturnFinding.NotFound], To: OutsideRecipient.Family),
        new(ReturnStepKind.FamilyAssessed, [ReturnFinding.Safe, ReturnFinding.SafeWithMeasures, ReturnFinding.Unsafe], NeedsReasons: true, To: OutsideRecipient.Family),
        new(ReturnStepKind.RiskAssessed, [ReturnFinding.Safe, ReturnFinding.SafeWithMeasures, ReturnFinding.Unsafe], NeedsReasons: true),
        new(ReturnStepKind.TravelPaperApplied, [], NeedsPaper: true, To: OutsideRecipient.Embassy),
        new(ReturnStepKind.TravelPaperIssued, [], NeedsPaper: true),
    ];

    public static ReturnStepRule Of(ReturnStepKind kind) => All.First(r => r.Kind == kind);
}

/// <summary>Who outside hears of the person with a step, how, and of a child the ground where nothing is determined yet.</summary>
/// <param name="To">Null: whom a step of its kind usually reaches.</param>
/// <param name="Why">Why the ground carries it.</param>
public sealed record ReturnReach(OutsideRecipient? To, DisclosureChannel How, string? Ground = null, SealedText? Why = null);

/// <summary>One step as it is written down.</summary>
/// <param name="Who">Which embassy, authority or person: who was asked, answered, traced or assessed.</param>
/// <param name="ExpiresOn">Of a paper that was issued.</param>
/// <param name="Why">Why it takes the place of an earlier entry.</param>
public sealed record ReturnStepTerms(ReturnStepKind Kind, DateOnly On, ReturnFinding? Finding, SealedText? Who, SealedText? Reasons, TravelPaper? Paper = null, DateOnly? ExpiresOn = null, SealedText? Why = null)
{
    public ReturnReach Reach { get; init; } = new(null, DisclosureChannel.SealedLetter);

    internal ReturnStepRule RequireWhole(ReturnFile file)
    {
        var rule = ReturnStepRule.Of(Kind);
        if (Who is null) throw new RefusedException("return.who");
        if (rule.Findings.Count > 0 && (Finding is not { } found || !rule.Findings.Contains(found))) throw new RefusedException("return.finding");
        if (rule.NeedsReasons && Reasons is null) throw new RefusedException("return.reasons");
        if (rule.NeedsPaper && Paper is null) throw new RefusedException("return.paper");
        if (Kind == ReturnStepKind.TravelPaperIssued && (ExpiresOn is not { } end || end <= On)) throw new RefusedException("return.paperExpires");
        if (rule.Reaches && Reach.To is { } to && !ReturnStepRule.Reachable.Contains(to)) throw new RefusedException("share.recipient");
        if (rule.After is { } first && !(file.Last(first)?.On <= On)) throw new RefusedException("return.askedFirst");
        return rule;
    }
}

/// <summary>A step on the way home. Never rewritten: what was wrong stands beside what takes its place. Section <c>Family</c>.</summary>
public sealed class ReturnStep
{
    private ReturnStep() { }

    /// <param name="rests">On what somebody outside hears of the person; null: nobody new does.</param>
    internal ReturnStep(Guid id, Guid caseId, ReturnStepTerms terms, ReturnStepRule rule, Guid? corrects, ReturnBasis? rests, Actor by, DateTimeOffset at)
    {
        if (rests is not null)
        {
            var request = new DisclosureRequest(rule.Told, new Recipient(null, null, terms.Reach.To ?? rule.To), terms.Who, null, terms.Reach.How, rests.Ground) { GroundReason = rests.Why };
            Disclosure = new Disclosure(Guid.CreateVersion7(at), caseId, request, rests.ConsentId, by, at, id);
        }

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

    /// <summary>That somebody outside heard of the person with it; written with the step, and listed with all that was disclosed.</summary>
    public Disclosure? Disclosure { get; private set; }

    /// <summary>The entry in whose place it stands.</summary>
    public Guid? CorrectsId { get; private set; }
    public SealedText? Why { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
