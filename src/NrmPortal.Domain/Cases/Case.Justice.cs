using System.Globalization;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;

namespace NrmPortal.Domain.Cases;

// The legal track stands beside the main line: it moves no stage, and its events name days alone, for all who see the case read them.
public sealed partial class Case
{
    /// <summary>One charge by section of law, in a police case of this case.</summary>
    public Charge RecordCharge(
        Guid id, LegalTrack track, Guid policeCaseId, string offence, Guid? suspectId, DateOnly on, Actor by, DateTimeOffset at, LegalCorrection? corrects = null)
    {
        var police = track.PoliceCases.FirstOrDefault(p => p.Id == policeCaseId) ?? throw new RefusedException("legal.noPoliceCase");
        RequireMine(police.CaseId);
        RequireCorrectable(track, corrects, track.Charges.Select(c => c.Id));
        var wrong = track.Charges.FirstOrDefault(c => c.Id == corrects?.Of);
        // What stands in a police case that has ended is put right in it; nothing is put into one, nor into one that never was.
        if (!police.Counts || (!police.IsLive && police.Id != wrong?.PoliceCaseId)) throw new RefusedException("legal.policeCaseEnded");
        if (!Offence.IsKnown(offence)) throw new RefusedException("legal.offence");
        // Whoever may not read whom a charge is against leaves that as it is; nobody is charged anew who was struck out.
        if (suspectId is not null && suspectId != wrong?.SuspectId && track.LiveSuspects.All(s => s.Id != suspectId)) throw new RefusedException("legal.suspectGone");
        RequireNotFuture(on, at);
        if (on < police.OpenedOn) throw new RefusedException("legal.beforePoliceCase");
        if (wrong is not null && track.VerdictsOn(wrong).Any(v => v.On < on)) throw new RefusedException("legal.verdictEarly");
        if (wrong is not null && police.Id != wrong.PoliceCaseId) RequireIndictedFor(track.VerdictsOn(wrong), track.Of(police.Id));
        Apply(CaseAction.RecordCharge, by, at, OnDay(on), Correcting(corrects));
        return new Charge(id, police, offence, suspectId, on, corrects, by, at);
    }

    // A police case recorded anew takes the indictment over when the wrong one ends; one that has begun its own chain has to have its own.
    private static void RequireIndictedFor(IEnumerable<Verdict> verdicts, LegalTrack own)
    {
        if (own.InOrder(LegalTrackKind.Prosecution) is [_, ..] begun && verdicts.Any(v => !begun.Any(s => s.Kind == LegalStepKind.Indicted && s.On <= v.On))) throw new RefusedException("legal.indictedForVerdict");
    }

    public Suspect NameSuspect(Guid id, LegalTrack track, SuspectFacts facts, Actor by, DateTimeOffset at, LegalCorrection? corrects = null)
    {
        RequireCorrectable(track, corrects, track.Suspects.Where(s => s.CaseId == Id).Select(s => s.Id));
        Apply(CaseAction.NameSuspect, by, at, Correcting(corrects));
        return new Suspect(id, Id, facts, corrects, by, at);
    }

    /// <summary>A step of early testimony (s.31), prosecution or appeal in its police case, or of protection as a witness, in the order that <see cref="LegalSteps"/> allows.</summary>
    public LegalStep RecordLegalStep(Guid id, LegalTrack track, StepFacts facts, Actor by, DateTimeOffset at, LegalCorrection? corrects = null)
    {
        RequireNotFuture(facts.On, at);
        RequireCorrectable(track, corrects, track.Steps.Where(s => s.CaseId == Id && LegalSteps.TrackOf(s.Kind) == LegalSteps.TrackOf(facts.Kind)).Select(s => s.Id));
        var kept = track.Steps.FirstOrDefault(s => s.Id == corrects?.Of) is { } wrong ? track.PoliceCaseOf(wrong) : null;
        var police = PoliceCaseOf(track, facts, kept);
        var step = new LegalStep(id, Id, police, facts, corrects, by, at);
        if (corrects is null) RequireNext(police is null ? track : track.Of(police.Id), facts);
        else RequireOrderStill(track with { Steps = [.. track.Steps, step] }, LegalSteps.TrackOf(facts.Kind), police, kept);
        if (police is not null) RequireDays(track.Of(police.Id), facts, police);
        if (facts.Kind == LegalStepKind.TestimonyHeld && facts.Place is null) throw new RefusedException("legal.testimonyPlace");
        Apply(LegalSteps.IsProsecution(facts.Kind) ? CaseAction.RecordProsecution : CaseAction.RecordLegalStep, by, at, OnDay(facts.On), Correcting(corrects));
        return step;
    }

