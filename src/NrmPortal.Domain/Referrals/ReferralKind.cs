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
/// <param name="Reviewed">Whether DATIP's review stands between sending and receiving; else it goes straight to the receiver.</param>
/// <param name="TakesPlace">Whether acceptance takes a place at a shelter.</param>
/// <param name="StartsService">Whether acceptance begins a service outside a shelter.</param>
/// <param name="Sections">What is ticked for sharing at first; each is still chosen.</param>
/// <param name="Offers">Who may receive it, and what each can be given.</param>
public sealed record ReferralKindRule(ReferralKind Kind, bool Reviewed, bool TakesPlace, bool StartsService, IReadOnlyList<Section> Sections, IReadOnlyList<ReceiverRule> Offers)
{
    private static readonly ReferralAction[] OfAPlace =
        [ReferralAction.Accept, ReferralAction.Decline, ReferralAction.RecordArrival, ReferralAction.Complete, ReferralAction.ReviewAfter];
    private static readonly ReferralAction[] OfAService = [ReferralAction.TakeOn, ReferralAction.TurnDown, ReferralAction.Finish, ReferralAction.Stop];
    private static readonly ReferralAction[] WithReview = [ReferralAction.Send, ReferralAction.Resend, ReferralAction.UndoReview];
    private static readonly ReferralAction[] WithoutReview = [ReferralAction.Offer, ReferralAction.OfferAgain];

    internal static ReferralKindRule Read(string[] r) => new(Enum.Parse<ReferralKind>(r[0]), r[1] == "yes", r[2] == "yes", r[3] == "yes", ReceiverRule.Each<Section>(r[4]),
        [.. ReceiverRule.All.Where(o => o.Kind.ToString() == r[0])]);

    /// <summary>The kinds of agency that may receive it.</summary>
    public IReadOnlyList<AgencyType> Receivers => [.. Offers.Select(o => o.Agency)];

    /// <summary>What can be shared with this kind of agency; as long as none is named, with any that receives it.</summary>
    public IReadOnlyList<Section> ShareableWith(AgencyType? agency) =>
        [.. Offers.Where(o => agency is null || o.Agency == agency).SelectMany(o => o.Sections).Distinct().Order()];

    /// <exception cref="RefusedException">Nobody there who answers would read one of these parts.</exception>
    public void RequireShareable(AgencyType? agency, IReadOnlyCollection<Section> sections)
    {
        if (sections.Except(ShareableWith(agency)).Any()) throw new RefusedException("referral.notShareable");
    }

    /// <summary>Whether this kind knows the act at all.</summary>
    public bool Allows(ReferralAction action) =>
        !(TakesPlace ? OfAService : OfAPlace).Contains(action) && !(Reviewed ? WithoutReview : WithReview).Contains(action);

    /// <exception cref="RefusedException">The unit is of another kind of agency, or asks itself.</exception>
    public void RequireReceiver(AgencyType? agency, Guid? unitId, Guid fromUnitId)
    {
        if (agency is { } kind && !Receivers.Contains(kind)) throw new RefusedException("referral.receiver");
        if (unitId == fromUnitId) throw new RefusedException("referral.ownUnit");
    }
}

/// <summary>
/// One kind of agency that receives a kind of referral, from <c>Referrals/Data/referral-receivers.csv</c>: a role there answers,
/// reads each of these parts and can do the work.
/// </summary>
/// <param name="Sections">What can be shared with it.</param>
/// <param name="Work">The permission without which the work of this kind cannot be done.</param>
public sealed record ReceiverRule(ReferralKind Kind, AgencyType Agency, IReadOnlyList<Section> Sections, string Work)
{
    internal static IReadOnlyList<ReceiverRule> All { get; } =
        [.. EmbeddedCsv.Rows("referral-receivers", "Referrals").Select(r => new ReceiverRule(Enum.Parse<ReferralKind>(r[0]), Enum.Parse<AgencyType>(r[1]), Each<Section>(r[2]), r[3]))];

    internal static T[] Each<T>(string words) where T : struct, Enum => [.. words.Split(' ').Select(Enum.Parse<T>)];
}

/// <summary>Every kind with its rule; the database holds a copy as its second lock.</summary>
public static class ReferralKinds
{
    public static IReadOnlyList<ReferralKindRule> All { get; } = [.. EmbeddedCsv.Rows("referral-kinds", "Referrals").Select(ReferralKindRule.Read)];

    private static readonly Dictionary<ReferralKind, ReferralKindRule> ByKind = All.ToDictionary(r => r.Kind);

    public static ReferralKindRule Of(ReferralKind kind) => ByKind[kind];
}
