using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Work;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>On what ground the person stays: from ten o'clock of a day, to the end of another or open.</summary>
internal sealed record Stay(string By, DateTimeOffset At, StayBasis Basis, DateOnly From, DateOnly? Until) : Act(By, At)
{
    /// <summary>The bases that run go on beside it, as nobody has ended them.</summary>
    public bool Overlaps { get; init; }

    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        var consents = Basis is StayBasis.VoluntaryReflection or StayBasis.OutsideShelter;
        var consent = consents
            ? Answered.Of(scene, subject, $"consent.stay.{From:O}", ConsentOutcome.Given, new ConsentTerms(ConsentPurpose.Assistance, [Section.Plan], Recipient.AnyThatHelps, null), At) : null;
        if (consent is not null) scene.Db.Add(consent);
        var court = Basis == StayBasis.CourtExtension;
        var claim = new StayClaim(Basis, Hour(From, 10), Until is { } day ? Hour(day.AddDays(1), 0) : null,
            Basis == StayBasis.OutsideShelter ? StayPlace.Home : StayPlace.MsdhsOffice, "สำนักงาน พมจ. ตัวอย่าง", court ? "ศาลอาญา (ตัวอย่าง)" : null, court ? "ค.1/2569 (ตัวอย่าง)" : null, consents);
        var earlier = await scene.Db.Stays.Where(s => s.CaseId == subject.Id).ToListAsync();
        scene.Db.Add(subject.RecordBasisOfStay(scene.Id($"stay.{Basis}.{From:O}"), claim, consent, earlier, !Overlaps && !court, scene.By, At));
    }

    private static DateTimeOffset Hour(DateOnly day, int hour) => new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.FromHours(7)).ToUniversalTime();
}

/// <summary>The person leaves the shelter: the placement and its basis end, its place is free, the referral is complete, and the shelter's sight ends.</summary>
internal sealed record Leave(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var (subject, referral) = (await scene.Case(), await scene.Referral());
        var running = await scene.Db.Stays.Where(s => s.CaseId == subject.Id && s.EndedAt == null).ToListAsync();
        subject.EndStay(running, await scene.Placement(), new StayEnding(At, StayEnd.OwnWish, StayDestination.OwnHome), scene.By, At);
        await scene.Save();
        referral.Complete(null, scene.By, At);
    }

    public override void Show(Sight sight) => sight.Release(Cast.Of(By).Unit);
}

/// <summary>Safety and risk, to be assessed again some days later.</summary>
internal sealed record Assess(string By, DateTimeOffset At, RiskLevels Levels, int AgainAfterDays, string Narrative) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        scene.Db.Add(subject.AssessRisk(scene.Id($"risk.{At:O}"), Levels, Narrative, "A room of her own; the gate is watched (made up).", ThaiDay.Of(At).AddDays(AgainAfterDays), scene.By, At));
    }
}

/// <summary>What whoever meets the person must know; a rule of safe contact may have its particulars.</summary>
internal sealed record Warn(string By, DateTimeOffset At, params WarningCode[] Codes) : Act(By, At)
{
    public string? Note { get; init; }

    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        foreach (var code in Codes)
        {
            var warning = subject.Warn(scene.Id($"warning.{code}"), code, ThaiDay.Of(At), null, [], scene.By, At);
            scene.Db.Add(warning);
            if (warning.IsOfContact && subject.Explain(warning, Note) is { } note) scene.Db.Add(note);
        }
    }
}
