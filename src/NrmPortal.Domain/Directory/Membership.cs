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

    /// <summary>The last day, in Thailand, of a role that was given for a time, as to whoever stands in for a colleague; null: until it is ended.</summary>
    public DateOnly? LastDay { get; private set; }

    public bool IsLive => EndedAt is null;

    /// <summary>An agency administrator gives a role at a unit of their own kind of agency.</summary>
    /// <param name="provinceCode">Where the person works; null: the unit's province.</param>
    /// <exception cref="RefusedException">The role is not for this agency to give, or the administrator gives it to themselves.</exception>
    public static Membership Give(Guid id, Guid userId, Unit unit, Role role, string? provinceCode, DateOnly? lastDay, Actor by, DateTimeOffset at)
    {
        var given = new Membership(id, userId, unit, role);
        given.Change(unit, role, provinceCode, lastDay, by, at);
        return given;
    }

    /// <summary>Gives one more role to a person who has others, such as the one whose colleague is away.</summary>
    /// <param name="held">The memberships that the person has.</param>
    /// <exception cref="RefusedException">The person has it already, or as for <see cref="Give"/>.</exception>
    public static Membership GiveAnother(Guid id, Guid userId, Unit unit, Role role, string? provinceCode, DateOnly? lastDay, IEnumerable<Membership> held, Actor by, DateTimeOffset at) =>
        held.Any(m => m.IsLive && m.UnitId == unit.Id && m.Role == role) ? throw new RefusedException("users.hasRole")
        // Administrators see no case, not by each other's hand either (second lock: not_to_administrators); who has left is let in again first.
        : held.Any(m => m.IsLive && m.Role == Role.AgencyAdministrator) || !held.Any(m => m.IsLive) ? throw new RefusedException("users.notAssignable")
        : Give(id, userId, unit, role, provinceCode, lastDay, by, at);

    /// <inheritdoc cref="Give"/>
    public void Change(Unit unit, Role role, string? provinceCode, DateOnly? lastDay, Actor by, DateTimeOffset at)
    {
        RequireOther(by);
        // One that has ended is let in again, with its last day: no change of it does that in silence.
        if (!IsLive) throw new RefusedException("users.ended");
        if (!AssignableRoles.For(unit.Agency).Contains(role)) throw new RefusedException("users.notAssignable");
        if (lastDay < ThaiDay.Of(at)) throw new RefusedException("users.lastDayPast");
        (UnitId, Unit, Role, ProvinceCode, LastDay) = (unit.Id, unit, role, provinceCode ?? unit.ProvinceCode, lastDay);
    }

    /// <summary>From now on the person can no longer act under it; what they did stays under their name.</summary>
    public void End(Actor by, DateTimeOffset at)
    {
        RequireOther(by);
        EndedAt ??= at;
    }

    /// <summary>Lets the person in again.</summary>
    /// <param name="lastDay">Needed for a role that was given for a time: only a change that says so makes it one without end.</param>
    public void Resume(DateOnly? lastDay, Actor by, DateTimeOffset at)
    {
        RequireOther(by);
        if (LastDay is not null && lastDay is null) throw new RefusedException("users.lastDayNeeded");
        if (lastDay < ThaiDay.Of(at)) throw new RefusedException("users.lastDayPast");
        (EndedAt, LastDay) = (null, lastDay);
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
