using Microsoft.EntityFrameworkCore;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>What the page of a referral shows.</summary>
public sealed partial class ShowModel
{
    public Referral Referral => current.Value;
    public bool Shares => Referral.SharesOn(ThaiDay.Of(Now));
    public bool IsReceiver => Referral.ReceiverUnitId == actor.Required.UnitId;
    public NeedsProfile Needs => current.Needs;

    /// <summary>The shelter has accepted and awaits the person: whoever referred them reads where it is.</summary>
    public bool BringsThem => Referral.Kind == ReferralKind.ShelterPlacement && Referral.State == ReferralState.Accepted && Referral.FromUnitId == actor.Required.UnitId;
    public IReadOnlyList<RankedPlace> Places { get; private set; } = [];

    /// <summary>What each shelter said when DATIP called it, the last call first.</summary>
    public ILookup<Guid, PlaceCall> Calls { get; private set; } = Array.Empty<PlaceCall>().ToLookup(c => c.UnitId);

    /// <summary>When that office declined this referral, the last time; null: it did not.</summary>
    public DateTimeOffset? Declined(Guid unit) => History.Lines.LastOrDefault(l => l.Step is { Action: ReferralAction.Decline } step && step.ByUnitId == unit)?.At;

    /// <summary>Of a referral that takes no place: its own acts.</summary>
    public ServiceForm? Service { get; private set; }

    public HeldPlace? Held { get; private set; }

    /// <summary>The kinds of place between which the home chooses for a person of another or an unknown sex.</summary>
    public IReadOnlyList<PlaceKind> PlaceKinds { get; private set; } = [];

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

    public string FieldOf(Refusal refusal) => refusal.Code switch { "referral.reason" => nameof(Reason), "stay.authorityNeeded" => nameof(Authority), _ => "" };

    public async Task FillAsync()
    {
        Service = await ServiceForm.OfAsync(db, Referral, actor.Required, Reason);
        if (Service is null && May(ReferralAction.Approve))
        {
            Places = await new PlaceFinder(db).FindAsync(Referral, Needs, await WhoAsync());
            Calls = await new PlaceFinder(db).CallsAsync(Referral);
        }

        Held = await new PlaceFinder(db).HeldAsync(Referral);
        if (May(ReferralAction.Accept)) PlaceKinds = await new PlaceFinder(db).ChoiceAsync(Referral, Needs, await WhoAsync(), actor.Required);
        LacksStayConsent = May(ReferralAction.Accept) && await db.ConsentToStayAsync(Referral.CaseId, Now) is null;
        var seen = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == Referral.CaseId);
        (CaseNumber, IsSide) = (seen?.Number, Referral.IsSide(actor.Required, seen));
        RestsOn = Referral.ConsentId is { } consent ? await db.Consents.AsNoTracking().FirstOrDefaultAsync(c => c.Id == consent) : null;
        History = await ReferralHistory.OfAsync(db, Referral, CaseNumber, IsSide);
        (FromUnit, RequestedUnit) = (History.Names.Of(Referral.FromUnitId), Referral.RequestedUnitId is { } asked ? History.Names.Of(asked) : null);
        Sender = await SenderForm.OfAsync(db, bases, Referral, seen, actor.Required, Now);
    }

    // As the case says now, where the reader sees it: the age may have been assessed since the referral was sent.
    private async Task<Resident> WhoAsync() =>
        (await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == Referral.CaseId))?.Resident ?? new Resident(Needs.IsChild, Needs.Sex);
}