    // A threat may come before any police case, and follows the person; the rest is of one.
    private PoliceCase? PoliceCaseOf(LegalTrack track, StepFacts facts, PoliceCase? kept)
    {
        if (!LegalSteps.IsOfPoliceCase(facts.Kind)) return facts.PoliceCaseId is null ? null : throw new RefusedException("legal.ofThePerson");
        if ((facts.PoliceCaseId ?? kept?.Id) is not { } id) throw new RefusedException(track.LivePoliceCases.Any() ? "legal.whichPoliceCase" : "legal.noPoliceCase");
        var police = track.PoliceCases.FirstOrDefault(p => p.Id == id) ?? throw new RefusedException("legal.noPoliceCase");
        RequireMine(police.CaseId);
        // As charges are: put right in one that has ended, put into none.
        if (!police.Counts || (!police.IsLive && police.Id != kept?.Id)) throw new RefusedException("legal.policeCaseEnded");
        return police;
    }

    private static void RequireNext(LegalTrack track, StepFacts facts)
    {
        var last = track.Last(LegalSteps.TrackOf(facts.Kind));
        if (!LegalSteps.MayFollow(facts.Kind, last?.Kind)) throw new RefusedException("legal.order");
        if (facts.On < last?.On) throw new RefusedException("legal.beforeStep");
    }

    // Also in the police case that it leaves, where it is put right into another.
    private static void RequireOrderStill(LegalTrack track, LegalTrackKind kind, PoliceCase? police, PoliceCase? kept)
    {
        RequireOrder(track, kind, police);
        if (kept?.Id != police?.Id) RequireOrder(track, kind, kept);
    }

    // With what was put right in its place: the whole of that chain is still one, and verdicts keep their indictment and their appeal.
    private static void RequireOrder(LegalTrack all, LegalTrackKind kind, PoliceCase? police)
    {
        // Nothing rests on what was of a police case that never was.
        if (police is null && kind != LegalTrackKind.Protection) return;
        var track = police is null ? all : all.Of(police.Id);
        LegalStepKind? before = null;
        foreach (var step in track.InOrder(kind))
        {
            if (!LegalSteps.MayFollow(step.Kind, before)) throw new RefusedException("legal.order");
            before = step.Kind;
        }

        if (kind == LegalTrackKind.Prosecution && track.LiveVerdicts.Any() && !track.LiveSteps.Any(s => s.Kind == LegalStepKind.Indicted && track.LiveVerdicts.All(v => v.On >= s.On))) throw new RefusedException("legal.indictedForVerdict");
        if (kind == LegalTrackKind.Appeal && track.LiveVerdicts.Any(v => v.Court != CourtLevel.FirstInstance && !track.LiveSteps.Any(s => s.Kind == LegalStepKind.AppealFiled && s.On <= v.On))) throw new RefusedException("legal.noAppeal");
    }

    private static void RequireDays(LegalTrack track, StepFacts facts, PoliceCase police)
    {
        if (facts.On < police.OpenedOn) throw new RefusedException("legal.beforePoliceCase");
        // s.31 is testimony before the indictment; afterwards the person is heard at the trial.
        if (facts.Kind == LegalStepKind.TestimonyRequested && track.Last(LegalTrackKind.Prosecution) is { Kind: LegalStepKind.Indicted } indicted && indicted.On < facts.On) throw new RefusedException("legal.testimonyLate");
        if (LegalSteps.TrackOf(facts.Kind) == LegalTrackKind.Appeal && track.LiveVerdicts.All(v => v.On > facts.On)) throw new RefusedException("legal.noVerdict");
    }

