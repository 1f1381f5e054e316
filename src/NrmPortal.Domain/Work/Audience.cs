using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Work;

/// <summary>
/// Who is told or asked: a unit, of it one role alone, one membership, or everybody with a role at one kind of agency.
/// Who stands behind it is asked when it is read, so that a newcomer finds the work of the office.
/// </summary>
public sealed record Audience(Guid? UnitId, Guid? MembershipId, AgencyType? Agency, Role? Role)
{
    /// <summary>Everybody at the unit, or those of one role there.</summary>
    public static Audience Of(Guid unitId, Role? role = null) => new(unitId, null, null, role);

    /// <summary>One person in one role, also when they have no unit's sight (a seat on a panel).</summary>
    public static Audience Seat(Guid membershipId) => new(null, membershipId, null, null);

    /// <summary>Everybody with a role at one kind of agency, for instance DATIP's coordinators.</summary>
    public static Audience Everywhere(AgencyType agency, Role role) => new(null, null, agency, role);
}
