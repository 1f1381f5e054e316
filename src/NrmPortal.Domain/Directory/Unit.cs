using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Directory;

/// <summary>The smallest office that acts: a station, checkpoint, shelter, division or desk.</summary>
public sealed class Unit
{
    private Unit() { }

    public Unit(Guid id, string code, AgencyType agency, string provinceCode, string nameTh, string nameEn)
        => (Id, Code, Agency, ProvinceCode, NameTh, NameEn) = (id, code, agency, provinceCode, nameTh, nameEn);

    public Guid Id { get; private set; }
    public string Code { get; private set; } = "";
    public AgencyType Agency { get; private set; }
    public string ProvinceCode { get; private set; } = "";

    /// <summary>Where a public office is; never set for a shelter (<see cref="ShelterAddress"/>).</summary>
    public string? DistrictCode { get; private set; }
    public string NameTh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public bool IsActive { get; private set; } = true;

    public void LieIn(string? districtCode) => DistrictCode = districtCode;

    /// <summary>The code of an office that is added: its kind and province, and a number where there are others.</summary>
    public static string CodeFor(AgencyType agency, string province, IReadOnlyCollection<string> taken)
    {
        var stem = $"{Prefixes[agency]}-{province}";
        return Enumerable.Range(1, taken.Count + 1).Select(n => n == 1 ? stem : $"{stem}-{n}").First(code => !taken.Contains(code, StringComparer.Ordinal));
    }

    private static readonly Dictionary<AgencyType, string> Prefixes = new()
    {
        [AgencyType.MsdhsShelter] = "SHM",
        [AgencyType.PoliceShelter] = "SHP",
        [AgencyType.NgoShelter] = "SHN",
        [AgencyType.Ngo] = "NGO",
        [AgencyType.Police] = "POL",
        [AgencyType.Immigration] = "IMM",
        [AgencyType.Labour] = "LAB",
        [AgencyType.Prosecution] = "OAG",
        [AgencyType.Justice] = "MOJ",
        [AgencyType.ForeignAffairs] = "MFA",
    };
}

/// <summary>A province with its official two-digit code.</summary>
public sealed class Province
{
    private Province() { }

    public Province(string code, string nameTh, string nameEn) => (Code, NameTh, NameEn) = (code, nameTh, nameEn);

    public string Code { get; private set; } = "";
    public string NameTh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
}
