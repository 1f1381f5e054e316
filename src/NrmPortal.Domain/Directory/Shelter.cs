using NrmPortal.Domain.Referrals;

namespace NrmPortal.Domain.Directory;

/// <summary>
/// A place that houses people: what it accepts and how many places are free. Its address is a
/// row of its own (<see cref="ShelterAddress"/>), hidden from all who do not place, transport or work there.
/// </summary>
public sealed class Shelter
{
    private Shelter() { }

    public Shelter(Guid id, Unit unit, int places, bool men, bool women, bool boys, bool girls, bool families, string languages)
    {
        (Id, UnitId, ProvinceCode, Places) = (id, unit.Id, unit.ProvinceCode, places);
        (AcceptsMen, AcceptsWomen, AcceptsBoys, AcceptsGirls, AcceptsFamilies) = (men, women, boys, girls, families);
        Languages = languages;
    }

    public Guid Id { get; private set; }
    public Guid UnitId { get; private set; }
    public Unit? Unit { get; private set; }
    public string ProvinceCode { get; private set; } = "";
    public int Places { get; private set; }
    public int Occupied { get; private set; }
    public bool AcceptsMen { get; private set; }
    public bool AcceptsWomen { get; private set; }
    public bool AcceptsBoys { get; private set; }
    public bool AcceptsGirls { get; private set; }
    public bool AcceptsFamilies { get; private set; }

    /// <summary>ISO 639 codes spoken by staff or a standing interpreter, separated by spaces.</summary>
    public string Languages { get; private set; } = "";

    public int Free => Places - Occupied;

    /// <summary>Takes one place. A second lock stands in the database: a check that occupied never passes places.</summary>
    public void TakePlace()
    {
        if (Free <= 0) throw new RefusedException("shelter.full");
        Occupied++;
    }

    public void FreePlace() => Occupied = Math.Max(0, Occupied - 1);

    /// <summary>What the office says in the directory decides whom it is offered.</summary>
    internal void Take(DirectoryEntry entry)
    {
        bool Has(Accepted whom) => entry.Accepts.Contains(whom);
        (AcceptsMen, AcceptsWomen, AcceptsBoys, AcceptsGirls, AcceptsFamilies) = (Has(Accepted.Men), Has(Accepted.Women), Has(Accepted.Boys), Has(Accepted.Girls), Has(Accepted.Families));
        Languages = entry.Languages;
    }

    /// <summary>Why this shelter fits the needs or does not, criterion by criterion.</summary>
    /// <param name="who">As the case says now: the needs are those of the day on which the referral was sent.</param>
    public IReadOnlyList<Fit> Fits(NeedsProfile needs, Resident who) =>
    [
        new("sexAndAge", Takes(who.IsChild, who.Sex) || (who.IsChild && needs.WithFamily && AcceptsFamilies), IsLimit: WhyNever(needs, who) is not null),
        new("family", !needs.WithFamily || AcceptsFamilies),
        new("language", needs.Languages.Split(' ', StringSplitOptions.RemoveEmptyEntries) is var wanted
            && (wanted.Length == 0 || wanted.Intersect(Languages.Split(' '), StringComparer.Ordinal).Any())),
        new("freePlace", Free > 0),
    ];

    /// <summary>
    /// Why nobody may send this person here, whatever the reasons: a child to a shelter that takes none of the child's sex, unless
    /// with the family, or an adult to one for the other sex. An adult whose sex is not known is for the sender to weigh.
    /// </summary>
    public Refusal? WhyNever(NeedsProfile needs, Resident who) =>
        who.IsChild ? Takes(child: true, who.Sex) || (needs.WithFamily && AcceptsFamilies) ? null : new Refusal("shelter.notForAChild")
        : who.Sex is Sex.Male or Sex.Female && !Takes(child: false, who.Sex) ? new Refusal("shelter.notForThisSex") : null;

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
public sealed record Resident(bool IsChild, Sex Sex);

/// <summary>Where the shelter is. Restricted section <c>ShelterLocation</c>.</summary>
public sealed class ShelterAddress
{
    private ShelterAddress() { }

    public ShelterAddress(Guid shelterId, SealedText address) => (Id, Address) = (shelterId, address);

    /// <summary>The shelter's id.</summary>
    public Guid Id { get; private set; }
    public SealedText? Address { get; private set; }
}
