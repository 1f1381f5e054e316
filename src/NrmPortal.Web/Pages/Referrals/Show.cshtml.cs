using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
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
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Consents;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>One referral: its needs, its places, and the acts that its state and the reader's role allow.</summary>
[Needs(Permission.ReferralRead)]
[LeadsToContact]
[ReferralPage]
public sealed class ShowModel(PortalDbContext db, CurrentReferral current, CurrentActor actor, TimeProvider clock, ShareBases bases) : PageModel, IFormPage
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

    /// <summary>Every shelter of the country, not the best alone.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    /// <summary>What a share that is sent again or restored rests on.</summary>
    [BindProperty]
    public string? ShareBasis { get; set; }

    public Referral Referral => current.Value;
    public IReadOnlyList<SelectListItem> Bases { get; private set; } = [];
    public bool Shares => Referral.SharesOn(ThaiDay.Of(Now));
    public bool IsReceiver => Referral.ReceiverUnitId == actor.Required.UnitId;
    public NeedsProfile Needs => current.Needs;
    public IReadOnlyList<RankedPlace> Places { get; private set; } = [];

    /// <summary>What each shelter said when DATIP called it, the last call first.</summary>
    public ILookup<Guid, PlaceCall> Calls { get; private set; } = Array.Empty<PlaceCall>().ToLookup(c => c.UnitId);

    /// <summary>Of a referral that takes no place: its own acts.</summary>
    public ServiceForm? Service { get; private set; }

    public HeldPlace? Held { get; private set; }

    /// <summary>No live consent to assistance reaches the shelter that is to answer: a stay by the person's own wish has nothing of its own to rest on.</summary>
    public bool LacksStayConsent { get; private set; }
    public IReadOnlyList<ReferralStep> Steps { get; private set; } = [];

    /// <summary>The rungs of the ladder that this referral's limits have climbed, for those who see the case's history.</summary>
    public IReadOnlyList<CaseEvent> Climbed { get; private set; } = [];
    public string? CaseNumber { get; private set; }

    /// <summary>The reader stands on one of the two sides, or is DATIP: what they write to each other is theirs to read.</summary>
    public bool IsSide { get; private set; }
    public bool LogsCalls => RoleGrants.Has(actor.Required.Role, Permission.ReferralReview);
    public string? FromUnit { get; private set; }
    public string? RequestedUnit { get; private set; }

    public bool MayResend => May(ReferralAction.Resend) || May(ReferralAction.OfferAgain);

    public bool May(ReferralAction action) => Referral.IsFor(action, actor.Required);

    public async Task OnGetAsync()
    {
        Referral.SeenBy(actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        await FillAsync();
    }

    public bool MaySendDraft => Referral.FromUnitId == actor.Required.UnitId && (May(ReferralAction.Send) || May(ReferralAction.Offer));

    /// <summary>What was kept as a draft.</summary>
    public async Task<IActionResult> OnPostSendAsync()
    {
        var unit = await db.Units.AsNoTracking().FirstOrDefaultAsync(u => u.Id == Referral.RequestedUnitId);
        var answers = await bases.AnswersAsync(Referral.CaseId, ConsentPurpose.Referral);
        return await OfCase((c, r) => c.SendDraft(r, answers.Find(a => a.Id == r.ConsentId), new Recipient(unit?.Id, unit?.Agency ?? r.ShelterKind, null), actor.Required, Now, answers));
    }

    public Task<IActionResult> OnPostClaimAsync() => Do(r => r.Claim(actor.Required, Now));

    public Task<IActionResult> OnPostReleaseAsync() => Do(r => r.Release(actor.Required, Now));

    public async Task<IActionResult> OnPostApproveAsync()
    {
        if (await db.LockShelterAsync(UnitId, Now) is not { Unit.IsActive: true } shelter) throw new RefusedException("referral.noUnit");
        var (unit, who) = (shelter.Unit!, await WhoAsync());
        var answers = await bases.AnswersAsync(Referral.CaseId, ConsentPurpose.Referral);
        Referral.RequireCovered(answers.Find(c => c.Id == Referral.ConsentId), new Recipient(unit.Id, unit.Agency, null), who.IsChild, Now, answers);
        return await Do(r => db.Add(r.Approve(shelter, Needs, who, Reason, actor.Required, Now)));
    }

    public Task<IActionResult> OnPostReviewAfterAsync() => Do(r => r.ReviewAfter(Reason, actor.Required, Now));

    public Task<IActionResult> OnPostReturnAsync() => Do(r => r.Return(Reason, actor.Required, Now));

    public Task<IActionResult> OnPostUndoAsync() => Do(r => r.UndoReview(actor.Required, Now));

    public Task<IActionResult> OnPostResendAsync() => OnNewBasis((c, r, consent, ground, to, answers) => c.SendAgain(r, consent, ground, to, Reason, actor.Required, Now, answers));

    public Task<IActionResult> OnPostRestoreAsync() => OnNewBasis((c, r, consent, ground, to, answers) => c.RestoreShare(r, consent, ground, to, Reason, actor.Required, Now, answers));

    public Task<IActionResult> OnPostWithdrawAsync() => OfCase((c, r) => c.WithdrawReferral(r, Reason, actor.Required, Now));

    public async Task<IActionResult> OnPostAcceptAsync()
    {
        var acceptance = new Acceptance(db, actor.Required, Now);
        await acceptance.RecordAsync(Referral, Basis, Authority, DocumentNumber, Reason);
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

    public async Task FillAsync()
    {
        Service = await ServiceForm.OfAsync(db, Referral, actor.Required, Reason);
        if (Service is null && May(ReferralAction.Approve))
        {
            Places = await new PlaceFinder(db).FindAsync(Referral, Needs, await WhoAsync());
            Calls = await new PlaceFinder(db).CallsAsync(Referral);
        }

        Held = await new PlaceFinder(db).HeldAsync(Referral);
        LacksStayConsent = May(ReferralAction.Accept) && await db.ConsentToStayAsync(Referral.CaseId, Now) is null;
        Steps = await db.Set<ReferralStep>().AsNoTracking().Where(s => s.ReferralId == Referral.Id).OrderBy(s => s.At).ToListAsync();
        var climbed = await db.Events.AsNoTracking().Where(e => e.CaseId == Referral.CaseId && e.Code == CaseEvent.Escalated).ToListAsync();
        Climbed = [.. climbed.Where(e => e.Parameters.GetValueOrDefault("referral") == Referral.Number)];
        var units = await db.Units.AsNoTracking().Where(u => u.Id == Referral.FromUnitId || u.Id == Referral.RequestedUnitId).ToListAsync();
        string? NameOf(Guid? id) => units.Find(u => u.Id == id) is { } unit ? Languages.Pick(unit.NameTh, unit.NameEn) : null;
        (FromUnit, RequestedUnit) = (NameOf(Referral.FromUnitId), NameOf(Referral.RequestedUnitId));
        if ((MayResend || May(ReferralAction.RestoreShare)) && await db.Cases.FirstOrDefaultAsync(c => c.Id == Referral.CaseId) is { } subject)
            Bases = await bases.AllAsync(subject, ConsentPurpose.Referral);
        var seen = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == Referral.CaseId);
        (CaseNumber, IsSide) = (seen?.Number, Referral.IsSide(actor.Required, seen));
    }

    // As the case says now, where the reader sees it: the age may have been assessed since the referral was sent.
    private async Task<Resident> WhoAsync() =>
        (await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == Referral.CaseId))?.Resident ?? new Resident(Needs.IsChild, Needs.Sex);

    private async Task<IActionResult> OnNewBasis(Action<Case, Referral, Consent?, string?, Recipient, List<Consent>> act)
    {
        var subject = await db.Cases.FirstOrDefaultAsync(c => c.Id == Referral.CaseId) ?? throw new RefusedException("referral.notYours");
        var (consent, ground) = await bases.ReadAsync(subject, ShareBasis);
        var unit = await db.Units.AsNoTracking().FirstOrDefaultAsync(u => u.Id == (Referral.ReceiverUnitId ?? Referral.RequestedUnitId));
        var answers = await bases.AnswersAsync(subject.Id, ConsentPurpose.Referral);
        return await Do(r => act(subject, r, consent, ground, new Recipient(unit?.Id, unit?.Agency ?? r.ShelterKind, null), answers));
    }

    private DateTimeOffset Now => clock.GetUtcNow();

    // The sender's acts ask for standing in the case, which the sender sees.
    private async Task<IActionResult> OfCase(Action<Case, Referral> act)
    {
        var subject = await db.Cases.FirstOrDefaultAsync(c => c.Id == Referral.CaseId) ?? throw new Domain.RefusedException("referral.notYours");
        return await Do(r => act(subject, r));
    }

    private async Task<IActionResult> Do(Action<Referral> act)
    {
        act(Referral);
        await db.SaveChangesAsync();
        return Redirect($"/referrals/{Referral.Number}");
    }
}
