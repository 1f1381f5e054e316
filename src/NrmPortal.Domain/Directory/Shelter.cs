using NrmPortal.Domain.Access;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Domain.Directory;

/// <summary>
/// A place that houses people: what it accepts and how many places are free. Its address is a
/// row of its own (<see cref="ShelterAddress"/>), hidden from all who do not place, transport or work there.
/// </summary>
public sealed partial class Shelter
{
    private Shelter() { }

    public Shelter(Guid id, Unit unit) => (Id, UnitId, Unit, ProvinceCode) = (id, unit.Id, unit, unit.ProvinceCode);

    /// <summary>All its places are for anybody it takes.</summary>
    public Shelter(Guid id, Unit unit, int places, bool men, bool women, bool boys, bool girls, bool families, string languages) : this(id, unit)
    {
        (AcceptsMen, AcceptsWomen, AcceptsBoys, AcceptsGirls, AcceptsFamilies) = (men, women, boys, girls, families);
        Languages = languages;
        Provide(id, PlaceKind.Any, places);
    }

    /// <summary>Those who run homes: whoever may receive a person who needs a place. A home without stated places is offered to nobody.</summary>
    public static bool IsHome(AgencyType agency) => ReferralKinds.Of(ReferralKind.ShelterPlacement).Receivers.Contains(agency);

    public Guid Id { get; private set; }
    public Guid UnitId { get; private set; }
    public Unit? Unit { get; private set; }
    public string ProvinceCode { get; private set; } = "";

    /// <summary>False while it takes nobody: paused or closed in the directory.</summary>
    public bool IsOpen { get; private set; } = true;
    public bool AcceptsMen { get; private set; }
    public bool AcceptsWomen { get; private set; }
    public bool AcceptsBoys { get; private set; }
    public bool AcceptsGirls { get; private set; }
    public bool AcceptsFamilies { get; private set; }
    public bool AcceptsThai { get; private set; } = true;
    public bool AcceptsForeign { get; private set; } = true;
    public bool AcceptsDisability { get; private set; }
    public bool AcceptsHighRisk { get; private set; }

    /// <summary>ISO 639 codes spoken by staff or a standing interpreter, separated by spaces.</summary>
    public string Languages { get; private set; } = "";

    /// <summary>What the office says in the directory decides whom it is offered.</summary>
    public void Take(DirectoryEntry entry)
    {
        bool Has(Accepted whom) => entry.Accepts.Contains(whom);
        (AcceptsMen, AcceptsWomen, AcceptsBoys, AcceptsGirls, AcceptsFamilies) = (Has(Accepted.Men), Has(Accepted.Women), Has(Accepted.Boys), Has(Accepted.Girls), Has(Accepted.Families));
        (AcceptsThai, AcceptsForeign) = (Has(Accepted.ThaiNationals), Has(Accepted.ForeignNationals));
        (AcceptsDisability, AcceptsHighRisk) = (Has(Accepted.Disability), Has(Accepted.HighRisk));
        (IsOpen, Languages) = (entry.Status == EntryStatus.Active, entry.Languages);
    }

    /// <summary>Why this shelter fits the needs or does not, criterion by criterion.</summary>
    /// <param name="who">As the case says now: the needs are those of the day on which the referral was sent.</param>
    /// <param name="kind">The kind of shelter that the sender asks for; null: any.</param>
    public IReadOnlyList<Fit> Fits(NeedsProfile needs, Resident who, AgencyType? kind = null) =>
    [
        new("open", IsOpen, IsLimit: !IsOpen),
        new("sexAndAge", Takes(who.IsChild, who.Sex) || (who.IsChild && needs.WithFamily && AcceptsFamilies), IsLimit: WhyNever(needs, who) is not null),
        new("kind", IsOfKind(kind)),
        new("family", !needs.WithFamily || AcceptsFamilies),
        // Not known: for whoever receives the person to find out, no reason against.
        new("nationality", needs.Nationality switch { NationalityClass.Thai => AcceptsThai, NationalityClass.Foreign => AcceptsForeign, _ => true }),
        new("language", needs.Languages.Split(' ', StringSplitOptions.RemoveEmptyEntries) is var wanted
            && (wanted.Length == 0 || wanted.Intersect(Languages.Split(' '), StringComparer.Ordinal).Any())),
        new("disability", !needs.Disability || AcceptsDisability),
        new("highRisk", !needs.HighRisk || AcceptsHighRisk),
        Vacancy(needs, who),
        .. who.IsOfOneSex || !IsAmongOneSex(needs, who) ? [] : new Fit[] { new("askWhere", Holds: false) },
    ];

    // A home of which nobody has said how many places it has is not a full one.
    private Fit Vacancy(NeedsProfile needs, Resident who)
    {
        if (!HasStated) return new Fit("stated", Holds: false, IsLimit: true);
        var free = HasPlaceFor(needs, who);
        return new Fit("freePlace", free, IsLimit: !free);
    }

    /// <summary>Whether it is run by the kind of agency that is asked for.</summary>
    public bool IsOfKind(AgencyType? kind) => kind is null || Unit!.Agency == kind;

    /// <summary>
    /// Why nobody may send this person here, whatever the reasons: a child to a shelter that takes none of the child's sex, unless
    /// with the family, or an adult to one for the other sex. An adult whose sex is not known is for the sender to weigh.
    /// </summary>
    public Refusal? WhyNever(NeedsProfile needs, Resident who) =>
        who.IsChild ? Takes(child: true, who.Sex) || (needs.WithFamily && AcceptsFamilies) ? null : new Refusal("shelter.notForAChild")
        : who.IsOfOneSex && !Takes(child: false, who.Sex) ? new Refusal("shelter.notForThisSex") : null;

    /// <summary>Whether children, or adults, of this sex live here; of an unknown sex, both.</summary>
    public bool Takes(bool child, Sex sex) => (child, sex) switch
    {
        (true, Sex.Male) => AcceptsBoys,
        (true, Sex.Female) => AcceptsGirls,
        (true, _) => AcceptsBoys && AcceptsGirls,
        (false, Sex.Male) => AcceptsMen,
        (false, Sex.Female) => AcceptsWomen,
        _ => AcceptsMen && AcceptsWomen,
    };
}

/// <summary>One criterion of a fit: its resource key and whether it holds.</summary>
/// <param name="IsLimit">It does not hold, and no reason can stand in for it.</param>
public sealed record Fit(string Criterion, bool Holds, bool IsLimit = false);

/// <summary>Who is to live at a shelter: a child, or somebody treated as one, and of which sex.</summary>
public sealed record Resident(bool IsChild, Sex Sex)
{
    /// <summary>Else it is another, or not known: where they sleep is asked, and not read off.</summary>
    public bool IsOfOneSex => Sex is Sex.Male or Sex.Female;
}

/// <summary>Where the shelter is. Restricted section <c>ShelterLocation</c>: for those who place, transport or work there.</summary>
public sealed class ShelterAddress
{
    private ShelterAddress() { }

    public ShelterAddress(Guid shelterId, SealedText address, string? districtCode) => (Id, Address, DistrictCode) = (shelterId, address, districtCode);

    /// <summary>The shelter's id.</summary>
    public Guid Id { get; private set; }
    public SealedText? Address { get; private set; }

    /// <summary>Says which shelters are near; as secret as the address.</summary>
    public string? DistrictCode { get; private set; }

    public void Move(SealedText address, string? districtCode) => (Address, DistrictCode) = (address, districtCode);
}
