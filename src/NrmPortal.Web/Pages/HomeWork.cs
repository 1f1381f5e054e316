using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Web.Pages;

/// <summary>One thing that waits for the reader: how many, the text key, where to go; alarm when a clock has run out.</summary>
public sealed record Waiting(int Count, string Key, string Url, bool Alarm);

/// <summary>Counts what needs this person now, by what the role can do. Numbers only: no case is named.</summary>
internal sealed class HomeWork(PortalDbContext db, Actor actor, DateTimeOffset now)
{
    public async Task<IReadOnlyList<Waiting>> AllAsync()
    {
        var all = new List<Waiting>();
        bool Can(string permission) => RoleGrants.Has(actor.Role, permission);
        if (Can(Permission.ReferralReview)) await Review(all);
        if (Can(Permission.ReferralReply)) await Receiving(all);
        if (Can(Permission.ReferralSend)) await Add(all, db.Referrals.Where(r => r.FromUnitId == actor.UnitId && r.State == ReferralState.Returned), "Home.Returned", "/referrals");
        if (Can(Permission.ScreeningRecord)) await Add(all, db.Screenings.Where(s => s.ByUserId == actor.UserId && s.State == ScreeningState.Draft), "Home.Drafts", "/screenings");
        if (Can(Permission.ScreeningSecond)) await Second(all);
        if (Can(Permission.MdtOpinion)) await Seats(all);
        if (Can(Permission.MdtDecide)) await Add(all, OpenSeats(decides: true), "Home.Decide", "/cases?Chosen.Scope=seat");
        if (Can(Permission.MdtConvene)) await Add(all, Scope().Where(a => a.Stage == Stage.Protection), "Home.Convene", "/cases?Chosen.Stage=Protection");
        if (Can(Permission.CaseAssign)) await Add(all, Scope().Where(a => a.Case!.CaseManagerId == null && a.Case.NrmNumber != null && a.Stage != Stage.FollowUp), "Home.Unassigned", "/cases");
        if (Can(Permission.CaseRead)) await Overdue(all);
        return [.. all.Where(w => w.Count > 0).OrderByDescending(w => w.Alarm)];
    }

    private IQueryable<Data.Mappings.CaseAccess> Scope() => db.Access.In(actor.UnitId);

    private async Task Review(List<Waiting> all)
    {
        var open = db.Referrals.Where(r => r.State == ReferralState.Sent || r.State == ReferralState.Declined || (r.State == ReferralState.Claimed && r.ClaimedByUserId == actor.UserId)
            || (r.Emergency && r.DecidedAt == null && (r.State == ReferralState.Accepted || r.State == ReferralState.Arrived)));
        all.Add(new Waiting(await open.CountAsync(), "Home.Review", "/review", await open.AnyAsync(r => r.DueAt < now)));
    }

    private async Task Receiving(List<Waiting> all)
    {
        var mine = db.Referrals.Where(r => r.ReceiverUnitId == actor.UnitId);
        var open = mine.Where(r => r.State == ReferralState.Approved || r.State == ReferralState.Redirected);
        all.Add(new Waiting(await open.CountAsync(), "Home.Answer", "/referrals", await open.AnyAsync(r => r.DueAt < now)));
        await Add(all, mine.Where(r => r.State == ReferralState.Accepted), "Home.Arriving", "/referrals");
    }

    private Task Second(List<Waiting> all) => Add(all, db.Screenings.Where(s => s.State == ScreeningState.AwaitingSecond && s.ByUserId != actor.UserId
        && (s.ByUnitId == actor.UnitId || s.Case!.ProvinceOfficeId == actor.UnitId)), "Home.Second", "/screenings");

    private Task Seats(List<Waiting> all) => Add(all, OpenSeats(decides: false), "Home.Opinion", "/cases?Chosen.Scope=seat");

    private IQueryable<Domain.Identification.Seat> OpenSeats(bool decides) => db.Panels.Where(p => p.ClosedAt == null).SelectMany(p => p.Seats)
        .Where(s => s.MembershipId == actor.MembershipId && s.Decides == decides && !db.Opinions.Any(o => o.SeatId == s.Id));

    private async Task Overdue(List<Waiting> all)
    {
        var (scope, name) = actor.Role is Role.DatipReviewer or Role.DatipCoordinator ? (CaseScopes.National, "national") : (actor.UnitId, "unit");
        var count = await db.Access.In(scope).Overdue(now).CountAsync();
        all.Add(new Waiting(count, "Home.Overdue", $"/cases?Chosen.Scope={name}&Chosen.Overdue=true", Alarm: true));
    }

    private static async Task Add<T>(List<Waiting> all, IQueryable<T> what, string key, string url) => all.Add(new Waiting(await what.CountAsync(), key, url, Alarm: false));
}
