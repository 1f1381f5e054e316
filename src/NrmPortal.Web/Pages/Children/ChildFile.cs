using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Cases;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Children;

/// <summary>What this reader may open of a child's part of the file; what row security withholds simply has no rows. Newest first.</summary>
public sealed record ChildFile(
    IReadOnlyList<DcyInvolvement> Dcy, IReadOnlyList<Guardian> Guardians, IReadOnlyList<AgeAssessment> Ages, IReadOnlyList<BestInterests> BestInterests,
    IReadOnlyList<ChildInterview> Interviews, IReadOnlyDictionary<Guid, string> Units, IReadOnlyDictionary<Guid, string> People)
{
    public static async Task<ChildFile> OpenAsync(PortalDbContext db, Guid id)
    {
        var dcy = await db.DcyInvolvements.AsNoTracking().Where(d => d.CaseId == id).OrderByDescending(d => d.AskedAt).ToListAsync();
        var best = await db.BestInterests.AsNoTracking().Where(b => b.CaseId == id).OrderByDescending(b => b.At).ToListAsync();
        var ages = await db.AgeAssessments.AsNoTracking().Where(a => a.CaseId == id).OrderByDescending(a => a.At).ToListAsync();
        var interviews = await db.ChildInterviews.AsNoTracking().Where(i => i.CaseId == id).OrderByDescending(i => i.On).ToListAsync();
        return new ChildFile(dcy, await db.Guardians.AsNoTracking().Where(g => g.CaseId == id).OrderByDescending(g => g.At).ToListAsync(), ages, best, interviews,
            await UnitsAsync(db, dcy.Select(d => d.UnitId)),
            await PeopleAsync(db, [.. dcy.Select(d => d.OfficerUserId ?? d.AskedByUserId), .. best.Select(b => b.ByUserId), .. ages.Select(a => a.ByUserId), .. interviews.Select(i => i.ByUserId)]));
    }

    public static async Task<IReadOnlyDictionary<Guid, string>> UnitsAsync(PortalDbContext db, IEnumerable<Guid> ids)
    {
        var wanted = ids.Distinct().ToList();
        return (await db.Units.AsNoTracking().Where(u => wanted.Contains(u.Id)).ToListAsync()).ToDictionary(u => u.Id, u => Languages.Pick(u.NameTh, u.NameEn));
    }

    public static async Task<IReadOnlyDictionary<Guid, string>> PeopleAsync(PortalDbContext db, IEnumerable<Guid> ids)
    {
        var wanted = ids.Distinct().ToList();
        var found = await db.Users.AsNoTracking().Where(u => wanted.Contains(u.Id)).Select(u => new { u.Id, u.NameTh, u.NameEn }).ToListAsync();
        return found.ToDictionary(u => u.Id, u => Languages.Pick(u.NameTh, u.NameEn));
    }
}
