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
    public string NameTh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public bool IsActive { get; private set; } = true;
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

/// <summary>A person in one role at one unit. A person with several memberships acts under one at a time.</summary>
public sealed class Membership
{
    private Membership() { }

    public Membership(Guid id, Guid userId, Unit unit, Role role)
        => (Id, UserId, UnitId, Role, ProvinceCode) = (id, userId, unit.Id, role, unit.ProvinceCode);

    public Guid Id { get; private set; }
    public Guid UserId { get; private set; }
    public Guid UnitId { get; private set; }
    public Unit? Unit { get; private set; }
    public Role Role { get; private set; }
    public string ProvinceCode { get; private set; } = "";
    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsLive => EndedAt is null;

    public void End(DateTimeOffset at) => EndedAt ??= at;

    public void ChangeRole(Role role) => Role = role;

    public Actor AsActor() => new(UserId, Id, UnitId, Role, ProvinceCode);
}
