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

    public Referral Referral => current.Value;
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
    public ReferralHistory History { get; private set; } = null!;

    /// <summary>What the sender's side may do, on a page of its own.</summary>
    public SenderForm Sender { get; private set; } = null!;
    public string? CaseNumber { get; private set; }

    /// <summary>The consent it rests on, for those who may read consents.</summary>
    public Consent? RestsOn { get; private set; }

    /// <summary>Why a ground carries what the person said no to: for the two sides and DATIP, of whom a receiver reads it once it has accepted.</summary>
    public SealedText? GroundReason => CaseNumber is not null && IsSide ? Referral.GroundReason : null;

    /// <summary>The reader stands on one of the two sides, or is DATIP: what they write to each other is theirs to read.</summary>
    public bool IsSide { get; private set; }
    public bool LogsCalls => RoleGrants.Has(actor.Required.Role, Permission.ReferralReview);
    public string? FromUnit { get; private set; }
    public string? RequestedUnit { get; private set; }

    public bool May(ReferralAction action) => Referral.IsFor(action, actor.Required);

    public async Task OnGetAsync()
    {
        Referral.SeenBy(actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        await FillAsync();
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
        var seen = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == Referral.CaseId);
        (CaseNumber, IsSide) = (seen?.Number, Referral.IsSide(actor.Required, seen));
        RestsOn = Referral.ConsentId is { } consent ? await db.Consents.AsNoTracking().FirstOrDefaultAsync(c => c.Id == consent) : null;
        History = await ReferralHistory.OfAsync(db, Referral, namesPersons: seen is not null);
        (FromUnit, RequestedUnit) = (History.Names.Of(Referral.FromUnitId), Referral.RequestedUnitId is { } asked ? History.Names.Of(asked) : null);
        Sender = await SenderForm.OfAsync(db, bases, Referral, seen, actor.Required, Now);
    }

    // As the case says now, where the reader sees it: the age may have been assessed since the referral was sent.
    private async Task<Resident> WhoAsync() =>
        (await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == Referral.CaseId))?.Resident ?? new Resident(Needs.IsChild, Needs.Sex);

    private DateTimeOffset Now => clock.GetUtcNow();

    private async Task<IActionResult> Do(Action<Referral> act)
    {
        act(Referral);
        await db.SaveChangesAsync();
        return Redirect($"/referrals/{Referral.Number}");
    }
}
