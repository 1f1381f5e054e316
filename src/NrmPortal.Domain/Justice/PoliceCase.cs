namespace NrmPortal.Domain.Justice;

/// <summary>What is known of a police case; the day alone is enough to begin with.</summary>
/// <param name="InquiryUnitId">The inquiry officer's unit. It and the prosecutor's office follow the legal track from then on.</param>
public sealed record PoliceCaseTerms(DateOnly OpenedOn, SealedText? Number = null, SealedText? Station = null, Guid? InquiryUnitId = null, Guid? ProsecutorUnitId = null);

/// <summary>A police case about what was done to the person. Section <c>Legal</c>.</summary>
public sealed class PoliceCase
{
    private PoliceCase() { }

    internal PoliceCase(Guid id, Guid caseId, PoliceCaseTerms terms, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, OpenedOn, Number, Station) = (id, caseId, terms.OpenedOn, terms.Number, terms.Station);
        (InquiryUnitId, ProsecutorUnitId) = (terms.InquiryUnitId, terms.ProsecutorUnitId);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public DateOnly OpenedOn { get; private set; }
    public SealedText? Number { get; private set; }
    public SealedText? Station { get; private set; }
    public Guid? InquiryUnitId { get; private set; }
    public Guid? ProsecutorUnitId { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
