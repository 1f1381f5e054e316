using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Domain.Referrals;

/// <summary>What a share is to rest on: a consent, or a legal ground and, after a no, why it is named.</summary>
/// <param name="Answers">What the person answered until now; the database asks those that the reader does not see (check_ground).</param>
internal sealed record ShareBasis(Consent? Consent, string? Ground, SealedText? Why, IReadOnlyCollection<Consent>? Answers)
{
    public bool IsGround => !string.IsNullOrWhiteSpace(Ground);

    /// <summary>Whether the ground is to carry what the person has said no to.</summary>
    public bool IsOverNo(ConsentPurpose purpose, Recipient to) => IsGround && Answers is not null && Consent.LastWordIsNo(Answers, purpose, to);

    /// <exception cref="RefusedException">No ground of the table carries these parts to this recipient, or nobody wrote why in spite of a no.</exception>
    public void RequireGround(ConsentPurpose purpose, IReadOnlyCollection<Section> sections, Recipient to, bool asChild)
    {
        // One basis, so that nobody has to guess what a withdrawal ends.
        if (Consent is not null || !LegalGrounds.For(to).Contains(Ground, StringComparer.Ordinal)) throw new RefusedException("share.ground");
        if (Ground == LegalGrounds.ChildInterest && !asChild) throw new RefusedException("share.groundOfChild");
        if (!LegalGrounds.Carries(Ground!, sections, to)) throw new RefusedException("share.groundReach");
        if (Why is null && IsOverNo(purpose, to)) throw new RefusedException("share.groundReason");
    }
}
