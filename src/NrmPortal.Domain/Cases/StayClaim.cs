using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Cases;

/// <summary>What is said of a stay before it is checked and becomes a <see cref="BasisOfStay"/>.</summary>
/// <param name="EndsAt">First instant no longer covered; null: open, or until the limit.</param>
/// <param name="Authority">The named office that orders or agrees.</param>
/// <param name="RestsOnConsent">Welfare and services outside a shelter rest on consent or on an authority.</param>
/// <param name="PlaceName">What and where the place is; asked of one that the list does not name.</param>
/// <param name="LateReason">Why it is recorded after the limit of a custody that it ends before that limit, or corrected so that its hours become more, or none.</param>
public sealed record StayClaim(
    StayBasis Basis, DateTimeOffset StartsAt, DateTimeOffset? EndsAt, StayPlace Place, string? Authority = null, string? Court = null, string? DocumentNumber = null,
    bool RestsOnConsent = false, string? LateReason = null, string? PlaceName = null)
{
    private static readonly StayPlace[] Forbidden = [StayPlace.PoliceCell, StayPlace.DetentionRoom, StayPlace.Prison];
    private static readonly StayPlace[] ForCustody = [StayPlace.Shelter, StayPlace.MsdhsOffice, StayPlace.Hospital, StayPlace.OtherSuitable];

    /// <summary>Nobody asks the person: s.29 lets an official, and after a day a court, decide.</summary>
    public bool IsCustody => Basis is StayBasis.CustodyS29 or StayBasis.CourtExtension;

    public bool AsksConsent => Basis == StayBasis.VoluntaryReflection || (RestsOnConsent && !IsCustody);

    /// <summary>The end of the legal limit, or null where the ground has none.</summary>
    /// <param name="wrong">What it corrects.</param>
    /// <param name="keepsConsent">A correction that rests on the consent of what it corrects.</param>
    /// <param name="earlier">The bases of the case that count.</param>
    /// <param name="heldSince">The first custody of the holding that the claim continues; null: it begins one.</param>
    /// <param name="reflectionEnds">The end of the reflection period with its pauses and extensions; null: it has not begun.</param>
    /// <exception cref="RefusedException">Something that the ground needs is missing, the place is none for it, or the limit is passed.</exception>
    internal DateTimeOffset? Check(BasisOfStay? wrong, bool keepsConsent, Consent? consent, IReadOnlyCollection<BasisOfStay> earlier, DateTimeOffset? heldSince, DateTimeOffset? reflectionEnds, DateTimeOffset at)
    {
        if (EndsAt <= StartsAt) throw new RefusedException("stay.endsBeforeStart");
        if (Basis != StayBasis.CourtExtension && StartsAt > at) throw new RefusedException("date.future");
        CheckPlace();
        if (!keepsConsent) CheckGround(consent, ThaiDay.Of(at));
        var kept = wrong?.LendsItsLimit(this) == true;
        var limit = kept ? wrong!.LimitAt : Limit(earlier, heldSince, reflectionEnds);
        if (EndsAt > limit && !(kept && EndsAt <= wrong!.EndsAt)) throw new RefusedException("stay.beyondLimit");
        return limit;
    }

    private void CheckPlace()
    {
        // A cell is no place for any of the grounds; s.29 says so for custody, and nobody stays in one by choice.
        if (Forbidden.Contains(Place)) throw new RefusedException("stay.notInACell");
        if (IsCustody && !ForCustody.Contains(Place)) throw new RefusedException("stay.placeNotSuitable");
        if ((Place == StayPlace.OtherSuitable || (IsCustody && Place == StayPlace.Hospital)) && string.IsNullOrWhiteSpace(PlaceName)) throw new RefusedException("stay.placeNameNeeded");
    }

    private void CheckGround(Consent? consent, DateOnly today)
    {
        if (AsksConsent)
        {
            if (consent is not { Purpose: ConsentPurpose.Assistance } || !consent.IsLiveOn(today)) throw new RefusedException("stay.consentNeeded");
            return;
        }

        if (string.IsNullOrWhiteSpace(Authority)) throw new RefusedException("stay.authorityNeeded");
        if (Basis == StayBasis.CourtExtension && (string.IsNullOrWhiteSpace(Court) || string.IsNullOrWhiteSpace(DocumentNumber))) throw new RefusedException("stay.orderNeeded");
    }

    private DateTimeOffset? Limit(IReadOnlyCollection<BasisOfStay> earlier, DateTimeOffset? heldSince, DateTimeOffset? reflectionEnds) => Basis switch
    {
        StayBasis.CustodyS29 => CustodyLimit(heldSince ?? StartsAt, StartsAt),
        StayBasis.CourtExtension => ExtensionLimit(earlier),
        StayBasis.VoluntaryReflection => reflectionEnds ?? ClockEngine.Run(ClockCode.ReflectionPeriod, StartsAt).Due,
        _ => null,
    };

    /// <summary>An official's own power lasts once: what goes on beyond it needs the court (s.29).</summary>
    internal static DateTimeOffset CustodyLimit(DateTimeOffset heldSince, DateTimeOffset from)
    {
        var limit = Holding.LimitUnder(ClockBook.Current, heldSince);
        return from < limit ? limit : throw new RefusedException("stay.custodyOnce");
    }

    // Only while custody runs, or right at its end; several orders share the one limit, which runs from the first of them.
    private DateTimeOffset ExtensionLimit(IReadOnlyCollection<BasisOfStay> earlier)
    {
        if (EndsAt is null) throw new RefusedException("stay.orderEndNeeded");
        var running = earlier.Where(s => s.Counts && (s.Basis is StayBasis.CustodyS29 or StayBasis.CourtExtension) && s.StartsAt < StartsAt && s.ValidUntil >= StartsAt)
            .MaxBy(s => s.StartsAt) ?? throw new RefusedException("stay.noCustodyRuns");
        return running.Basis == StayBasis.CourtExtension ? running.LimitAt!.Value : ClockEngine.Run(ClockCode.CourtExtension, StartsAt).Due;
    }
}
