using NrmPortal.Domain.Access;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Web.Pages;

internal sealed partial class HomeWork
{
    private static readonly ReferralState[] Closed = [.. Enum.GetValues<ReferralState>().Where(ReferralFlow.IsFinal)];

    // Questions of a receiver that nobody has answered: put to the office that sent, or to the owner where the sender has left the case.
    private async Task Questions()
    {
        if (!Can(Permission.ReferralSend) || !RoleGrants.SeesUnit(actor.Role)) return;
        await Add("Home.Questions", "/referrals", from n in db.ReferralNotes
                                                  where n.Kind == ReferralNoteKind.Question && !db.ReferralNotes.Any(a => a.ReplyToId == n.Id)
                                                  join r in db.Referrals on n.ReferralId equals r.Id
                                                  where r.ReceiverUnitId == n.WithUnitId && !Closed.Contains(r.State)
                                                      && (r.FromUnitId == actor.UnitId || db.Cases.Any(c => c.Id == r.CaseId && c.OwnerUnitId == actor.UnitId && c.ProvinceOfficeId != r.FromUnitId))
                                                  join u in db.Units on n.ByUnitId equals u.Id
                                                  orderby n.At
                                                  select new WaitingItem(r.CaseId, r.Number, "/referrals/" + r.Number + "/notes", null, null) { Asked = new Asker(u.NameTh, u.NameEn, n.At) });
    }
}
