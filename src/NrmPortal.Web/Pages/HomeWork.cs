using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Mappings;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;

namespace NrmPortal.Web.Pages;

/// <summary>One case or referral that waits: its number, where to go, and the clock that runs on it.</summary>
public sealed record WaitingItem(Guid CaseId, string Number, string Url, DateTimeOffset? DueAt, string? DueClock)
{
    /// <summary>What is asked, where the item is a task.</summary>
    public TaskCode? Task { get; init; }
}

/// <summary>What waits for the reader for one reason: how many in all, the first few by their clock, and where the rest is.</summary>
public sealed record Waiting(string Key, string Url, int Count, IReadOnlyList<WaitingItem> Items)
{
    public bool IsLate(DateTimeOffset now) => Items.Any(i => i.DueAt < now);
}

/// <summary>Finds what needs this person now, by what the role can do. Numbers only: no name stands on a start page.</summary>
internal sealed class HomeWork(PortalDbContext db, Actor actor, IReadOnlyCollection<Guid> covered, DateTimeOffset now)
{
    public const int Shown = 5;

    private readonly List<Waiting> all = [];

    public async Task<IReadOnlyList<Waiting>> AllAsync()
    {
        await Tasks();
        await Shift();
        await Escalated();
        await Referrals();
        await Screenings();
        await Panels();
        await Cases();
        await Protection();
        await EmergencyOpenings();
        await Safeguards();
        // Tasks come first, then what is late.
        return [.. all.OrderByDescending(w => w.Key == "Home.Tasks").ThenByDescending(w => w.IsLate(now))];
    }

    private bool Can(string permission) => RoleGrants.Has(actor.Role, permission);

    // What is overdue or due within three days; the rest waits on its own page.
    private async Task Tasks()
    {
        if (!Can(Permission.TaskWork)) return;
        var soon = now.AddDays(3);
        await Add("Home.Tasks", "/tasks", from t in db.Tasks.OfMe(actor, covered)
                                          where t.DoneAt == null && t.DueAt < soon
                                          join c in db.Cases on t.CaseId equals c.Id
                                          orderby t.DueAt
                                          select new WaitingItem(c.Id, c.NrmNumber ?? c.FirstContactNumber, "/cases/" + (c.NrmNumber ?? c.FirstContactNumber) + "/tasks/" + t.Id, t.DueAt, null) { Task = t.Code });
    }

    // What the shift before has left and nobody has acknowledged.
    private async Task Shift()
    {
        if (!Can(Permission.TaskWork) || !RoleGrants.SeesUnit(actor.Role)) return;
        await Add("Home.Shift", "/tasks/handover", from i in db.ShiftItems
                                                   where i.UnitId == actor.UnitId && i.AcknowledgedAt == null && i.WrittenByUserId != actor.UserId
                                                   join c in db.Cases on i.CaseId equals c.Id
                                                   orderby i.Id
                                                   select new WaitingItem(c.Id, c.NrmNumber ?? c.FirstContactNumber, "/tasks/handover", null, null));
    }

    // What others have let run past its end, and the reader was told of: it stands before their own work.
    private async Task Escalated()
    {
        if (Can(Permission.ReferralRead)) await Add("Home.Escalated", Can(Permission.ReferralReview) ? "/review" : "/referrals", Items(db.Referrals.EscalatedToReader(db.Escalations)));
        if (!Can(Permission.CaseRead)) return;
        var (scope, name) = CaseScopes.Widest(actor);
        await Add("Home.EscalatedCases", $"/cases?Chosen.Scope={name}&Chosen.Clock=Overdue", Items(db.Access.In(scope).EscalatedToReader(db.Escalations)));
        await Add("Home.EscalatedTasks", "/notifications", from t in db.Tasks.EscalatedToReader(db.Escalations)
                                                           join c in db.Cases on t.CaseId equals c.Id
                                                           orderby t.DueAt
                                                           select new WaitingItem(c.Id, c.NrmNumber ?? c.FirstContactNumber, "/cases/" + (c.NrmNumber ?? c.FirstContactNumber) + "/tasks/" + t.Id, t.DueAt, t.Clock.ToString()));
    }

