using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>One case: where it stands, what may be done next, its clock, the sections this reader may open, its history.</summary>
[CaseAction(CaseAction.View)]
public sealed class ShowModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, FormAnswers answers, Words words) : PageModel, IFormPage
{
    public Case Case => current.Value;
    public Guid Membership => actor.Required.MembershipId;
    public Role Role => actor.Required.Role;
    public CaseFile Opened { get; private set; } = null!;
    public IReadOnlyList<Door> Doors { get; private set; } = [];
    public IReadOnlyList<Door> Open { get; private set; } = [];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public DateOnly Today => ThaiDay.Of(Now);

    /// <summary>The reader's unit houses the person on a referral whose share has ended, and no other share stands.</summary>
    public Referral? EndedShare
    {
        get
        {
            var mine = Opened.Referrals.Where(r => r.ReceiverUnitId == actor.Required.UnitId && r.State is (ReferralState.Accepted or ReferralState.Arrived)).ToList();
            return mine.Exists(r => r.SharesOn(Today)) ? null : mine.LastOrDefault();
        }
    }

    public IEnumerable<Section> Hidden => Enum.GetValues<Section>().Except(SectionGrants.Of(Role));

    public ClockSheet Sheet { get; private set; } = null!;

    public Task OnGetAsync() => FillAsync();

    public async Task FillAsync()
    {
        Opened = await CaseFile.OpenAsync(db, Case, Role, Now);
        Sheet = await ClockSheet.OfAsync(db, Case);
        Doors = CaseDoors.Of(Case, Role, Today, answers, words);
        var reads = Opened.Openings.Any(o => o.MembershipId == Membership && o.Until > clock.GetUtcNow());
        Open = reads ? [] : [.. CaseDoors.OfReferrals(Opened.Referrals, actor.Required), .. CaseDoors.Open(Doors)];
    }

    public async Task<IActionResult> OnPostTakeAsync()
    {
        Case.AssignCaseManager(actor.Required.UserId, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}");
    }
}
