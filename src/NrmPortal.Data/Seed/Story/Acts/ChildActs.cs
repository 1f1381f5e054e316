using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Work;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>An act that may finish open tasks of the case.</summary>
internal abstract record ChildAct(string By, DateTimeOffset At) : Act(By, At)
{
    protected static readonly SealedText MadeUp = SealedText.Of("Made up for the demonstration.")!;

}

internal sealed record AskDcy(string By, DateTimeOffset At, string Unit) : ChildAct(By, At)
{
    public override async Task Tell(Scene scene) =>
        scene.Db.Add((await scene.Case()).InvolveDcy(scene.Id("dcy"), Cast.Unit(Unit), scene.By, At));

    public override void Show(Sight sight) => sight.Involve(Unit);
}

internal sealed record AnswerDcy(string By, DateTimeOffset At) : ChildAct(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var id = scene.Id("dcy");
        (await scene.Case()).AnswerAsDcy(await scene.Db.DcyInvolvements.SingleAsync(d => d.Id == id), scene.By, At);
    }
}

internal sealed record Represent(string By, DateTimeOffset At, GuardianRelation Relation, GuardianAppointment Appointment, SuspectCheck Check, string Name) : ChildAct(By, At)
{
    public override async Task Tell(Scene scene) =>
        scene.Db.Add((await scene.Case()).NameGuardian(scene.Id($"guardian.{Relation}"), Relation, Appointment, Check, SealedText.Of(Name), null, scene.By, At));
}

/// <summary>A best-interests assessment, or the determination that follows it.</summary>
internal sealed record Weigh(string By, DateTimeOffset At, bool Determines, BestInterestsOutcome Outcome = BestInterestsOutcome.StayInCare) : ChildAct(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var findings = new BestInterestsFindings([BestInterestsFactor.ChildViews, BestInterestsFactor.Safety, BestInterestsFactor.FamilyAndCare], SealedText.Of("The shelter, an aunt, the family home."),
            SealedText.Of("I want to go on with school."), MadeUp, Outcome, ThaiDay.Of(At).AddDays(90));
        var (subject, first) = (await scene.Case(), scene.Id("best.first"));
        scene.Db.Add(Determines
            ? subject.DetermineBestInterests(scene.Id($"best.{Outcome}"), await scene.Db.BestInterests.SingleAsync(b => b.Id == first), findings, scene.By, At)
            : subject.AssessBestInterests(first, findings, scene.By, At));
    }
}

internal sealed record Aged(string By, DateTimeOffset At, AgeFindings Findings) : ChildAct(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        scene.Db.Add(subject.AssessAge(scene.Id($"age.{Findings.Outcome}"), Findings with { Reasons = MadeUp }, scene.By, At));
    }
}

internal sealed record Interviewed(string By, DateTimeOffset At, InterviewEnd End = InterviewEnd.Completed) : ChildAct(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).RecordInterview(scene.Id($"interview.{End}"), new InterviewFacts(
        ThaiDay.Of(At), InterviewPlace.ChildFriendlyRoom, 45, 2, InterviewInterpreter.Present, End, SealedText.Of("Interviewer, interpreter, support person"),
        SealedText.Of("Teacher Example"), SealedText.Of("The employer and his relatives"), KeptOutWasAbsent: true), scene.By, At));
}

/// <summary>The s.41 flag, put before an inquiry officer's and a prosecutor's office.</summary>
internal sealed record FlagS41(string By, DateTimeOffset At, params string[] Offences) : ChildAct(By, At)
{
    public const string Police = "POL-63";
    public const string Prosecution = "OAG-63";

    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).FlagNonPunishment(
        scene.Id("s41"), Offences, SealedText.Of("1234/2569 (made up)"), Cast.Unit(Police), Cast.Unit(Prosecution), scene.By, At));

    public override void Show(Sight sight)
    {
        sight.Involve(Police);
        sight.Involve(Prosecution);
    }
}

internal sealed record AnswerS41(string By, DateTimeOffset At, NonPunishmentOutcome Outcome) : ChildAct(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var (id, permitted) = (scene.Id("s41"), Outcome == NonPunishmentOutcome.MinisterPermitted);
        (await scene.Case()).RecordNonPunishment(await scene.Db.NonPunishments.SingleAsync(n => n.Id == id),
            new NonPunishmentAnswer(Outcome, permitted ? SealedText.Of("MOJ 0001/2569 (made up)") : null, permitted ? ThaiDay.Of(At).AddDays(-1) : null, MadeUp), scene.By, At);
    }

    // Of the two offices the prosecutor's answers last in the story.
    public override void Show(Sight sight)
    {
        if (Outcome == NonPunishmentOutcome.ProsecutedWithoutPermission || By != "prosecutor") return;
        sight.Uninvolve(FlagS41.Police);
        sight.Uninvolve(FlagS41.Prosecution);
    }
}
