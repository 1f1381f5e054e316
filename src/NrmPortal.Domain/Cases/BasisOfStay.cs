using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Cases;

/// <summary>On what ground a person is held or housed (Act B.E. 2551 s.29, s.33).</summary>
public enum StayBasis
{
    CustodyS29,
    CourtExtension,
    VoluntaryReflection,
    WelfareS33,
    OutsideShelter,
}

/// <summary>The ground of one stretch of days. Section <c>Plan</c>.</summary>
public sealed class BasisOfStay
{
    private BasisOfStay() { }

    internal BasisOfStay(Guid id, Guid caseId, StayBasis basis, DateOnly from, DateOnly? until, Actor by, DateTimeOffset at)
        => (Id, CaseId, Basis, From, Until, ByUserId, RecordedAt) = (id, caseId, basis, from, until, by.UserId, at);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public StayBasis Basis { get; private set; }
    public DateOnly From { get; private set; }
    public DateOnly? Until { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    public bool Covers(DateOnly day) => From <= day && (Until is null || day <= Until);
}

public sealed partial class Case
{
    /// <summary>The basis on which a receiving shelter houses the person from the day it accepts; part of the acceptance, no act of its own.</summary>
    public BasisOfStay HouseUnder(StayBasis basis, Guid id, Actor by, DateTimeOffset at)
    {
        HoldUnder(basis, ThaiDay.Of(at), at);
        return new(id, Id, basis, ThaiDay.Of(at), null, by, at);
    }

    public BasisOfStay RecordBasisOfStay(Guid id, StayBasis basis, DateOnly from, DateOnly? until, Actor by, DateTimeOffset at)
    {
        if (until < from) throw new RefusedException("stay.endsBeforeStart");
        Apply(CaseAction.RecordBasisOfStay, by, at, ("basis", basis.ToString()));
        HoldUnder(basis, from, at);
        return new BasisOfStay(id, Id, basis, from, until, by, at);
    }
}
