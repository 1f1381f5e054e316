using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>The person is referred to a service that takes no place, on a consent that names the kind of office.</summary>
internal sealed record ReferTo(string By, DateTimeOffset At, ReferralKind Kind, string Unit, string Needs) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var (subject, rule, agency) = (await scene.Case(), ReferralKinds.Of(Kind), Cast.AgencyOf(Unit));
        var consent = Answered.Of(scene, subject, Answered.NameOf(ConsentPurpose.Referral), ConsentOutcome.Given, new ConsentTerms(ConsentPurpose.Referral, rule.Sections, new Recipient(null, agency, null), null), At);
        scene.Db.Add(consent);
        var request = new ReferralRequest(false, false, null, Cast.Unit(Unit), null, consent.Id, rule.Sections) { Kind = Kind, UnitAgency = agency };
        var referral = subject.Refer(scene.Id("referral"), request, consent, scene.By, At);
        scene.Db.Add(referral);
        scene.Db.Add(new NeedsProfile(referral.Id, subject.Id, subject.AgeGroup, subject.Sex, scene.Persona.Language, scene.Persona.WithFamily, new NeedsAndRisk(false, true, false, false, SealedText.Of(Needs))));
    }
}

internal sealed record ApproveService(string By, DateTimeOffset At, string Unit) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var id = Cast.Unit(Unit);
        (await scene.Referral()).ApproveService(await scene.Case(), await scene.Db.Units.AsNoTracking().SingleAsync(u => u.Id == id), null, scene.By, At);
    }
}

/// <summary>The service takes it on and sees what was shared.</summary>
internal sealed record TakeOn(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var referral = await scene.Referral();
        referral.SeenBy(scene.By, At);
        referral.TakeOn(null, false, scene.By, At);
        await scene.Save();
        (await scene.Case()).TakeOn(referral, scene.By, At);
    }

    public override void Show(Sight sight) => sight.Receive(Cast.Of(By).Unit);
}

internal sealed record TurnDown(string By, DateTimeOffset At, string Reason) : ReferralAct(By, At)
{
    protected override void Do(Referral referral, Scene scene) => scene.Db.Add(referral.TurnDown(Reason, scene.By, At));
}

/// <summary>Done and handed over: the service's sight of the case ends.</summary>
internal sealed record FinishService(string By, DateTimeOffset At, string Handover) : Act(By, At)
{
    public override async Task Tell(Scene scene) => (await scene.Case()).FinishReferral(await scene.Referral(), Handover, scene.By, At);

    public override void Show(Sight sight) => sight.Release(Cast.Of(By).Unit);
}