    private async Task Referrals()
    {
        if (Can(Permission.ReferralReview)) await Add("Home.Review", "/review", Items(db.Referrals.ForReviewer(actor.UserId)));
        if (Can(Permission.ReferralReply))
        {
            await Add("Home.Answer", "/referrals", Items(db.Referrals.ToAnswer(actor.UnitId)));
            await Add("Home.Arriving", "/referrals", Items(db.Referrals.Where(r => r.ReceiverUnitId == actor.UnitId && r.State == ReferralState.Accepted)));
        }

        if (Can(Permission.ReferralServe))
        {
            await Add("Home.Asked", "/referrals", Items(db.Referrals.ToAnswer(actor.UnitId)));
            await Add("Home.Serving", "/referrals", Items(db.Referrals.Where(r => r.ReceiverUnitId == actor.UnitId && r.State == ReferralState.Accepted)));
        }

        if (Can(Permission.CaseReceive))
            await Add("Home.Transfers", "/transfers", db.Transfers.Where(t => t.ToUnitId == actor.UnitId && t.Answer == null).OrderBy(t => t.At).Select(t => new WaitingItem(t.CaseId, t.CaseNumber, "/transfers/" + t.Id, null, null)));
        if (Can(Permission.ReferralSend)) await Add("Home.DraftReferrals", "/referrals", Items(db.Referrals.Where(r => r.FromUnitId == actor.UnitId && r.State == ReferralState.Draft)));
        if (Can(Permission.ReferralSend)) await Add("Home.Returned", "/referrals", Items(db.Referrals.Where(r => r.FromUnitId == actor.UnitId && r.State == ReferralState.Returned)));
    }

    private async Task Screenings()
    {
        if (Can(Permission.ScreeningRecord)) await Add("Home.Drafts", "/screenings", Items(db.Screenings.Where(s => s.ByUserId == actor.UserId && s.State == ScreeningState.Draft), ""));
        if (Can(Permission.ScreeningSecond))
        {
            await Add("Home.Second", "/screenings", Items(db.Screenings.Where(s => s.State == ScreeningState.AwaitingSecond && s.ByUserId != actor.UserId && !s.WrittenBy.Contains(actor.UserId)
                && (s.ByUnitId == actor.UnitId || s.Case!.ProvinceOfficeId == actor.UnitId)), "/second"));
        }
    }

    private async Task Panels()
    {
        if (Can(Permission.MdtOpinion)) await Add("Home.Opinion", "/cases?Chosen.Scope=seat", Items(OpenSeats(decides: false)));
        if (Can(Permission.MdtDecide)) await Add("Home.Decide", "/cases?Chosen.Scope=seat", Items(OpenSeats(decides: true)));
        if (Can(Permission.MdtConvene)) await Add("Home.Convene", "/cases?Chosen.Stage=Protection", Items(db.Access.In(actor.UnitId).At(Stage.Protection)));
    }

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
        await Add("Home.Risk", "/cases", from t in db.Tasks
                                         where t.Code == TaskCode.ReassessRisk && t.DoneAt == null && t.DueAt <= now && t.ToUnitId == actor.UnitId
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
        await Add("Home.NonPunishment", "/cases", Items(db.NonPunishments.Where(n => n.Outcome == null
            && ((n.InquiryUnitId == actor.UnitId && n.InquiryOutcome == null) || (n.ProsecutorUnitId == actor.UnitId && n.ProsecutorOutcome == null))).Select(n => n.CaseId), "/non-punishment"));
    }

    private IQueryable<WaitingItem> Items(IQueryable<Guid> cases, string page) => from id in cases
                                                                                  join c in db.Cases on id equals c.Id
                                                                                  orderby c.DueAt
                                                                                  select new WaitingItem(c.Id, c.NrmNumber ?? c.FirstContactNumber,
                                                                                      "/cases/" + (c.NrmNumber ?? c.FirstContactNumber) + page, null, null);

    private IQueryable<Seat> OpenSeats(bool decides) => db.Panels.Where(p => p.ClosedAt == null).SelectMany(p => p.Seats)
        .Where(s => s.MembershipId == actor.MembershipId && s.Decides == decides && !db.Opinions.Any(o => o.SeatId == s.Id));

    private static IQueryable<WaitingItem> Items(IQueryable<Referral> referrals) => referrals.OrderBy(r => r.DueAt)
        .Select(r => new WaitingItem(r.CaseId, r.Number, "/referrals/" + r.Number, r.DueAt, r.DueClock));

    private static IQueryable<WaitingItem> Items(IQueryable<CaseScreening> screenings, string page) => screenings.OrderBy(s => s.StartedAt)
        .Select(s => new WaitingItem(s.CaseId, s.Number, "/screenings/" + s.Id + page, s.Case!.DueAt, s.Case.DueClock));

    private static IQueryable<WaitingItem> Items(IQueryable<CaseAccess> cases) => cases.OrderBy(a => a.DueAt)
        .Select(a => new WaitingItem(a.CaseId, a.Number, "/cases/" + a.Number, a.DueAt, a.DueClock));

    private IQueryable<WaitingItem> Items(IQueryable<Seat> seats) => from s in seats
                                                                     join c in db.Cases on s.CaseId equals c.Id
                                                                     orderby c.DueAt
                                                                     select new WaitingItem(c.Id, c.NrmNumber!, "/cases/" + c.NrmNumber + "/identification", c.DueAt, c.DueClock);

    private async Task Add(string key, string url, IQueryable<WaitingItem> items)
    {
        var first = await items.Take(Shown).ToListAsync();
        if (first.Count == 0) return;
        all.Add(new Waiting(key, url, first.Count < Shown ? first.Count : await items.CountAsync(), first));
    }
}
