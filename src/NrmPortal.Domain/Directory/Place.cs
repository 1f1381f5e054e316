namespace NrmPortal.Domain.Directory;

/// <summary>A district (amphoe, khet) with its official four-digit code, the first two of which name its province.</summary>
public sealed class District
{
    private District() { }

    public District(string code, string nameTh, string nameEn) => (Code, NameTh, NameEn) = (code, nameTh, nameEn);

    public string Code { get; private set; } = "";

    /// <summary>Kept by the database: the first two digits of the code.</summary>
    public string ProvinceCode { get; private set; } = "";
    public string NameTh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
}

/// <summary>A sub-district (tambon, khwaeng) with its official six-digit code, the first four of which name its district.</summary>
public sealed class Subdistrict
{
    private Subdistrict() { }

    public Subdistrict(string code, string nameTh, string nameEn, string postcode) => (Code, NameTh, NameEn, Postcode) = (code, nameTh, nameEn, postcode);

    public string Code { get; private set; } = "";

    /// <summary>Kept by the database: the first four digits of the code.</summary>
    public string DistrictCode { get; private set; } = "";
    public string NameTh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public string Postcode { get; private set; } = "";
}

/// <summary>Two provinces with a border or a bridge in common; each pair stands once, the lower code first.</summary>
public sealed class ProvinceNeighbour
{
    private ProvinceNeighbour() { }

    public ProvinceNeighbour(string province, string neighbour) => (Province, Neighbour) = (province, neighbour);

    public string Province { get; private set; } = "";
    public string Neighbour { get; private set; } = "";
}
