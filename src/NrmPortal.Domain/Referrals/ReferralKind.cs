using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Referrals;

/// <summary>What a person is referred to. <see cref="ReferralKinds"/> says what follows from it.</summary>
public enum ReferralKind
{
    ShelterPlacement,

    /// <summary>Services without a shelter.</summary>
    Services,
    PoliceProtection,
    LegalAid,
    Health,
    LabourClaim,
    ImmigrationStatus,
    ChildProtection,
    Embassy,
    Ngo,
}

/// <summary>One kind of referral, from <c>Referrals/Data/referral-kinds.csv</c>.</summary>
/// <param name="Receivers">The kinds of agency that may receive it.</param>
/// <param name="Reviewed">Whether DATIP's review stands between sending and receiving; else it goes straight to the receiver.</param>
/// <param name="TakesPlace">Whether acceptance takes a place at a shelter.</param>
/// <param name="StartsService">Whether acceptance begins a service outside a shelter.</param>
/// <param name="Sections">What is offered for sharing at first; each is still chosen.</param>
public sealed record ReferralKindRule(ReferralKind Kind, IReadOnlyList<AgencyType> Receivers, bool Reviewed, bool TakesPlace, bool StartsService, IReadOnlyList<Section> Sections)
{
    private static readonly ReferralAction[] OfAPlace =
        [ReferralAction.Accept, ReferralAction.Decline, ReferralAction.RecordArrival, ReferralAction.Complete, ReferralAction.ReviewAfter];
    private static readonly ReferralAction[] OfAService = [ReferralAction.TakeOn, ReferralAction.TurnDown, ReferralAction.Finish];
    private static readonly ReferralAction[] WithReview = [ReferralAction.Send, ReferralAction.Resend, ReferralAction.UndoReview];
    private static readonly ReferralAction[] WithoutReview = [ReferralAction.Offer, ReferralAction.OfferAgain];

    internal static ReferralKindRule Read(string[] r) => new(Enum.Parse<ReferralKind>(r[0]), Each<AgencyType>(r[1]), r[2] == "yes", r[3] == "yes", r[4] == "yes", Each<Section>(r[5]));

    /// <summary>Whether this kind knows the act at all.</summary>
    public bool Allows(ReferralAction action) =>
        !(TakesPlace ? OfAService : OfAPlace).Contains(action) && !(Reviewed ? WithoutReview : WithReview).Contains(action);

    /// <exception cref="RefusedException">The unit is of another kind of agency, or asks itself.</exception>
    public void RequireReceiver(AgencyType? agency, Guid? unitId, Guid fromUnitId)
    {
        if (agency is { } kind && !Receivers.Contains(kind)) throw new RefusedException("referral.receiver");
        if (unitId == fromUnitId) throw new RefusedException("referral.ownUnit");
    }

    private static T[] Each<T>(string words) where T : struct, Enum => [.. words.Split(' ').Select(Enum.Parse<T>)];
}

/// <summary>Every kind with its rule; the database holds a copy as its second lock.</summary>
public static class ReferralKinds
{
    public static IReadOnlyList<ReferralKindRule> All { get; } = [.. EmbeddedCsv.Rows("referral-kinds", "Referrals").Select(ReferralKindRule.Read)];

    private static readonly Dictionary<ReferralKind, ReferralKindRule> ByKind = All.ToDictionary(r => r.Kind);

    public static ReferralKindRule Of(ReferralKind kind) => ByKind[kind];
}
