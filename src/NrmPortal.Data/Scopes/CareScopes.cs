using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;

namespace NrmPortal.Data.Scopes;

/// <summary>The plan and the services of a case, as far as the reader sees them.</summary>
public static class CareScopes
{
    /// <summary>Whether the reader's role may read the section at all and it is open to them on this case.</summary>
    public static async Task<bool> SeesAsync(this PortalDbContext db, Guid caseId, Section section, Role role)
    {
        var name = section.ToString();
        return SectionGrants.Has(role, section)
            && await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from case_section_access where case_id = {caseId} and section = {name}").SingleAsync() > 0;
    }

    /// <summary>Newest first, each with its goals, and those of health that hold from a version before.</summary>
    public static async Task<List<Plan>> PlansOfAsync(this PortalDbContext db, Guid caseId)
    {
        var plans = await db.Plans.AsNoTracking().Include(p => p.Goals.OrderBy(g => g.Position)).Where(p => p.CaseId == caseId).OrderByDescending(p => p.Version).ToListAsync();
        foreach (var plan in plans.Where(p => p.HealthFromId is not null)) plan.Keep(plans.Single(p => p.Id == plan.HealthFromId));
        return plans;
    }

    /// <summary>How many entries of health the reader is not shown, of each plan, of the incidents in shelters and of the services: their number alone.</summary>
    public static async Task<HealthKeptBack> HealthKeptBackAsync(this PortalDbContext db, Guid caseId) =>
        new(await db.Database.SqlQuery<HealthKeptBack.Part>($"select part as what, of, entries from health_kept_back({caseId})").ToListAsync());

    /// <summary>Both kinds, newest first.</summary>
    public static async Task<IReadOnlyList<ServiceGiven>> ServicesOfAsync(this PortalDbContext db, Guid caseId) =>
    [
        .. (await db.Services.AsNoTracking().Where(s => s.CaseId == caseId).ToListAsync()).Cast<ServiceGiven>()
            .Concat(await db.HealthServices.AsNoTracking().Where(s => s.CaseId == caseId).ToListAsync()).OrderByDescending(s => s.From).ThenByDescending(s => s.At),
    ];

    public static async Task<ServiceGiven?> ServiceAsync(this PortalDbContext db, Guid caseId, Guid id) =>
        (ServiceGiven?)await db.Services.SingleOrDefaultAsync(s => s.Id == id && s.CaseId == caseId)
        ?? await db.HealthServices.SingleOrDefaultAsync(s => s.Id == id && s.CaseId == caseId);

    /// <summary>The day on which the first of the other services that stand began, whether or not the reader sees it.</summary>
    public static async Task<DateOnly?> OtherServicesFromAsync(this PortalDbContext db, Guid caseId, Guid without) =>
        await db.Database.SqlQuery<DateOnly?>($"select other_services_from({caseId}, {without}) as \"Value\"").SingleAsync();
}
