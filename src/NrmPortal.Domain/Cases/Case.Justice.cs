using System.Globalization;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;

namespace NrmPortal.Domain.Cases;

// The legal track stands beside the main line: it moves no stage, and its events name days alone, for all who see the case read them.
public sealed partial class Case
{
    /// <summary>A police case was opened: the count "in a police case", from the first of them on.</summary>
    public PoliceCase RecordPoliceCase(Guid id, PoliceCaseTerms terms, Actor by, DateTimeOffset at)
    {
        RequireNotFuture(terms.OpenedOn, at);
        Apply(CaseAction.RecordPoliceCase, by, at, OnDay(terms.OpenedOn));
        PoliceCaseOn = PoliceCaseOn is { } first && first < terms.OpenedOn ? first : terms.OpenedOn;
        return new PoliceCase(id, Id, terms, by, at);
    }

    /// <summary>One charge by section of law, in a police case of this case.</summary>
    public Charge RecordCharge(Guid id, LegalTrack track, Guid policeCaseId, string offence, Guid? suspectId, DateOnly on, Actor by, DateTimeOffset at)
    {
        var police = track.PoliceCases.FirstOrDefault(p => p.Id == policeCaseId) ?? throw new RefusedException("legal.noPoliceCase");
        RequireMine(police.CaseId);
        if (!Offence.IsKnown(offence)) throw new RefusedException("legal.offence");
        RequireNotFuture(on, at);
        if (on < police.OpenedOn) throw new RefusedException("legal.beforePoliceCase");
        Apply(CaseAction.RecordCharge, by, at, OnDay(on));
        return new Charge(id, police, offence, suspectId, on, by, at);
    }

    public Suspect NameSuspect(Guid id, SuspectFacts facts, Actor by, DateTimeOffset at)
    {
        Apply(CaseAction.NameSuspect, by, at);
        return new Suspect(id, Id, facts, by, at);
    }

    /// <summary>A step of early testimony (s.31), protection as a witness, prosecution or appeal, in the order that <see cref="LegalSteps"/> allows.</summary>
    public LegalStep RecordLegalStep(Guid id, LegalTrack track, StepFacts facts, Actor by, DateTimeOffset at)
    {
        RequireNotFuture(facts.On, at);
        RequireOrder(track, facts);
        if (facts.Kind == LegalStepKind.TestimonyHeld && facts.Place is null) throw new RefusedException("legal.testimonyPlace");
        Apply(LegalSteps.IsProsecution(facts.Kind) ? CaseAction.RecordProsecution : CaseAction.RecordLegalStep, by, at, OnDay(facts.On));
        return new LegalStep(id, Id, facts, by, at);
    }

    private static void RequireOrder(LegalTrack track, StepFacts facts)
    {
        var kind = LegalSteps.TrackOf(facts.Kind);
        var last = track.Last(kind);
        if (!LegalSteps.MayFollow(facts.Kind, last?.Kind)) throw new RefusedException("legal.order");
        if (facts.On < last?.On) throw new RefusedException("legal.beforeStep");
        // A threat may come before any police case; the rest rests on one.
        if (kind != LegalTrackKind.Protection)
        {
            if (track.OpenedOn is not { } opened) throw new RefusedException("legal.noPoliceCase");
            if (facts.On < opened) throw new RefusedException("legal.beforePoliceCase");
        }

        // s.31 is testimony before the indictment; afterwards the person is heard at the trial.
        if (facts.Kind == LegalStepKind.TestimonyRequested && track.Last(LegalTrackKind.Prosecution)?.Kind == LegalStepKind.Indicted) throw new RefusedException("legal.testimonyLate");
        if (kind == LegalTrackKind.Appeal && track.Verdicts.All(v => v.On > facts.On)) throw new RefusedException("legal.noVerdict");
    }

    /// <summary>A court's verdict on one charge; a higher court's comes after an appeal.</summary>
    public Verdict RecordVerdict(Guid id, LegalTrack track, Guid chargeId, CourtLevel court, VerdictOutcome outcome, DateOnly on, Actor by, DateTimeOffset at)
    {
        var charge = track.Charges.FirstOrDefault(c => c.Id == chargeId) ?? throw new RefusedException("legal.noCharge");
        RequireMine(charge.CaseId);
        RequireNotFuture(on, at);
        var indicted = track.Steps.Where(s => s.Kind == LegalStepKind.Indicted).Select(s => (DateOnly?)s.On).Min() ?? throw new RefusedException("legal.notIndicted");
        if (on < charge.ChargedOn || on < indicted) throw new RefusedException("legal.verdictEarly");
        var before = track.VerdictOn(charge);
        if (before?.Court >= court) throw new RefusedException("legal.judged");
        if (court != CourtLevel.FirstInstance && (before is null || !track.Steps.Any(s => s.Kind == LegalStepKind.AppealFiled && s.On >= before.On && s.On <= on))) throw new RefusedException("legal.noAppeal");
        Apply(CaseAction.RecordVerdict, by, at, OnDay(on));
        return new Verdict(id, charge, court, outcome, on, by, at);
    }

    public ProsecutorNote WriteProsecutorNote(Guid id, SealedText? text, Actor by, DateTimeOffset at)
    {
        if (text is null) throw new RefusedException("legal.note");
        Apply(CaseAction.WriteProsecutorNote, by, at);
        return new ProsecutorNote(id, Id, text, by, at);
    }

    private static (string, string) OnDay(DateOnly day) => ("on", day.ToString("O", CultureInfo.InvariantCulture));
}
