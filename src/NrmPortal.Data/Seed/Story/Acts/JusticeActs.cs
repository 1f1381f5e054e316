using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Justice;
using NrmPortal.Domain.Money;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>An act on the legal track or the money, which rests on what stands: what came before is saved first.</summary>
internal abstract record JusticeAct(string By, DateTimeOffset At) : Act(By, At)
{
    protected static SealedText? MadeUp => SealedText.Of("สมมติ (made up)");

    protected static async Task<LegalTrack> TrackAsync(Scene scene)
    {
        await scene.Save();
        var (db, id) = (scene.Db, scene.CaseId);
        return new LegalTrack(await db.PoliceCases.Where(p => p.CaseId == id).ToListAsync(), await db.Charges.Where(c => c.CaseId == id).ToListAsync(),
            await db.LegalSteps.Where(s => s.CaseId == id).ToListAsync(), await db.CourtDates.Where(d => d.CaseId == id).ToListAsync(), await db.Verdicts.Where(v => v.CaseId == id).ToListAsync());
    }

    protected static async Task<Ledger> BookAsync(Scene scene)
    {
        await scene.Save();
        return new Ledger(await scene.Db.Claims.Where(c => c.CaseId == scene.CaseId).ToListAsync(), await scene.Db.MoneyEntries.Where(e => e.CaseId == scene.CaseId).ToListAsync());
    }
}

/// <summary>A police case in the hands of Tak's police and prosecutors, who see the track from then on.</summary>
internal sealed record Prosecuted(string By, DateTimeOffset At, DateOnly On) : JusticeAct(By, At)
{
    public override async Task Tell(Scene scene)
    {
        scene.Db.Add((await scene.Case()).RecordPoliceCase(scene.Id("police"), Terms(), scene.By, At));
        await TellRight(scene, At);
    }

    /// <summary>The person hears at once that compensation can be claimed; what asked for it is saved first.</summary>
    public static async Task TellRight(Scene scene, DateTimeOffset at)
    {
        await scene.Save();
        var told = new CompensationTold(ThaiDay.Of(at), scene.Persona.Language, scene.Persona.Nationality == "TH" ? InterpreterUse.NotNeeded : InterpreterUse.Present, CompensationToldHow.SpokenWithPaper);
        scene.Db.Add((await scene.Case()).TellCompensationRight(scene.Id("compensation-told"), LegalTrack.Empty, told, scene.By, at));
    }

    private PoliceCaseTerms Terms() => new(On, SealedText.Of("456/2569 (made up)"), SealedText.Of("สถานีตำรวจตัวอย่าง"), Cast.Unit(FlagS41.Police), Cast.Unit(FlagS41.Prosecution))
    {
        InquiryAgency = Cast.AgencyOf(FlagS41.Police),
        ProsecutorAgency = Cast.AgencyOf(FlagS41.Prosecution),
    };

    public override void Show(Sight sight)
    {
        sight.Involve(FlagS41.Police);
        sight.Involve(FlagS41.Prosecution);
    }
}

/// <summary>A suspect, known or not, and the charge against them.</summary>
internal sealed record Accuse(string By, DateTimeOffset At, string Offence, string? Name = null) : JusticeAct(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var (subject, track, suspect) = (await scene.Case(), await TrackAsync(scene), scene.Id($"suspect.{Offence}"));
        var named = subject.NameSuspect(suspect, track, new SuspectFacts(SuspectRole.Recruiter, SuspectRelation.Acquaintance, SealedText.Of(Name)), scene.By, At);
        scene.Db.Add(named);
        track = track with { Suspects = [.. track.Suspects, named] };
        scene.Db.Add(subject.RecordCharge(scene.Id($"charge.{Offence}"), track, scene.Id("police"), Offence, suspect, ThaiDay.Of(At), scene.By, At));
    }
}

internal sealed record Take(string By, DateTimeOffset At, LegalStepKind Kind) : JusticeAct(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var place = Kind == LegalStepKind.TestimonyHeld ? TestimonyPlace.CourtByScreen : (TestimonyPlace?)null;
        var facts = new StepFacts(Kind, ThaiDay.Of(At), place, MadeUp) { PoliceCaseId = LegalSteps.IsOfPoliceCase(Kind) ? scene.Id("police") : null };
        scene.Db.Add((await scene.Case()).RecordLegalStep(scene.Id($"step.{Kind}.{At:O}"), await TrackAsync(scene), facts, scene.By, At));
    }
}

