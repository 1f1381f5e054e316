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
        Apply(CaseAction.RecordCharge, by, at, OnDay(on), Correcting(corrects));
        return new Charge(id, police, offence, suspectId, on, corrects, by, at);
    }

    public Suspect NameSuspect(Guid id, LegalTrack track, SuspectFacts facts, Actor by, DateTimeOffset at, LegalCorrection? corrects = null)
    {
        RequireCorrectable(track, corrects, track.Suspects.Where(s => s.CaseId == Id).Select(s => s.Id));
        Apply(CaseAction.NameSuspect, by, at, Correcting(corrects));
        return new Suspect(id, Id, facts, corrects, by, at);
    }

    /// <summary>A step of early testimony (s.31), protection as a witness, prosecution or appeal, in the order that <see cref="LegalSteps"/> allows.</summary>
    public LegalStep RecordLegalStep(Guid id, LegalTrack track, StepFacts facts, Actor by, DateTimeOffset at, LegalCorrection? corrects = null)
    {
        RequireNotFuture(facts.On, at);
        RequireCorrectable(track, corrects, track.Steps.Where(s => s.CaseId == Id && LegalSteps.TrackOf(s.Kind) == LegalSteps.TrackOf(facts.Kind)).Select(s => s.Id));
        var step = new LegalStep(id, Id, facts, corrects, by, at);
        if (corrects is null) RequireNext(track, facts);
        else RequireOrder(track with { Steps = [.. track.Steps, step] }, LegalSteps.TrackOf(facts.Kind));
        RequireDays(track, facts, corrects);
        if (facts.Kind == LegalStepKind.TestimonyHeld && facts.Place is null) throw new RefusedException("legal.testimonyPlace");
        Apply(LegalSteps.IsProsecution(facts.Kind) ? CaseAction.RecordProsecution : CaseAction.RecordLegalStep, by, at, OnDay(facts.On), Correcting(corrects));
        return step;
    }

    private static void RequireNext(LegalTrack track, StepFacts facts)
    {
        var last = track.Last(LegalSteps.TrackOf(facts.Kind));
        if (!LegalSteps.MayFollow(facts.Kind, last?.Kind)) throw new RefusedException("legal.order");
        if (facts.On < last?.On) throw new RefusedException("legal.beforeStep");
    }

    // With what was put right in its place: the whole of that track is still one, and a verdict keeps its indictment.
    private static void RequireOrder(LegalTrack track, LegalTrackKind kind)
    {
        LegalStepKind? before = null;
        foreach (var step in track.InOrder(kind))
        {
            if (!LegalSteps.MayFollow(step.Kind, before)) throw new RefusedException("legal.order");
            before = step.Kind;
        }

        if (track.LiveVerdicts.Any() && !track.LiveSteps.Any(s => s.Kind == LegalStepKind.Indicted && track.LiveVerdicts.All(v => v.On >= s.On))) throw new RefusedException("legal.indictedForVerdict");
    }

    private static void RequireDays(LegalTrack track, StepFacts facts, LegalCorrection? corrects)
    {
        var kind = LegalSteps.TrackOf(facts.Kind);
        // A threat may come before any police case; the rest rests on one.
        if (kind != LegalTrackKind.Protection)
        {
            if ((corrects is null ? track.OpenedOn : track.FirstOpenedOn) is not { } opened) throw new RefusedException("legal.noPoliceCase");
            if (facts.On < opened) throw new RefusedException("legal.beforePoliceCase");
        }

        // s.31 is testimony before the indictment; afterwards the person is heard at the trial.
        if (facts.Kind == LegalStepKind.TestimonyRequested && track.Last(LegalTrackKind.Prosecution) is { Kind: LegalStepKind.Indicted } indicted && indicted.On < facts.On) throw new RefusedException("legal.testimonyLate");
        if (kind == LegalTrackKind.Appeal && track.LiveVerdicts.All(v => v.On > facts.On)) throw new RefusedException("legal.noVerdict");
    }

    /// <summary>A court's verdict on one charge; a higher court's comes after an appeal.</summary>
    public Verdict RecordVerdict(
        Guid id, LegalTrack track, Guid chargeId, CourtLevel court, VerdictOutcome outcome, DateOnly on, Actor by, DateTimeOffset at, LegalCorrection? corrects = null)
    {
        var charge = track.LiveCharges.FirstOrDefault(c => c.Id == chargeId) ?? throw new RefusedException("legal.noCharge");
        RequireMine(charge.CaseId);
        RequireNotFuture(on, at);
        if (corrects is null && track.PoliceCases.Any(p => p.Id == charge.PoliceCaseId && !p.IsLive)) throw new RefusedException("legal.policeCaseEnded");
        RequireCorrectable(track, corrects, track.Verdicts.Select(v => v.Id));
        var indicted = track.LiveSteps.Where(s => s.Kind == LegalStepKind.Indicted).Select(s => (DateOnly?)s.On).Min() ?? throw new RefusedException("legal.notIndicted");
        if (on < charge.ChargedOn || on < indicted) throw new RefusedException("legal.verdictEarly");
        var others = track.VerdictsOn(charge).Where(v => v.Id != corrects?.Of).ToList();
        // What is put right may stand below a higher court's word, and before it.
        if (others.Any(v => v.Court == court || (v.Court > court && (corrects is null || v.On < on)))) throw new RefusedException("legal.judged");
        var before = others.Where(v => v.Court < court).MaxBy(v => v.Court);
        if (court != CourtLevel.FirstInstance && (before is null || !track.LiveSteps.Any(s => s.Kind == LegalStepKind.AppealFiled && s.On >= before.On && s.On <= on))) throw new RefusedException("legal.noAppeal");
        Apply(CaseAction.RecordVerdict, by, at, OnDay(on), Correcting(corrects));
        return new Verdict(id, charge, court, outcome, on, corrects, by, at);
    }

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
