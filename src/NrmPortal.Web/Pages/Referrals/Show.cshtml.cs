using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Consents;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>One referral: its needs, its places, and the acts that its state and the reader's role allow.</summary>
[Needs(Permission.ReferralRead)]
[LeadsToContact]
[ReferralPage]
public sealed partial class ShowModel(PortalDbContext db, CurrentReferral current, CurrentActor actor, TimeProvider clock, ShareBases bases) : PageModel, IFormPage
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public Guid? UnitId { get; set; }

    [BindProperty]
    public StayBasis Basis { get; set; } = StayBasis.VoluntaryReflection;

    /// <summary>Who orders or agrees to the stay, where it does not rest on the consent, and by which letter.</summary>
    [BindProperty]
    public string? Authority { get; set; }

    [BindProperty]
    public string? DocumentNumber { get; set; }

    /// <summary>Which place the home gives, where it has a choice; null: the one that is promised.</summary>
    [BindProperty]
    public PlaceKind? Place { get; set; }

    /// <summary>Every shelter of the country, not the best alone.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    public bool May(ReferralAction action) => Referral.IsFor(action, actor.Required);

    public async Task OnGetAsync()
    {
        Referral.SeenBy(actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        await FillAsync();
    }

    public async Task<IActionResult> OnPostClaimAsync()
    {
        var subject = await SubjectAsync();
        return await Do(r => r.Claim(subject, actor.Required, Now));
    }

    public Task<IActionResult> OnPostReleaseAsync() => Do(r => r.Release(actor.Required, Now));

    public async Task<IActionResult> OnPostApproveAsync()
    {
        if (await db.LockShelterAsync(UnitId, Now) is not { Unit.IsActive: true } shelter) throw new RefusedException("referral.noUnit");
        var (unit, subject) = (shelter.Unit!, await SubjectAsync());
        var answers = await bases.AnswersAsync(Referral.CaseId, ConsentPurpose.Referral);
        Referral.RequireCovered(answers.Find(c => c.Id == Referral.ConsentId), new Recipient(unit.Id, unit.Agency, null), subject.IsTreatedAsChild, Now, answers);
        return await Do(r => db.Add(r.Approve(subject, shelter, Needs, subject.Resident, Reason, actor.Required, Now)));
    }

    public Task<IActionResult> OnPostReviewAfterAsync() => Do(r => r.ReviewAfter(Reason, actor.Required, Now));

    public Task<IActionResult> OnPostReturnAsync() => Do(r => r.Return(Reason, actor.Required, Now));

    public Task<IActionResult> OnPostUndoAsync() => Do(r => r.UndoReview(actor.Required, Now));

    public async Task<IActionResult> OnPostAcceptAsync()
    {
        var acceptance = new Acceptance(db, actor.Required, Now);
        await acceptance.RecordAsync(Referral, Basis, Authority, DocumentNumber, Reason, Place);
        return Redirect($"/referrals/{Referral.Number}");
    }

    public async Task<IActionResult> OnPostDeclineAsync()
    {
        db.Add(Referral.Decline(Reason, actor.Required, Now));
        await db.SaveChangesAsync();
        return Redirect("/referrals");
    }

    public async Task<IActionResult> OnPostArriveAsync()
    {
        Referral.Require(ReferralAction.RecordArrival, actor.Required);
        await new Acceptance(db, actor.Required, Now).ArriveAsync(Referral);
        return Redirect($"/referrals/{Referral.Number}");
    }

    private DateTimeOffset Now => clock.GetUtcNow();

    // Whoever decides sees the case: its stage and what is known of the person's age count as they are now.
    private async Task<Case> SubjectAsync() => await db.Cases.FirstOrDefaultAsync(c => c.Id == Referral.CaseId) ?? throw new RefusedException("referral.notYours");

    private async Task<IActionResult> Do(Action<Referral> act)
    {
        act(Referral);
        await db.SaveChangesAsync();
        return Redirect($"/referrals/{Referral.Number}");
    }
}
