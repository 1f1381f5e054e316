using Microsoft.EntityFrameworkCore;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>The person is offered to a shelter, on consent unless a legal ground is named.</summary>
internal sealed record Refer(string By, DateTimeOffset At) : Act(By, At)
{
    public string? Unit { get; init; }
    public AgencyType? Kind { get; init; }
    public bool Urgent { get; init; }
    public bool Emergency { get; init; }
    public string? Ground { get; init; }

    /// <summary>Written, and not sent yet.</summary>
    public bool Draft { get; init; }

    private static readonly Section[] Shared = [Section.Identity, Section.Health, Section.Plan, Section.Consent];

    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        var consent = Ground is null
            ? Answered.Of(scene, subject, Answered.NameOf(ConsentPurpose.Referral), ConsentOutcome.Given, new ConsentTerms(ConsentPurpose.Referral, Shared, Recipient.AnyThatHelps, null), At) : null;
        if (consent is not null) scene.Db.Add(consent);
        var request = new ReferralRequest(Urgent || Emergency, Emergency, Kind, Unit is null ? null : Cast.Unit(Unit), Ground, consent?.Id, Shared) { UnitAgency = Unit is null ? null : Cast.AgencyOf(Unit) };
        var referral = Draft ? subject.DraftReferral(scene.Id("referral"), request, consent, scene.By, At) : subject.Refer(scene.Id("referral"), request, consent, scene.By, At);
        scene.Db.Add(referral);
        var persona = scene.Persona;
        scene.Db.Add(new NeedsProfile(referral.Id, subject.Id, subject.AgeGroup, subject.Sex, persona.Language, persona.WithFamily,
            new NeedsAndRisk(Urgent, Psychosocial: true, Disability: false, HighRisk: Emergency, null),
            persona.Nationality == "TH" ? NationalityClass.Thai : NationalityClass.Foreign));
    }
}

internal sealed record Claim(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene) => (await scene.Referral()).Claim(await scene.Case(), scene.By, At);
}

/// <summary>DATIP approves for a unit; another than the one asked for is a redirection with its reason.</summary>
internal sealed record Approve(string By, DateTimeOffset At, string Unit, string? Reason = null) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var (subject, referral) = (await scene.Case(), await scene.Referral());
        var shelter = await scene.Shelter(Cast.Unit(Unit));
        var needs = await scene.Db.NeedsProfiles.SingleAsync(n => n.Id == referral.Id);
        var misfits = shelter.Fits(needs, subject.Resident, referral.ShelterKind).Any(f => !f.Holds);
        scene.Db.Add(referral.Approve(subject, shelter, needs, subject.Resident, Reason ?? (misfits ? "An interpreter comes to the shelter (made up for the demonstration)." : null), scene.By, At));
    }
}

internal sealed record SendBack(string By, DateTimeOffset At, string Reason) : ReferralAct(By, At)
{
    protected override void Do(Referral referral, Scene scene) => referral.Return(Reason, scene.By, At);
}

/// <summary>What was sent back is changed in the form it was written in, and sent again.</summary>
internal sealed record SendAgain(string By, DateTimeOffset At, string Reason) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var (subject, referral) = (await scene.Case(), await scene.Referral());
        var consent = referral.ConsentId is null ? null : await scene.Consent(ConsentPurpose.Referral);
        var needs = await scene.Db.NeedsProfiles.SingleAsync(n => n.Id == referral.Id);
        var request = new ReferralRequest(referral.Urgent, referral.Emergency, referral.ShelterKind, referral.RequestedUnitId, referral.LegalGround, consent?.Id, referral.Sections) { Kind = referral.Kind };
        var wanted = new NeedsProfile(referral.Id, subject.Id, subject.AgeGroup, subject.Sex, needs.Languages, needs.WithFamily,
            new NeedsAndRisk(needs.Medical, needs.Psychosocial, needs.Disability, needs.HighRisk, SealedText.Of(Reason)));
        if (subject.Revise(referral, request, needs, wanted, consent, scene.By, At) is { } before) scene.Db.Add(before);
        await scene.Save();
        subject.SendRevised(referral, Reason, scene.By, At);
    }
}

/// <summary>The receiver opens it: DATIP can no longer undo its decision.</summary>
internal sealed record See(string By, DateTimeOffset At) : ReferralAct(By, At)
{
    protected override void Do(Referral referral, Scene scene) => referral.SeenBy(scene.By, At);
}

internal sealed record Decline(string By, DateTimeOffset At, string Reason) : ReferralAct(By, At)
{
    protected override void Do(Referral referral, Scene scene) => scene.Db.Add(referral.Decline(Reason, scene.By, At));
}

internal sealed record Withdraw(string By, DateTimeOffset At, string Reason) : Act(By, At)
{
    public override async Task Tell(Scene scene) => (await scene.Case()).WithdrawReferral(await scene.Referral(), Reason, scene.By, At);
}

internal sealed record ReviewAfter(string By, DateTimeOffset At, string Reason) : ReferralAct(By, At)
{
    protected override void Do(Referral referral, Scene scene) => referral.ReviewAfter(Reason, scene.By, At);
}

/// <summary>The shelter accepts: a place is taken, then, with sight of the case, the placement and the basis of stay are written.</summary>
internal sealed record Accept(string By, DateTimeOffset At, StayBasis Basis = StayBasis.VoluntaryReflection) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var referral = await scene.Referral();
        var shelter = await scene.Shelter(scene.By.UnitId);
        referral.SeenBy(scene.By, At);
        referral.Accept(null, scene.By, At);
        await scene.Save();
        var subject = await scene.Case();
        var hold = await scene.Db.PlaceHolds.AsNoTracking().FirstOrDefaultAsync(h => h.ReferralId == referral.Id && h.EndedAt == null);
        var placement = subject.Accept(referral, await scene.Db.NeedsProfiles.SingleAsync(n => n.Id == referral.Id), scene.Id("placement"), shelter, scene.By, At, hold);
        scene.Db.Add(placement);
        var awaited = await scene.Db.StayRunsAsync(subject.Id) ? placement : null;
        var agreed = await scene.Db.AgreedAsync(referral, At);
        scene.Db.Add(subject.HouseUnder(Basis, scene.Id("stay.shelter"), scene.By, At, agreed, Basis == StayBasis.CustodyS29 || agreed is null ? "MSDHS (fictional)" : null, null, awaited));
    }

    public override void Show(Sight sight) => sight.Receive(Cast.Of(By).Unit);
}

internal sealed record Arrive(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        var stays = await scene.Db.Stays.Where(s => s.CaseId == subject.Id && s.EndedAt == null).ToListAsync();
        subject.RecordArrival(await scene.Referral(), await scene.Placement(), stays, scene.By, At);
    }
}
