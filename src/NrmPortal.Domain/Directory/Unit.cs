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

    public void LieIn(string districtCode) => DistrictCode = districtCode;
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
