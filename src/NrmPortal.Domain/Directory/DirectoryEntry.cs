using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Directory;

/// <summary>
/// What partners may know of an office: what it offers, whom it takes, when and how it is reached. Kept by the office itself;
/// how old the word is stands beside it. No address: that of a shelter is a row of its own (<see cref="ShelterAddress"/>).
/// </summary>
public sealed class DirectoryEntry
{
    private DirectoryEntry() { }

    /// <summary>As shipped: nobody of the office has confirmed it yet.</summary>
    public DirectoryEntry(Unit unit, EntryTerms terms)
    {
        Id = unit.Id;
        Set(terms);
    }

    /// <summary>The unit's id.</summary>
    public Guid Id { get; private set; }
    public Unit? Unit { get; private set; }
    public EntryStatus Status { get; private set; }
    public IReadOnlyList<OfferedService> Services { get; private set; } = [];
    public IReadOnlyList<Accepted> Accepts { get; private set; } = [];

    /// <summary>ISO 639 codes spoken by staff or a standing interpreter, separated by spaces.</summary>
    public string Languages { get; private set; } = "";
    public string HoursTh { get; private set; } = "";
    public string HoursEn { get; private set; } = "";
    public IReadOnlyList<FocalPoint> FocalPoints { get; private set; } = [];

    /// <summary>When the office last said that all of this is right; null: never, it is as shipped.</summary>
    public DateTimeOffset? AssuredAt { get; private set; }
    public Guid? AssuredByUserId { get; private set; }
    public DateTimeOffset? ChangedAt { get; private set; }
    public Guid? ChangedByUserId { get; private set; }
    public Guid? ChangedByUnitId { get; private set; }

    /// <summary>Too long ago, or never. Of a closed office nothing is asked.</summary>
    public bool IsStale(DateTimeOffset now, int days) => Status != EntryStatus.Closed && (AssuredAt is null || AssuredAt < now.AddDays(-days));

    /// <summary>An office keeps its own entry; an agency administrator those of their kind of agency; whoever keeps the directory those of all.</summary>
    /// <param name="own">The kind of agency of whoever acts.</param>
    public static bool IsKeptBy(Unit unit, Actor by, AgencyType own) => RoleGrants.Has(by.Role, Permission.DirectoryAdd) || (RoleGrants.Has(by.Role, Permission.DirectoryKeep)
        && (unit.Id == by.UnitId || (by.Role == Role.AgencyAdministrator && unit.Agency == own)));

    /// <param name="shelter">Where the office houses people: what it takes decides whom it is offered.</param>
    public void Change(EntryTerms terms, Shelter? shelter, Actor by, AgencyType own, DateTimeOffset at)
    {
        RequireKeeper(by, own);
        Set(terms);
        shelter?.Take(this);
        (ChangedAt, ChangedByUserId, ChangedByUnitId) = (at, by.UserId, by.UnitId);
    }

    /// <summary>An office that the directory did not know yet. Nobody of it has confirmed anything.</summary>
    public static DirectoryEntry Add(Unit unit, EntryTerms terms, Actor by, DateTimeOffset at)
    {
        if (!RoleGrants.Has(by.Role, Permission.DirectoryAdd)) throw new RefusedException("directory.notKeeper");
        if (!Partners.Addable.Contains(unit.Agency)) throw new RefusedException("directory.oneOfAKind");
        if (string.IsNullOrWhiteSpace(unit.NameTh) || string.IsNullOrWhiteSpace(unit.NameEn)) throw new RefusedException("directory.name");
        return new DirectoryEntry(unit, terms) { Unit = unit, ChangedAt = at, ChangedByUserId = by.UserId, ChangedByUnitId = by.UnitId };
    }

    /// <summary>For a form that was opened before: what somebody else has changed since is not overwritten unread.</summary>
    /// <param name="seen">When the entry had been changed last as the form was opened.</param>
    public void RequireUnchanged(DateTimeOffset? seen)
    {
        if (ChangedAt != seen) throw new RefusedException("directory.changed");
    }

    /// <summary>The district of a public office. That of a home stands with its hidden address.</summary>
    public void Locate(string? district, Actor by, AgencyType own)
    {
        RequireKeeper(by, own);
        if (Shelter.IsHome(Unit!.Agency)) throw new RefusedException("directory.hidden");
        if (district is not null && district[..2] != Unit.ProvinceCode) throw new RefusedException("directory.district");
        Unit.LieIn(district);
    }

    /// <summary>All of it is right as it stands.</summary>
    public void Assure(Actor by, AgencyType own, DateTimeOffset at)
    {
        RequireKeeper(by, own);
        (AssuredAt, AssuredByUserId) = (at, by.UserId);
    }