    /// <summary>A court's verdict on one charge, after the indictment in its police case; a higher court's comes after an appeal there.</summary>
    public Verdict RecordVerdict(
        Guid id, LegalTrack track, Guid chargeId, CourtLevel court, VerdictOutcome outcome, DateOnly on, Actor by, DateTimeOffset at, LegalCorrection? corrects = null)
    {
        var charge = track.LiveCharges.FirstOrDefault(c => c.Id == chargeId) ?? throw new RefusedException("legal.noCharge");
        RequireMine(charge.CaseId);
        RequireNotFuture(on, at);
        if (corrects is null && track.PoliceCases.Any(p => p.Id == charge.PoliceCaseId && !p.IsLive)) throw new RefusedException("legal.policeCaseEnded");
        RequireCorrectable(track, corrects, track.Verdicts.Select(v => v.Id));
        var own = track.Of(charge.PoliceCaseId);
        var indicted = own.LiveSteps.Where(s => s.Kind == LegalStepKind.Indicted).Select(s => (DateOnly?)s.On).Min() ?? throw new RefusedException("legal.notIndicted");
        if (on < charge.ChargedOn || on < indicted) throw new RefusedException("legal.verdictEarly");
        var others = track.VerdictsOn(charge).Where(v => v.Id != corrects?.Of).ToList();
        // What is put right may stand below a higher court's word, and before it.
        if (others.Any(v => v.Court == court || (v.Court > court && (corrects is null || v.On < on)))) throw new RefusedException("legal.judged");
        var before = others.Where(v => v.Court < court).MaxBy(v => v.Court);
        if (court != CourtLevel.FirstInstance && (before is null || !own.LiveSteps.Any(s => s.Kind == LegalStepKind.AppealFiled && s.On >= before.On && s.On <= on))) throw new RefusedException("legal.noAppeal");
        var verdict = new Verdict(id, charge, court, outcome, on, corrects, by, at);
        // Put right onto a charge of another police case, it leaves no appeal behind that is against nothing.
        if (track.Verdicts.FirstOrDefault(v => v.Id == corrects?.Of) is { } wrong && track.PoliceCaseOf(wrong) is { } left && left != charge.PoliceCaseId
            && HasAppealAgainstNothing((track with { Verdicts = [.. track.Verdicts, verdict] }).Of(left))) throw new RefusedException("legal.strikeVerdict");
        Apply(CaseAction.RecordVerdict, by, at, OnDay(on), Correcting(corrects));
        return verdict;
    }

    private static bool HasAppealAgainstNothing(LegalTrack own) => own.LiveSteps.Any(s => LegalSteps.TrackOf(s.Kind) == LegalTrackKind.Appeal && own.LiveVerdicts.All(v => v.On > s.On));

    public ProsecutorNote WriteProsecutorNote(Guid id, SealedText? text, Actor by, DateTimeOffset at)
    {
        if (text is null) throw new RefusedException("legal.note");
        Apply(CaseAction.WriteProsecutorNote, by, at);
        return new ProsecutorNote(id, Id, text, by, at);
    }

    // Nothing is corrected twice: the second corrects the correction.
    private static void RequireCorrectable(LegalTrack track, LegalCorrection? corrects, IEnumerable<Guid> ofThisKind)
    {
        if (corrects is null) return;
        if (!ofThisKind.Contains(corrects.Of)) throw new RefusedException("legal.correctsOther");
        if (!track.Stands(corrects.Of)) throw new RefusedException("legal.corrected");
        if (corrects.Why is null) throw new RefusedException("legal.why");
    }

    private static (string, string) Correcting(LegalCorrection? corrects) => ("corrects", corrects?.Of.ToString() ?? "");

    private static (string, string) OnDay(DateOnly day) => ("on", day.ToString("O", CultureInfo.InvariantCulture));
}
