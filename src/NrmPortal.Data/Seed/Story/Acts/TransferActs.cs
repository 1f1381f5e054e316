using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>Another office is asked to take the case over: of the ministry by its duty, another on the person's yes to it.</summary>
internal sealed record ProposeTransfer(string By, DateTimeOffset At, string Unit, string Reason, bool MovesOffice = false) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var (subject, unit, agency) = (await scene.Case(), Cast.Unit(Unit), Cast.AgencyOf(Unit));
        var ofDuty = agency == AgencyType.ProvincialMsdhs;
        var request = new TransferRequest(unit, agency, MovesOffice, SealedText.Of(Reason)) { LegalGround = ofDuty ? LegalGrounds.Duty : null };
        var consent = ofDuty ? null
            : Answered.Of(scene, subject, "consent.transfer", ConsentOutcome.Given, new ConsentTerms(ConsentPurpose.Referral, request.Sections, new Recipient(unit, null, null), null), At);
        if (consent is not null) scene.Db.Add(consent);
        scene.Db.Add(subject.ProposeTransfer(scene.Id($"transfer.{Unit}"), request, consent, scene.By, At));
    }
}

/// <summary>That office accepts and has the case from now on; the opener and who had it before go on seeing its core.</summary>
internal sealed record TakeOver(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var id = scene.Id($"transfer.{Cast.Of(By).Unit}");
        var transfer = await scene.Db.Transfers.SingleAsync(t => t.Id == id);
        transfer.Accept(true, scene.By, At);
        await scene.Save();
        var subject = await scene.Case();
        var sits = await scene.Db.Panels.Include(p => p.Seats).FirstOrDefaultAsync(p => p.CaseId == subject.Id && p.ClosedAt == null);
        subject.TakeOver(transfer, sits, scene.By, At);
    }

    public override void Show(Sight sight) => sight.HandOver(Cast.Of(By).Unit);
}

internal sealed record DeclineTransfer(string By, DateTimeOffset At, string Reason) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var id = scene.Id($"transfer.{Cast.Of(By).Unit}");
        scene.Db.Add((await scene.Db.Transfers.SingleAsync(t => t.Id == id)).Decline(SealedText.Of(Reason), scene.By, At));
    }
}