    private void RequireKeeper(Actor by, AgencyType own)
    {
        if (!IsKeptBy(Unit!, by, own)) throw new RefusedException("directory.notKeeper");
    }

    private void Set(EntryTerms terms)
    {
        if (terms.FocalPoints.Count > EntryTerms.MostPoints) throw new RefusedException("directory.points");
        (Status, Services, Accepts, Languages) = (terms.Status, [.. terms.Services.Distinct().Order()], [.. terms.Accepts.Distinct().Order()], terms.Languages);
        (HoursTh, HoursEn, FocalPoints) = (terms.HoursTh, terms.HoursEn, terms.FocalPoints);
    }
}

/// <summary>What an entry says, as a form or a file gives it.</summary>
public sealed record EntryTerms(
    EntryStatus Status, IReadOnlyList<OfferedService> Services, IReadOnlyList<Accepted> Accepts, string Languages, string HoursTh, string HoursEn, IReadOnlyList<FocalPoint> FocalPoints)
{
    public const int MostPoints = 3;
}

/// <summary>Whom to ask there: a desk or post with its public telephone and e-mail, never a person's own.</summary>
public sealed record FocalPoint(string PostTh, string PostEn, string? Phone, string? Email);

/// <summary>Whether an office takes anybody at present.</summary>
public enum EntryStatus
{
    Active,
    Paused,
    Closed,
}

/// <summary>What an office of the mechanism can do for a person (Act B.E. 2551 s.33, and the police, labour and justice tracks).</summary>
public enum OfferedService
{
    Intake,
    Screening,
    Shelter,
    Food,
    MedicalCare,
    PsychosocialSupport,
    Interpretation,
    LegalAid,
    Prosecution,
    Compensation,
    WagesClaim,
    WitnessProtection,
    Education,
    VocationalTraining,
    Employment,
    StayPermit,
    TravelDocuments,
    FamilyTracing,
    ReturnHome,
    Reintegration,
    Transport,
    Coordination,
}

/// <summary>Whom an office takes.</summary>
public enum Accepted
{
    Men,
    Women,
    Boys,
    Girls,
    Families,
    ThaiNationals,
    ForeignNationals,
    Disability,
    HighRisk,
}

/// <summary>The ten kinds of partner in the mechanism.</summary>
public enum PartnerKind
{
    Msdhs,
    Prosecution,
    Labour,
    ForeignAffairs,
    Justice,
    Immigration,
    Police,
    Hotline1300,
    Dcy,
    Ngo,
}

public static class Partners
{
    private static readonly Dictionary<PartnerKind, AgencyType[]> Agencies = new()
    {
        [PartnerKind.Msdhs] = [AgencyType.Datip, AgencyType.ProvincialMsdhs, AgencyType.MsdhsShelter],
        [PartnerKind.Prosecution] = [AgencyType.Prosecution],
        [PartnerKind.Labour] = [AgencyType.Labour],
        [PartnerKind.ForeignAffairs] = [AgencyType.ForeignAffairs],
        [PartnerKind.Justice] = [AgencyType.Justice],
        [PartnerKind.Immigration] = [AgencyType.Immigration],
        [PartnerKind.Police] = [AgencyType.Police, AgencyType.PoliceShelter],
        [PartnerKind.Hotline1300] = [AgencyType.Hotline1300],
        [PartnerKind.Dcy] = [AgencyType.Dcy],
        [PartnerKind.Ngo] = [AgencyType.Ngo, AgencyType.NgoShelter],
    };

    /// <summary>The kinds of agency that make up a kind of partner. The body that oversees the mechanism and those who audit it are none.</summary>
    public static IReadOnlyList<AgencyType> AgenciesOf(PartnerKind kind) => Agencies[kind];

    /// <summary>
    /// The kinds of office that can be added. The others stand once in the country or once in a province, and what the portal asks
    /// of them it finds by that.
    /// </summary>
    public static IReadOnlyList<AgencyType> Addable { get; } =
    [
        AgencyType.MsdhsShelter, AgencyType.PoliceShelter, AgencyType.NgoShelter, AgencyType.Ngo, AgencyType.Police, AgencyType.Immigration,
        AgencyType.Labour, AgencyType.Prosecution, AgencyType.Justice, AgencyType.ForeignAffairs,
    ];

    public static PartnerKind? KindOf(AgencyType agency) => Agencies.Where(a => a.Value.Contains(agency)).Select(a => (PartnerKind?)a.Key).FirstOrDefault();
}
