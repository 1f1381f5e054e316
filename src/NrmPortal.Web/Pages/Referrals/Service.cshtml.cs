using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Consents;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>A referral that takes no place: DATIP's approval where the kind asks for it, the service's answer, and its end.</summary>
[Needs(Permission.ReferralServe, Permission.ReferralReview)]
[LeadsToContact]
[ReferralPage]
public sealed class ServiceModel(PortalDbContext db, CurrentReferral current, CurrentActor actor, TimeProvider clock, ShareBases bases) : PageModel, IFormPage
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public Guid? UnitId { get; set; }

    public Referral Referral => current.Value;
    public ServiceForm? Form { get; private set; }

    private DateTimeOffset Now => clock.GetUtcNow();

    public string FieldOf(Refusal refusal) => refusal.Code is "referral.receiver" or "referral.ownUnit" or "referral.noService" ? nameof(UnitId) : nameof(Reason);

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostApproveAsync()
    {
        var unit = await db.Units.AsNoTracking().FirstOrDefaultAsync(u => u.Id == UnitId && u.IsActive) ?? throw new RefusedException("referral.noService");
        var subject = await db.Cases.FirstOrDefaultAsync(c => c.Id == Referral.CaseId) ?? throw new RefusedException("referral.notYours");
        var answers = await bases.AnswersAsync(Referral.CaseId, ConsentPurpose.Referral);
        Referral.RequireCovered(answers.Find(c => c.Id == Referral.ConsentId), new Recipient(unit.Id, unit.Agency, null), subject.IsTreatedAsChild, Now, answers);
        Referral.ApproveService(subject, unit, Reason, actor.Required, Now);
        return await Saved();
    }

    // The case comes into sight by the acceptance, so its own record is written after it.
    public async Task<IActionResult> OnPostTakeOnAsync()
    {
        Referral.TakeOn(Reason, await db.IsShutAsync(Referral.ReceiverUnitId), actor.Required, Now);
        await db.SaveChangesAsync();
        if (await CaseAsync() is not { } subject) throw new RefusedException("referral.shareEnded");
        subject.TakeOn(Referral, actor.Required, Now);
        return await Saved();
    }

    public async Task<IActionResult> OnPostTurnDownAsync()
    {
        db.Add(Referral.TurnDown(Reason, actor.Required, Now));
        await db.SaveChangesAsync();
        return Redirect("/referrals");
    }

    public async Task<IActionResult> OnPostFinishAsync()
    {
        Referral.Require(ReferralAction.Finish, actor.Required);
        // Where the share has ended before, the referral alone can say that it is over.
        if (await CaseAsync() is { } subject) subject.FinishReferral(Referral, Reason, actor.Required, Now);
        else Referral.Finish(Reason, actor.Required, Now);
        return await Saved();
    }

    public async Task FillAsync() => Form = await ServiceForm.OfAsync(db, Referral, actor.Required, Reason);

    private async Task<Case?> CaseAsync() => await db.Cases.FirstOrDefaultAsync(c => c.Id == Referral.CaseId) is { } found ? await db.RecallAsync(found) : null;

    private async Task<IActionResult> Saved()
    {
        await db.SaveChangesAsync();
        return Redirect($"/referrals/{Referral.Number}");
    }
}
