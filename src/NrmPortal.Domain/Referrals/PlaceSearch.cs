using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Domain.Referrals;

/// <summary>How near a shelter is to where the person is.</summary>
public enum Nearness
{
    SameDistrict,
    SameProvince,
    NeighbouringProvince,
    Elsewhere,
}

/// <summary>Where the person is (<see cref="Cases.Case.OriginFor"/>); the district is the sending office's, where that lies in the same province and it is known.</summary>
public sealed record SearchOrigin(string ProvinceCode, string? DistrictCode, IReadOnlyCollection<string> Neighbours);

/// <summary>A shelter in its rank, and why it stands there or cannot be chosen.</summary>
/// <param name="Exclusions">Resource keys of what no reason can stand in for; empty: it can be chosen.</param>
public sealed record RankedPlace(Shelter Shelter, IReadOnlyList<Fit> Fits, Nearness Nearness, IReadOnlyList<string> Exclusions)
{
    public bool CanBeChosen => Exclusions.Count == 0;
    public int Missing => Fits.Count(f => !f.Holds);
}

/// <summary>Ranks shelters for a person: those of the kind that is asked for, what fits best first, then what is near; what cannot be chosen comes last, with its reasons.</summary>
/// <param name="kind">The kind of shelter that the sender asks for; null: any.</param>
public sealed class PlaceSearch(NeedsProfile needs, Resident who, SearchOrigin origin, AgencyType? kind)
{
    /// <param name="candidates">Shelters with their unit and places, and their district where the searcher may know it.</param>
    public IReadOnlyList<RankedPlace> Rank(IEnumerable<(Shelter Shelter, string? DistrictCode)> candidates) =>
    [
        .. candidates.Select(c => Place(c.Shelter, c.DistrictCode))
            .OrderByDescending(p => p.CanBeChosen).ThenByDescending(p => p.Shelter.IsOfKind(kind)).ThenBy(p => p.Missing).ThenBy(p => p.Nearness)
            .ThenByDescending(p => p.Shelter.Free).ThenBy(p => p.Shelter.Unit!.Code, StringComparer.Ordinal),
    ];

    private RankedPlace Place(Shelter shelter, string? district)
    {
        var fits = shelter.Fits(needs, who, kind);
        return new RankedPlace(shelter, fits, NearnessOf(shelter, district), [.. fits.Where(f => f.IsLimit).Select(f => f.Criterion)]);
    }

    private Nearness NearnessOf(Shelter shelter, string? district) =>
        origin.DistrictCode is { } here && here == district ? Nearness.SameDistrict
        : shelter.ProvinceCode == origin.ProvinceCode ? Nearness.SameProvince
        : origin.Neighbours.Contains(shelter.ProvinceCode) ? Nearness.NeighbouringProvince : Nearness.Elsewhere;
}
