using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Scopes;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Consents;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>The sender's acts on a referral: sending a draft, sending again, restoring the share, taking it back; and, for DATIP too, ending what a service never finished.</summary>
[Needs(Permission.ReferralSend, Permission.ReferralStop)]
[LeadsToContact]
[ReferralPage]
public sealed class SenderModel(PortalDbContext db, CurrentReferral current, CurrentActor actor, TimeProvider clock, ShareBases bases) : PageModel, IFormPage
{
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What a share that is sent again or restored rests on.</summary>
    [BindProperty]
    public string? ShareBasis { get; set; }

    public Referral Referral => current.Value;
    public SenderForm Form { get; private set; } = null!;

    private DateTimeOffset Now => clock.GetUtcNow();

    public Task OnGetAsync() => FillAsync();

    /// <summary>What was kept as a draft.</summary>
    public async Task<IActionResult> OnPostSendAsync()
    {
        var unit = await db.Units.AsNoTracking().FirstOrDefaultAsync(u => u.Id == Referral.RequestedUnitId);
        var answers = await bases.AnswersAsync(Referral.CaseId, ConsentPurpose.Referral);
        var to = new Recipient(unit?.Id, unit?.Agency ?? Referral.ShelterKind, null) { IsShut = await db.IsShutAsync(unit?.Id) };
        return await Do(c => c.SendDraft(Referral, answers.Find(a => a.Id == Referral.ConsentId), to, actor.Required, Now, answers));
    }

    public Task<IActionResult> OnPostResendAsync() => OnNewBasis((c, consent, ground, to, answers) => c.SendAgain(Referral, consent, ground, to, Reason, actor.Required, Now, answers));

    public Task<IActionResult> OnPostRestoreAsync() => OnNewBasis((c, consent, ground, to, answers) => c.RestoreShare(Referral, consent, ground, to, Reason, actor.Required, Now, answers));

    public Task<IActionResult> OnPostWithdrawAsync() => Do(c => c.WithdrawReferral(Referral, Reason, actor.Required, Now));

    public Task<IActionResult> OnPostStopAsync() => Do(c => c.StopReferral(Referral, Reason, actor.Required, Now));

    public async Task FillAsync()
    {
        var subject = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == Referral.CaseId);
        Form = await SenderForm.OfAsync(db, bases, Referral, subject, actor.Required, Now, ShareBasis, Reason);
    }

    private async Task<IActionResult> OnNewBasis(Action<Case, Consent?, string?, Recipient, List<Consent>> act)
    {
        var subject = await CaseAsync();
        var (consent, ground) = await bases.ReadAsync(subject, ShareBasis);
        var unit = await db.Units.AsNoTracking().FirstOrDefaultAsync(u => u.Id == (Referral.ReceiverUnitId ?? Referral.RequestedUnitId));
        var answers = await bases.AnswersAsync(subject.Id, ConsentPurpose.Referral);
        var to = new Recipient(unit?.Id, unit?.Agency ?? Referral.ShelterKind, null) { IsShut = await db.IsShutAsync(unit?.Id) };
        return await Do(c => act(c, consent, ground, to, answers));
    }

    // The sender's acts ask for standing in the case, which the sender sees.
    private async Task<Case> CaseAsync() => await db.Cases.FirstOrDefaultAsync(c => c.Id == Referral.CaseId) ?? throw new RefusedException("referral.notYours");

    private async Task<IActionResult> Do(Action<Case> act)
    {
        act(await CaseAsync());
        await db.SaveChangesAsync();
        return Redirect($"/referrals/{Referral.Number}");
    }
}
