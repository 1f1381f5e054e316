using NrmPortal.Data.Mappings;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Web.Pages;

/// <summary>Cases without anybody or past their clock, protection that lapses, and what a child or s.41 asks for.</summary>
internal sealed partial class HomeWork
{
    private async Task Cases()
    {
        if (Can(Permission.CaseAssign))
            await Add("Home.Unassigned", "/cases", Items(db.Access.In(actor.UnitId).Where(a => a.Case!.CaseManagerId == null && a.Case.NrmNumber != null && a.Stage != Stage.FollowUp)));
        if (!Can(Permission.CaseRead)) return;
        var (scope, name) = CaseScopes.Widest(actor);
        await Add("Home.Overdue", $"/cases?Chosen.Scope={name}&Chosen.Clock=Overdue", Items(db.Access.In(scope).Overdue(now)));
    }

    // Held or housed on no valid ground; and risks to be assessed again by now.
    private async Task Protection()
    {
        if (!Can(Permission.CaseRead)) return;
        var (scope, name) = CaseScopes.Widest(actor);
        await Add("Home.NoBasis", $"/cases?Chosen.Scope={name}&Chosen.Clock=NoBasis", db.Access.In(scope).WithoutBasis(now).OrderBy(a => a.Case!.UncoveredFrom)
            .Select(a => new WaitingItem(a.CaseId, a.Number, "/cases/" + a.Number + "/placements", a.Case!.UncoveredFrom, "NoBasis")));
        await Add("Home.StayAlarms", "/cases", from s in db.StayAlarms
                                               where s.EndedAt == null && s.Since <= now && s.Kind != StayAlarmKind.Uncovered
                                               join a in db.Access.In(scope) on s.CaseId equals a.CaseId
                                               where a.Stage != Stage.FollowUp
                                               orderby s.Since descending
                                               select new WaitingItem(a.CaseId, a.Number, "/cases/" + a.Number + "/placements", s.Since, "Stay" + s.Kind));
        // Within the day that was named it is for today.
        var today = ThaiDay.EndOf(ThaiDay.Of(now));
        await Add("Home.Risk", "/cases", from t in db.Tasks
                                         where t.Code == TaskCode.ReassessRisk && t.DoneAt == null && t.DueAt <= today && t.ToUnitId == actor.UnitId
                                         join a in db.Access.In(scope) on t.CaseId equals a.CaseId
                                         orderby t.DueAt
                                         select new WaitingItem(a.CaseId, a.Number, "/cases/" + a.Number + "/risk", t.DueAt, "Reassess"));
    }

    // The owner and DATIP are told at once; a supervisor of DATIP has to review.
    private async Task EmergencyOpenings()
    {
        var reviews = Can(Permission.BreakGlassReview);
        if (!Can(Permission.CaseRead)) return;
        var (scope, _) = CaseScopes.Widest(actor);
        await Add(reviews ? "Home.GlassReview" : "Home.Glass", "/home", from g in db.BreakGlasses
                                                                        where g.ReviewedAt == null && g.ByUserId != actor.UserId
                                                                        join c in db.Cases on g.CaseId equals c.Id
                                                                        where scope == CaseScopes.National || c.OwnerUnitId == scope
                                                                        orderby g.At
                                                                        select new WaitingItem(c.Id, c.NrmNumber ?? c.FirstContactNumber,
                                                                            reviews ? "/break-glass/" + g.Id : "/cases/" + (c.NrmNumber ?? c.FirstContactNumber), null, null));
    }

    // A child whose case waits for DCY, and flags of s.41 put before the reader's office; an alarm comes before both.
    private async Task Safeguards()
    {
        if (Can(Permission.ChildAnswer)) await Add("Home.Dcy", "/cases", Items(db.DcyInvolvements.Where(d => d.UnitId == actor.UnitId && d.EndedAt == null && d.AnsweredAt == null).Select(d => d.CaseId), "/child"));
        if (!Can(Permission.NonPunishmentRecord)) return;
        var (scope, _) = CaseScopes.Widest(actor);
        await Add("Home.NonPunishmentAlarm", "/cases", Items(db.Access.In(scope).Where(a => a.Case!.NonPunishment == NonPunishmentStanding.Alarm).Select(a => a.CaseId), "/non-punishment"));
        // Both have answered and it is not settled: they differ, and both are asked again (NonPunishment.Awaited).
        await Add("Home.NonPunishment", "/cases", Items(db.NonPunishments.Where(n => n.Outcome == null
            && ((n.InquiryUnitId == actor.UnitId && (n.InquiryOutcome == null || n.ProsecutorOutcome != null)) || (n.ProsecutorUnitId == actor.UnitId && (n.ProsecutorOutcome == null || n.InquiryOutcome != null)))).Select(n => n.CaseId), "/non-punishment"));
    }

    private IQueryable<WaitingItem> Items(IQueryable<Guid> cases, string page) => from id in cases
                                                                                  join c in db.Cases on id equals c.Id
                                                                                  orderby c.DueAt
                                                                                  select new WaitingItem(c.Id, c.NrmNumber ?? c.FirstContactNumber,
                                                                                      "/cases/" + (c.NrmNumber ?? c.FirstContactNumber) + page, null, null);

    private static IQueryable<WaitingItem> Items(IQueryable<CaseAccess> cases) => cases.OrderBy(a => a.DueAt)
        .Select(a => new WaitingItem(a.CaseId, a.Number, "/cases/" + a.Number, a.DueAt, a.DueClock));
}
