using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Directory;

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

    /// <summary>An agency administrator gives a role at a unit of their own kind of agency.</summary>
    /// <param name="provinceCode">Where the person works; null: the unit's province.</param>
    /// <exception cref="RefusedException">The role is not for this agency to give, or the administrator gives it to themselves.</exception>
    public static Membership Give(Guid id, Guid userId, Unit unit, Role role, string? provinceCode, Actor by)
    {
        var given = new Membership(id, userId, unit, role);
        given.Change(unit, role, provinceCode, by);
        return given;
    }

    /// <inheritdoc cref="Give"/>
    public void Change(Unit unit, Role role, string? provinceCode, Actor by)
    {
        RequireOther(by);
        if (!AssignableRoles.For(unit.Agency).Contains(role)) throw new RefusedException("users.notAssignable");
        (UnitId, Unit, Role, ProvinceCode) = (unit.Id, unit, role, provinceCode ?? unit.ProvinceCode);
    }

    /// <summary>From now on the person can no longer act under it; what they did stays under their name.</summary>
    public void End(Actor by, DateTimeOffset at)
    {
        RequireOther(by);
        EndedAt ??= at;
    }

    public void Resume(Actor by)
    {
        RequireOther(by);
        EndedAt = null;
    }

    /// <summary>Whether an administrator of this kind of agency manages the membership: a role of theirs to give, and not their own.</summary>
    /// <exception cref="RefusedException">It is the administrator's own, or a role that this agency cannot give.</exception>
    public void RequireManagedBy(AgencyType agency, Actor by)
    {
        RequireOther(by);
        if (!AssignableRoles.For(agency).Contains(Role)) throw new RefusedException("users.notAssignable");
    }

    private void RequireOther(Actor by)
    {
        if (by.UserId == UserId) throw new RefusedException("users.self");
    }

    public Actor AsActor() => new(UserId, Id, UnitId, Role, ProvinceCode);
}