internal sealed record CallToCourt(string By, DateTimeOffset At, string Name, DateTimeOffset Starts, CourtPurpose Purpose) : JusticeAct(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).SetCourtDate(
        scene.Id(Name), await TrackAsync(scene), new CourtDateTerms(Starts, Purpose, SealedText.Of("ศาลตัวอย่าง ห้อง 4"), PersonAttends: true), scene.By, At));
}

internal sealed record MoveCourt(string By, DateTimeOffset At, string Name, DateTimeOffset To) : JusticeAct(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var track = await TrackAsync(scene);
        scene.Db.Add((await scene.Case()).MoveCourtDate(scene.Id(Name + ".moved"), track, track.CourtDates.Single(d => d.Id == scene.Id(Name)), To, MadeUp, scene.By, At));
    }
}

internal sealed record Sentence(string By, DateTimeOffset At, string Offence, CourtLevel Court, VerdictOutcome Outcome) : JusticeAct(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).RecordVerdict(
        scene.Id($"verdict.{Offence}.{Court}"), await TrackAsync(scene), scene.Id($"charge.{Offence}"), Court, Outcome, ThaiDay.Of(At), scene.By, At));
}

internal sealed record NoteForProsecution(string By, DateTimeOffset At) : JusticeAct(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).WriteProsecutorNote(scene.Id("note"), MadeUp, scene.By, At));
}

internal sealed record AskOfficer(string By, DateTimeOffset At, string Officer) : JusticeAct(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var officer = Cast.Of(Officer).Actor;
        scene.Db.Add((await scene.Case()).AskClaimOfficer(scene.Id($"officer.{Officer}"), [], officer.MembershipId, officer.Role, scene.By, At));
    }

    public override void Show(Sight sight) => sight.Pursue(Officer);
}

internal sealed record ClaimMoney(string By, DateTimeOffset At, ClaimKind Kind, decimal Amount) : JusticeAct(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var (claim, entry) = (await scene.Case()).OpenClaim(scene.Id($"claim.{Kind}"), scene.Id($"claimed.{Kind}"), Kind, Kind == ClaimKind.Fund ? "living" : null,
            new EntryTerms(MoneyFact.Claimed, Amount, ThaiDay.Of(At), Document: MadeUp), scene.By, At);
        scene.Db.AddRange(claim, entry);
    }
}

/// <summary>An order or a payment on a claim.</summary>
internal sealed record Settle(string By, DateTimeOffset At, ClaimKind Kind, MoneyFact Fact, decimal Amount, MoneyAuthority Authority) : JusticeAct(By, At)
{
    /// <summary>The paper itself was filed before.</summary>
    public bool OnPaper { get; init; }

    public override async Task Tell(Scene scene)
    {
        var book = await BookAsync(scene);
        var filed = OnPaper ? await scene.Db.Documents.Where(d => d.CaseId == scene.CaseId && d.Section == Domain.Access.Section.Money).OrderByDescending(d => d.At).FirstAsync() : null;
        scene.Db.Add((await scene.Case()).RecordMoney(scene.Id($"{Fact}.{Kind}.{At:O}"), book, book.Claims.Single(c => c.Kind == Kind),
            new EntryTerms(Fact, Amount, ThaiDay.Of(At), Authority, MadeUp, Filed: filed), scene.By, At));
    }
}

/// <summary>Takes the last payment on a claim back.</summary>
internal sealed record ReversePayment(string By, DateTimeOffset At, ClaimKind Kind) : JusticeAct(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var book = await BookAsync(scene);
        var wrong = book.EntriesOf(book.Claims.Single(c => c.Kind == Kind)).Last(e => e.Fact == MoneyFact.Paid);
        scene.Db.Add((await scene.Case()).ReverseEntry(scene.Id($"reversal.{Kind}"), book, wrong, MadeUp, scene.By, At));
    }
}
