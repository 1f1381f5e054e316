using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Work;

namespace NrmPortal.Data.Scopes;

/// <summary>Whose tasks: the reader's own, their office's, or those of all offices of their kind as far as row security shows them.</summary>
public enum TaskScope
{
    Me,
    Team,
    Agency,
}

/// <summary>Named conditions on tasks, notices and messages.</summary>
public static class WorkScopes
{
    /// <summary>Notices older than this are history and count no more as unread.</summary>
    public static readonly TimeSpan NoticesLast = TimeSpan.FromDays(90);

    /// <summary>Given to the person, to those they cover for, to their role or everybody at the office while nobody has taken it, or taken by them.</summary>
    public static IQueryable<CaseTask> OfMe(this IQueryable<CaseTask> tasks, Actor actor, IReadOnlyCollection<Guid> covered) => tasks.Where(t =>
        t.ToMembershipId == actor.MembershipId || t.TakenByUserId == actor.UserId || (t.ToMembershipId != null && covered.Contains(t.ToMembershipId.Value) && t.Code != TaskCode.GiveOpinion && t.Code != TaskCode.Decide)
        || (t.TakenByUserId == null && ((t.ToUnitId == actor.UnitId && (t.ToRole == null || t.ToRole == actor.Role)) || (t.ToAgency != null && t.ToRole == actor.Role))));

    public static IQueryable<CaseTask> OfTeam(this IQueryable<CaseTask> tasks, PortalDbContext db, Actor actor) => tasks.Where(t =>
        t.ToUnitId == actor.UnitId || (t.ToAgency != null && t.ToRole == actor.Role)
        || (t.ToMembershipId != null && t.Code != TaskCode.GiveOpinion && t.Code != TaskCode.Decide && db.Memberships.Any(m => m.Id == t.ToMembershipId && m.UnitId == actor.UnitId)));

    public static IQueryable<CaseTask> OfAgency(this IQueryable<CaseTask> tasks, PortalDbContext db, AgencyType agency) => tasks.Where(t =>
        t.ToAgency == agency || db.Units.Any(u => u.Id == t.ToUnitId && u.Agency == agency) || db.Memberships.Any(m => m.Id == t.ToMembershipId && m.Unit!.Agency == agency));

    /// <summary>These, and the tasks that went from the same person, office or agency to others.</summary>
    public static IQueryable<CaseTask> AlsoHanded(this IQueryable<CaseTask> tasks, IQueryable<CaseTask> these, PortalDbContext db, Actor actor, TaskScope whose, AgencyType agency)
    {
        var gone = whose switch
        {
            TaskScope.Team => db.TaskHandovers.Where(h => h.FromUnitId == actor.UnitId || db.Memberships.Any(m => m.Id == h.FromMembershipId && m.UnitId == actor.UnitId)),
            TaskScope.Agency => db.TaskHandovers.Where(h => db.Units.Any(u => u.Id == h.FromUnitId && u.Agency == agency) || db.Memberships.Any(m => m.Id == h.FromMembershipId && m.Unit!.Agency == agency)),
            _ => db.TaskHandovers.Where(h => h.ByUserId == actor.UserId || h.FromMembershipId == actor.MembershipId),
        };
        return tasks.Where(t => these.Select(x => x.Id).Contains(t.Id) || gone.Any(h => h.TaskId == t.Id));
    }

    public static IQueryable<Notice> Unread(this IQueryable<Notice> notices, PortalDbContext db, Actor actor, DateTimeOffset now) => notices.Where(n =>
        n.At > now - NoticesLast && n.ByUserId != actor.UserId && !db.NoticeReads.Any(r => r.NoticeId == n.Id && r.UserId == actor.UserId));

    /// <summary>Memberships whose absence the acting membership covers today.</summary>
    public static async Task<IReadOnlyCollection<Guid>> CoveredAsync(this PortalDbContext db) =>
        await db.Database.SqlQuery<Guid>($"select unnest(app_covers()) as \"Value\"").ToListAsync();

    /// <summary>The offices that see a case, or with <paramref name="forMessages"/> those that read its messages.</summary>
    public static async Task<IReadOnlyList<Guid>> UnitsOfAsync(this PortalDbContext db, Guid caseId, bool forMessages) =>
        await db.Database.SqlQuery<Guid>($"select case_units as \"Value\" from case_units({caseId}, {forMessages})").ToListAsync();

    /// <summary>The receipts of all messages of a case that stand before the reader now; the first time counts.</summary>
    public static Task ReceiveMessagesAsync(this PortalDbContext db, Guid caseId, Actor reader, DateTimeOffset at) => db.Database.ExecuteSqlAsync($"""
        insert into message_reads (id, case_id, message_id, user_id, unit_id, at)
        select gen_random_uuid(), m.case_id, m.id, {reader.UserId}, {reader.UnitId}, {at} from case_messages m
        where m.case_id = {caseId} and m.from_user_id <> {reader.UserId} and {reader.UnitId} = any (m.to_unit_ids)
        on conflict (message_id, user_id) do nothing
        """);

    /// <summary>Marks one notice, or all that the reader sees, as read; of these, with <paramref name="before"/>, those told before then.</summary>
    public static Task ReadNoticesAsync(this PortalDbContext db, Guid? notice, Actor reader, DateTimeOffset at, DateTimeOffset? before = null) => db.Database.ExecuteSqlAsync($"""
        insert into notice_reads (notice_id, user_id, at) select n.id, {reader.UserId}, {at} from notices n
        where ({notice}::uuid is null or n.id = {notice}::uuid) and ({before}::timestamptz is null or n.at < {before}::timestamptz)
        on conflict (notice_id, user_id) do nothing
        """);
}
