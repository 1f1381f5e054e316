using NrmPortal.Data.Mappings;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Data.Scopes;

/// <summary>Named conditions of worklists. Every list names one scope, so that it is read off one index.</summary>
public static class CaseScopes
{
    /// <summary>The national scope, held by DATIP alone; the same value as the function <c>national_scope()</c>.</summary>
    public static readonly Guid National = new("00000000-0000-0000-0000-00000000da71");

    /// <summary>The scope a list named so shows to this actor, or null if the actor does not hold it.</summary>
    public static Guid? Named(string? name, Actor actor) => name switch
    {
        "seat" => actor.MembershipId,
        "national" => SeesAll(actor) ? National : null,
        null when SeesAll(actor) => National,
        _ => RoleGrants.SeesUnit(actor.Role) ? actor.UnitId : actor.MembershipId,
    };

    /// <summary>The widest scope the actor holds, and its name in a list's address.</summary>
    public static (Guid Scope, string Name) Widest(Actor actor) => SeesAll(actor) ? (National, "national")
        : RoleGrants.SeesUnit(actor.Role) ? (actor.UnitId, "unit") : (actor.MembershipId, "seat");

    private static bool SeesAll(Actor actor) => actor.Role is Role.DatipReviewer or Role.DatipCoordinator;

    public static IQueryable<CaseAccess> In(this IQueryable<CaseAccess> access, Guid scope) => access.Where(a => a.Scope == scope);

    public static IQueryable<CaseAccess> Overdue(this IQueryable<CaseAccess> access, DateTimeOffset now) => access.Where(a => a.DueAt < now);

    /// <summary>By the state of the clock that runs on the case; null: whatever it is.</summary>
    public static IQueryable<CaseAccess> With(this IQueryable<CaseAccess> access, ClockState? state, DateTimeOffset now) => state switch
    {
        ClockState.Overdue => access.Overdue(now),
        ClockState.Soon => access.Where(a => a.DueAt >= now && a.DueAt < now.AddHours(24)),
        ClockState.Running => access.Where(a => a.DueAt >= now.AddHours(24)),
        ClockState.None => access.Where(a => a.DueAt == null),
        ClockState.NoBasis => access.WithoutBasis(now),
        _ => access,
    };

    /// <summary>Somebody is held or housed there on no valid ground; as <see cref="Domain.Cases.Case.LacksBasis"/>.</summary>
    public static IQueryable<CaseAccess> WithoutBasis(this IQueryable<CaseAccess> access, DateTimeOffset now) =>
        access.Where(a => a.Stage != Stage.FollowUp && a.Case!.UncoveredFrom <= now);

    public static IQueryable<CaseAccess> At(this IQueryable<CaseAccess> access, Stage? stage) => stage is null ? access : access.Where(a => a.Stage == stage);
}

/// <summary>How a case stands to its clock: past it, within a day of it, further from it, or without one.</summary>
public enum ClockState
{
    Overdue,
    Soon,
    Running,
    None,

    /// <summary>Whatever its clock: a person is held or housed on no valid ground.</summary>
    NoBasis,
}
