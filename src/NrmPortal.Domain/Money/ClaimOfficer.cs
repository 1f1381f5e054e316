namespace NrmPortal.Domain.Money;

/// <summary>
/// A labour or justice officer whom the case's people asked to pursue what the person is owed: this person alone sees the case
/// for it, its money and nothing else, until their part ends.
/// </summary>
public sealed class ClaimOfficer
{
    private ClaimOfficer() { }

    internal ClaimOfficer(Guid id, Guid caseId, Guid membershipId, Actor by, DateTimeOffset at) =>
        (Id, CaseId, MembershipId, AskedByUserId, AskedAt) = (id, caseId, membershipId, by.UserId, at);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid MembershipId { get; private set; }
    public Guid AskedByUserId { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    internal void End(DateTimeOffset at) => EndedAt = at;
}
