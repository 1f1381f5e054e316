using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Money;

/// <summary>What the person is owed, and on which ground.</summary>
public enum ClaimKind
{
    /// <summary>Compensation that the prosecutor claims for the person (s.34).</summary>
    CivilS34,

    /// <summary>Compensation that the court orders with the judgment (s.35).</summary>
    WithJudgmentS35,

    /// <summary>The Anti-Trafficking in Persons Fund (s.44).</summary>
    Fund,

    /// <summary>Wages withheld, and other claims under labour law.</summary>
    Wages,
}

/// <summary>Who ordered or paid.</summary>
public enum MoneyAuthority
{
    Court,
    FundCommittee,
    LabourInspector,
    LabourCourt,
    LegalExecution,
    Offender,
    Employer,
    Other,
}

/// <summary>What an entry in the book records: each is a fact of its own, with its own day.</summary>
public enum MoneyFact
{
    Claimed,
    Ordered,
    Paid,
}

/// <summary>One claim of the person. What was claimed, ordered and paid stands in its entries. Section <c>Money</c>.</summary>
public sealed class Claim
{
    private Claim() { }

    internal Claim(Guid id, Guid caseId, ClaimKind kind, string? benefit, DateOnly on, Actor by, DateTimeOffset at) =>
        (Id, CaseId, Kind, Benefit, OpenedOn, ByUserId, ByUnitId, At) = (id, caseId, kind, benefit, on, by.UserId, by.UnitId, at);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public ClaimKind Kind { get; private set; }

    /// <summary>A code of <see cref="FundBenefit"/>; the Fund's claims alone have one.</summary>
    public string? Benefit { get; private set; }
    public DateOnly OpenedOn { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>A court orders compensation with the judgment also where nobody has claimed it (s.35).</summary>
    public static bool MayBeOrderedUnclaimed(ClaimKind kind) => kind == ClaimKind.WithJudgmentS35;

    /// <summary>Who may write which entry of which claim: the prosecutor claims compensation, whoever enforces it records what came of it.</summary>
    public static CaseAction ActionOf(ClaimKind kind, MoneyFact fact) => kind switch
    {
        ClaimKind.Fund => CaseAction.RecordFundMoney,
        ClaimKind.Wages => CaseAction.RecordWageMoney,
        _ => fact == MoneyFact.Claimed ? CaseAction.RecordCivilClaim : CaseAction.RecordCivilMoney,
    };
}
