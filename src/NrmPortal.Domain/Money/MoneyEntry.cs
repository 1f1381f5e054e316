using NrmPortal.Domain.Documents;

namespace NrmPortal.Domain.Money;

/// <param name="Amount">In baht, exact to the satang.</param>
/// <param name="Reason">Needed where more is ordered than was claimed, or more paid than was ordered.</param>
/// <param name="Document">Its number, where it is not filed, or is known by another.</param>
/// <param name="Filed">The order, receipt or resolution itself, filed in the case.</param>
public sealed record EntryTerms(
    MoneyFact Fact, decimal Amount, DateOnly On, MoneyAuthority? Authority = null, SealedText? Document = null, SealedText? Reason = null, Document? Filed = null);

/// <summary>
/// One line of the book. Never rewritten: a wrong one is reversed by another of the same size below zero. No recipient's
/// account is stored anywhere. Section <c>Money</c>.
/// </summary>
public sealed class MoneyEntry
{
    private MoneyEntry() { }

    internal MoneyEntry(Guid id, Claim claim, EntryTerms terms, Guid? reverses, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, ClaimId, Fact, Amount, On) = (id, claim.CaseId, claim.Id, terms.Fact, terms.Amount, terms.On);
        (Authority, Document, FiledDocumentId, Reason, ReversesId) = (terms.Authority, terms.Document, terms.Filed?.Id, terms.Reason, reverses);
        (HasReason, ByUserId, ByUnitId, At) = (terms.Reason is not null, by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid ClaimId { get; private set; }
    public MoneyFact Fact { get; private set; }

    /// <summary>In baht; below zero in a reversal alone.</summary>
    public decimal Amount { get; private set; }
    public DateOnly On { get; private set; }
    public MoneyAuthority? Authority { get; private set; }

    /// <summary>The number of the order, receipt or resolution.</summary>
    public SealedText? Document { get; private set; }

    /// <summary>The filed document that it rests on; whoever reads the book opens it only where they read its section.</summary>
    public Guid? FiledDocumentId { get; private set; }
    public SealedText? Reason { get; private set; }

    /// <summary>What the database sees of a reason that it cannot read.</summary>
    public bool HasReason { get; private set; }
    public Guid? ReversesId { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
