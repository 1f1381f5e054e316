using NrmPortal.Domain.Cases;

namespace NrmPortal.Domain.Referrals;

/// <summary>What was changed of a referral before it was sent, or sent again. Codes alone: the history shows them to whoever sees the case.</summary>
public enum ReferralChange
{
    Unit,
    ShelterKind,
    Urgency,
    Emergency,
    Sections,
    Basis,
    Person,
    Languages,
    Needs,
    Remarks,
}

/// <summary>As long as nobody holds it, its sender puts right what it asks for, says and shares.</summary>
public sealed partial class Referral
{
    /// <summary>Of what left the office before, the version that left it stays beside the new one.</summary>
    internal ReferralVersion? Revise(ReferralRequest request, ShareBasis basis, NeedsProfile needs, NeedsProfile wanted, string origin, Actor by, DateTimeOffset at)
    {
        if (WhyNot(ReferralAction.Revise, by.Role) is { } refusal) throw new RefusedException(refusal);
        if (needs.Id != Id) throw new RefusedException("case.other");
        var before = new ReferralVersion(Guid.CreateVersion7(at), this, needs, by, at);
        ReferralChange[] changed = [.. Differences(request, basis), .. needs.Differences(wanted)];
        if (changed.Length == 0) return null;
        (RequestedUnitId, ShelterKind, Urgent, Emergency, Sections) = (request.UnitId, request.ShelterKind, request.Urgent, request.Emergency, request.Sections);
        ProvinceCode = origin;
        if (changed.Contains(ReferralChange.Basis)) RestOn(basis);
        needs.Take(wanted);
        Step(ReferralAction.Revise, null, by, at, string.Join(' ', changed));
        return State == ReferralState.Draft ? null : before;
    }

    /// <summary>The changes made in this act, as codes; empty: none.</summary>
    internal string ChangedAt(DateTimeOffset at) => steps.LastOrDefault(s => s.Action == ReferralAction.Revise && s.At == at)?.Changed ?? "";

    private IEnumerable<ReferralChange> Differences(ReferralRequest wanted, ShareBasis basis)
    {
        if (wanted.UnitId != RequestedUnitId) yield return ReferralChange.Unit;
        if (wanted.ShelterKind != ShelterKind) yield return ReferralChange.ShelterKind;
        if (wanted.Urgent != Urgent) yield return ReferralChange.Urgency;
        if (wanted.Emergency != Emergency) yield return ReferralChange.Emergency;
        if (!wanted.Sections.Order().SequenceEqual(Sections.Order())) yield return ReferralChange.Sections;
        if (basis.Consent?.Id != ConsentId || (basis.IsGround ? basis.Ground : null) != LegalGround || basis.Why?.Open() != GroundReason?.Open() || ShareEndedAt is not null) yield return ReferralChange.Basis;
    }
}
