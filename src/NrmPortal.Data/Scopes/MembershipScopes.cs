using NrmPortal.Domain.Directory;

namespace NrmPortal.Data.Scopes;

/// <summary>Who is what today.</summary>
public static class MembershipScopes
{
    /// <summary>Neither ended nor past the last day for which they were given: nobody acts under another.</summary>
    public static IQueryable<Membership> LiveOn(this IQueryable<Membership> memberships, DateOnly today) => memberships.Where(m => m.EndedAt == null && (m.LastDay == null || m.LastDay >= today));
}
