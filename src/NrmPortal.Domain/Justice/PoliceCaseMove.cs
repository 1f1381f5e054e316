namespace NrmPortal.Domain.Justice;

/// <summary>Whose hands a police case is to be in, from which day and why; null: nobody's.</summary>
public sealed record PoliceCaseHands(DateOnly On, SealedText? Why, Guid? InquiryUnitId, Guid? ProsecutorUnitId)
{
    /// <summary>What kinds of office the two are.</summary>
    public Access.AgencyType? InquiryAgency { get; init; }
    public Access.AgencyType? ProsecutorAgency { get; init; }

    /// <summary>Of the offices that the directory calls paused or closed.</summary>
    public IReadOnlyCollection<Guid> Shut { get; init; } = [];
}

/// <summary>A police case came into other hands: into whose, out of whose, from which day, why. Section <c>Legal</c>.</summary>
public sealed class PoliceCaseMove
{
    private PoliceCaseMove() { }

    internal PoliceCaseMove(Guid id, PoliceCase police, PoliceCaseHands to, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, PoliceCaseId, On, Why) = (id, police.CaseId, police.Id, to.On, to.Why);
        (FromInquiryUnitId, FromProsecutorUnitId) = (police.InquiryUnitId, police.ProsecutorUnitId);
        (InquiryUnitId, ProsecutorUnitId) = (to.InquiryUnitId, to.ProsecutorUnitId);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid PoliceCaseId { get; private set; }
    public DateOnly On { get; private set; }
    public SealedText? Why { get; private set; }
    public Guid? FromInquiryUnitId { get; private set; }
    public Guid? FromProsecutorUnitId { get; private set; }
    public Guid? InquiryUnitId { get; private set; }
    public Guid? ProsecutorUnitId { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
