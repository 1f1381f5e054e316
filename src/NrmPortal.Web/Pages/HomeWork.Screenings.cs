using NrmPortal.Data.Mappings;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Work;

namespace NrmPortal.Web.Pages;

/// <summary>Screenings to finish or look at again, and panels to speak on.</summary>
internal sealed partial class HomeWork
{
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
        if (Can(Permission.MdtConvene)) await Add("Home.Panels", "/tasks", from t in db.Tasks.OfMe(actor, covered)
                                                                           where t.DoneAt == null && t.Code == TaskCode.ConveneMdt
                                                                           join c in db.Cases on t.CaseId equals c.Id
                                                                           where c.Stage == Stage.Identification
                                                                           orderby t.DueAt
                                                                           select new WaitingItem(c.Id, c.NrmNumber ?? c.FirstContactNumber, "/cases/" + (c.NrmNumber ?? c.FirstContactNumber)
                                                                               + (t.About == nameof(PanelGap.Authority) || t.About == nameof(PanelGap.Quorum) ? "/identification" : "/identification/convene"), t.DueAt, null)
                                                                           { Task = t.Code });
    }

    private IQueryable<Seat> OpenSeats(bool decides) => db.Panels.Where(p => p.ClosedAt == null).SelectMany(p => p.Seats)
        .Where(s => s.MembershipId == actor.MembershipId && s.Decides == decides && s.Interest != Interest.Conflict && !db.Opinions.Any(o => o.SeatId == s.Id));

    private static IQueryable<WaitingItem> Items(IQueryable<CaseScreening> screenings, string page) => screenings.OrderBy(s => s.StartedAt)
        .Select(s => new WaitingItem(s.CaseId, s.Number, "/screenings/" + s.Id + page, s.Case!.DueAt, s.Case.DueClock));

    private IQueryable<WaitingItem> Items(IQueryable<Seat> seats) => from s in seats
                                                                     join c in db.Cases on s.CaseId equals c.Id
                                                                     orderby c.DueAt
                                                                     select new WaitingItem(c.Id, c.NrmNumber ?? c.FirstContactNumber, "/cases/" + (c.NrmNumber ?? c.FirstContactNumber) + "/identification", c.DueAt, c.DueClock);
}
