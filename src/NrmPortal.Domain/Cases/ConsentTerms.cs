using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Cases;

/// <summary>What the data are wanted for. One consent, one purpose (PDPA B.E. 2562 s.19).</summary>
public enum ConsentPurpose
{
    /// <summary>The interview and the record of it.</summary>
    Screening,

    /// <summary>Help and services that share nothing outside the office.</summary>
    Assistance,

    /// <summary>Being offered to a shelter or service.</summary>
    Referral,

    /// <summary>Sharing beside a referral, within the portal or outside it.</summary>
    Disclosure,

    /// <summary>Going home, and asking embassy and family for it. An adult's own alone.</summary>
    Return,
}

public enum ConsentOutcome
{
    Given,
    Refused,

    /// <summary>Not able to answer now: no consent, and no refusal either.</summary>
    NotPossible,
}

/// <summary>Where a consent stands on one day.</summary>
public enum ConsentState
{
    Live,
    Refused,
    Withdrawn,
    Expired,

    /// <summary>Whoever gave it for the person is found to be a possible suspect: it carries nothing.</summary>
    Fallen,
}

/// <summary>How it was given or taken back.</summary>
public enum ConsentManner
{
    Signature,
    Witnessed,
    Thumbprint,
    Oral,
}

/// <summary>Who gave it.</summary>
public enum ConsentGiver
{
    Person,
    Guardian,
    Representative,

    /// <summary>For a child: the official of DCY or another competent official (Child Protection Act B.E. 2546).</summary>
    CompetentOfficial,
}

/// <summary>The child's own view, beside the answer of whoever decides for the child.</summary>
public enum ChildsView
{
    Agrees,
    Disagrees,

    /// <summary>Too young or not able to say.</summary>
    NotAble,
}

public enum InterpreterUse
{
    NotNeeded,
    Present,
    Phone,

    /// <summary>Needed, and there was none.</summary>
    None,
}

/// <summary>Kinds of recipient that have no place in the portal.</summary>
public enum OutsideRecipient
{
    Embassy,
    Court,
    Ngo,
    Hospital,
    InternationalOrganisation,
    Other,
    Family,
}

/// <summary>To whom: one unit, one kind of agency, one kind of recipient outside the portal, or with nothing named whoever helps.</summary>
public sealed record Recipient(Guid? UnitId, AgencyType? Agency, OutsideRecipient? Outside)
{
    /// <summary>Shelters and services; of an asking: whichever DATIP finds.</summary>
    public static Recipient AnyThatHelps { get; } = new(null, null, null);

    private static readonly AgencyType[] Helping =
    [
        AgencyType.Datip, AgencyType.ProvincialMsdhs, AgencyType.MsdhsShelter, AgencyType.PoliceShelter, AgencyType.NgoShelter,
        AgencyType.Dcy, AgencyType.Hotline1300, AgencyType.Ngo,
    ];

    private static readonly OutsideRecipient[] HelpingOutside = [OutsideRecipient.Ngo, OutsideRecipient.Hospital, OutsideRecipient.InternationalOrganisation];

    /// <summary>The directory says that the office takes nobody at present: paused or closed.</summary>
    public bool IsShut { get; init; }

    /// <summary>It is to have the case: other grounds carry that than a share, and all that its people read is opened.</summary>
    public bool AsOwner { get; init; }

    public bool IsAny => this == AnyThatHelps;

    /// <summary>Whether a consent to these reaches that one. A police station, a court or an embassy is never "whoever helps".</summary>
    public bool Includes(Recipient wanted)
    {
        if (UnitId is not null) return wanted.UnitId == UnitId;
        if (Agency is not null) return wanted.Agency == Agency;
        if (Outside is not null) return wanted.Outside == Outside;
        if (wanted.Outside is { } outside) return HelpingOutside.Contains(outside);
        return wanted.IsAny || (wanted.Agency is { } agency && Helping.Contains(agency));
    }
}

/// <summary>What is asked of the person.</summary>
/// <param name="Until">The last day; null: the limit of the settings.</param>
public sealed record ConsentTerms(ConsentPurpose Purpose, IReadOnlyCollection<Section> Sections, Recipient To, DateOnly? Until);

/// <summary>What was explained, in which language, with whose help. No name: how the interpreter took part is enough.</summary>
public sealed record Explanation(IReadOnlyCollection<string> Points, string Language, InterpreterUse Interpreter)
{
    public bool IsComplete => ConsentNotice.Points.All(p => Points.Contains(p.Code, StringComparer.Ordinal));
}

/// <summary>How and by whom the answer was given.</summary>
/// <param name="How">Null for a refusal.</param>
/// <param name="ChildsView">For a child, or a person whose age is not known.</param>
public sealed record Answer(ConsentManner? How, ConsentGiver GivenBy, ChildsView? ChildsView, Witness? Witness)
{
    /// <summary>Who answers in the person's place; not needed of the person and of a competent official.</summary>
    public StandsIn? StandsIn { get; init; }

    /// <summary>The guardians named on the case: a possible suspect among them is no other person because a form calls them cleared.</summary>
    public IReadOnlyCollection<Guardian> Known { get; init; } = [];

    /// <summary>The names of whoever records it: nobody answers in a person's place and writes it down.</summary>
    public IReadOnlyCollection<string> Recorder { get; init; } = [];

    /// <summary>On what somebody's power to answer for an adult rests.</summary>
    public Mandate? Mandate { get; init; }

    /// <summary>The person's own.</summary>
    public static Answer Own(ConsentManner how) => new(how, ConsentGiver.Person, null, null);
}

/// <summary>How an adult came to be represented.</summary>
public enum MandateKind
{
    /// <summary>A written power of attorney (Civil and Commercial Code s.798).</summary>
    PowerOfAttorney,

    /// <summary>A guardian or curator appointed by a court (Civil and Commercial Code s.28 and s.32).</summary>
    CourtOrder,

    /// <summary>Said by the person before a witness.</summary>
    SaidBeforeWitness,
}

/// <summary>A kind of mandate and the paper that shows it.</summary>
public sealed record Mandate(MandateKind Kind, SealedText? Document)
{
    public static Mandate? Of(MandateKind? kind, string? document) => kind is { } known ? new(known, SealedText.Of(document)) : null;
}

public enum WitnessRole
{
    Interpreter,
    SocialWorker,
    Psychologist,
    Official,
    NgoWorker,
    Relative,
    Other,
}

/// <summary>Who saw or heard the answer given.</summary>
public sealed record Witness(SealedText Name, WitnessRole Role)
{
    public static Witness? Of(string? name, WitnessRole? role) => SealedText.Of(name) is { } named && role is { } known ? new(named, known) : null;
}
