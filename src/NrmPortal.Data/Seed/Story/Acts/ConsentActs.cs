using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>The answer of a made-up person, everything explained; for a child a competent official answers and the child agrees.</summary>
internal sealed record Answered(string By, DateTimeOffset At, ConsentPurpose Purpose, ConsentOutcome Outcome = ConsentOutcome.Given) : Act(By, At)
{
    public IReadOnlyCollection<Section> Sections { get; init; } = [Section.Identity];
    public Recipient To { get; init; } = Recipient.AnyThatHelps;
    public DateOnly? Until { get; init; }

    public override async Task Tell(Scene scene) =>
        scene.Db.Add(Of(scene, await scene.Case(), NameOf(Purpose), Outcome, new ConsentTerms(Purpose, Sections, To, Until), At));

    public static string NameOf(ConsentPurpose purpose) => $"consent.{purpose}".ToLowerInvariant();

    public static Consent Of(Scene scene, Case subject, string name, ConsentOutcome outcome, ConsentTerms terms, DateTimeOffset at)
    {
        var persona = scene.Persona;
        var (child, given) = (subject.IsTreatedAsChild, outcome == ConsentOutcome.Given);
        var told = new Explanation([.. ConsentNotice.Points.Select(p => p.Code)], persona.Language, persona.Nationality == "TH" ? InterpreterUse.NotNeeded : InterpreterUse.Present);
        var giver = child && given && terms.Purpose != ConsentPurpose.Screening ? ConsentGiver.CompetentOfficial : ConsentGiver.Person;
        ChildsView? view = !child ? null : given ? ChildsView.Agrees : ChildsView.Disagrees;
        return subject.RecordConsent(scene.Id(name), outcome, terms, told, new Answer(given ? ConsentManner.Signature : null, giver, view, null)
        {
            StandsIn = giver == ConsentGiver.CompetentOfficial ? new StandsIn(SealedText.Of("เจ้าหน้าที่ตัวอย่าง สำนักงาน พมจ.")!, GuardianRelation.StateRepresentative, SuspectCheck.Cleared) : null,
        }, scene.By, at);
    }
}

/// <summary>The person takes back a consent: what rests on it ends.</summary>
internal sealed record TakeBack(string By, DateTimeOffset At, ConsentPurpose Purpose) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var referrals = await scene.Db.Referrals.Where(r => r.CaseId == scene.CaseId).ToListAsync();
        var disclosures = await scene.Db.Disclosures.Where(d => d.CaseId == scene.CaseId).ToListAsync();
        (await scene.Case()).WithdrawConsent(await scene.Consent(Purpose), Answer.Own(ConsentManner.Oral), referrals, disclosures, scene.By, At);
    }
}

/// <summary>A share that had ended goes on upon a legal ground.</summary>
internal sealed record Restore(string By, DateTimeOffset At, string Unit, string Ground, string Reason) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        var answers = await scene.Db.Consents.AsNoTracking().Where(c => c.CaseId == subject.Id && c.Purpose == ConsentPurpose.Referral).ToListAsync();
        subject.RestoreShare(await scene.Referral(), null, Ground, new Recipient(Cast.Unit(Unit), Cast.AgencyOf(Unit), null), Reason, scene.By, At, answers);
    }
}

/// <summary>Parts of the file are given to somebody outside the portal, on the consent for it unless a ground is named.</summary>
internal sealed record Disclosed(string By, DateTimeOffset At, OutsideRecipient To, string Name, string Reason) : Act(By, At)
{
    public string? Ground { get; init; }

    public override async Task Tell(Scene scene)
    {
        var request = new DisclosureRequest([Section.Identity], new Recipient(null, null, To), SealedText.Of(Name), SealedText.Of(Reason), DisclosureChannel.SealedLetter, Ground);
        scene.Db.Add((await scene.Case()).Disclose(scene.Id("disclosure"), request, Ground is null ? await scene.Consent(ConsentPurpose.Disclosure) : null, scene.By, At));
    }
}
