namespace NrmPortal.Domain.Flow;

/// <summary>Conditions beyond stage and permission; the act that takes the row checks them and refuses in words.</summary>
public enum Guard
{
    None,

    /// <summary>No reason asks for a second trained person: no indicated pattern, no possible child, safe conditions.</summary>
    NoSecondScreenerNeeded,

    /// <summary>Not the person who screened.</summary>
    DifferentScreener,

    /// <summary>A live consent, or a named legal ground.</summary>
    ConsentOrLegalGround,

    /// <summary>As <see cref="ConsentOrLegalGround"/>, and of the kinds of referral those alone that take no place at a shelter for victims.</summary>
    ConsentOrLegalGroundWithoutPlace,

    /// <summary>The competent authority's seat, and opinions of enough different agencies (a setting, two).</summary>
    EnoughOpinions,

    /// <summary>As <see cref="EnoughOpinions"/>, and the reflection period has not ended.</summary>
    TimeLeft,

    /// <summary>As <see cref="EnoughOpinions"/>, and the reflection period has ended.</summary>
    TimeOver,

    /// <summary>Shown to be an adult. A child who declines or is missing goes to child protection, never to closure.</summary>
    AdultOnly,

    /// <summary>A child, or not shown to be an adult.</summary>
    ChildOnly,

    /// <summary>For a child, a best-interests determination that counts today and found this best comes first; an adult decides for themselves.</summary>
    ChildDetermined,

    /// <summary>As <see cref="ChildDetermined"/>, and the departure with its hand-over is recorded.</summary>
    HasDeparted,

    /// <summary>The case left the main line by a screening, not by a decision of the MDT.</summary>
    ScreeningNegative,

    /// <summary>No screening has let the case into protection: it has no NRM number.</summary>
    NeverInProtection,

    /// <summary>The case has had an NRM number since a screening let it into protection.</summary>
    WasInProtection,

    /// <summary>The MDT has decided before.</summary>
    HadMdtDecision,

    /// <summary>The MDT decided that the person is a victim.</summary>
    IdentifiedAsVictim,

    /// <summary>The receiving unit has not opened the referral yet.</summary>
    NotSeenByReceiver,

    /// <summary>The referral was sent as an emergency placement: place first, review after.</summary>
    Emergency,

    /// <summary>A kind of referral that DATIP does not review.</summary>
    KindUnreviewed,

    /// <summary>A kind of referral that takes no place at a shelter.</summary>
    KindWithoutPlace,
}
