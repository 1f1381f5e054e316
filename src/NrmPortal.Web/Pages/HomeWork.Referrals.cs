using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Web.Pages;

/// <summary>Referrals that wait for a decision, an answer, an arrival or a correction.</summary>
internal sealed partial class HomeWork
{
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
        if (Can(Permission.ReferralSend)) await Add("Home.Returned", "/referrals", Items(db.Referrals.BackWith(db, actor.UnitId)));
    }

    private static IQueryable<WaitingItem> Items(IQueryable<Referral> referrals) => referrals.EmergencyFirst()
        .Select(r => new WaitingItem(r.CaseId, r.Number, "/referrals/" + r.Number, r.DueAt, r.DueClock));
}
