using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>Strikes an entry out of the legal track that was made by mistake; nothing else stands in its place.</summary>
    /// <exception cref="RefusedException">Something that stands rests on it: what rests on it is put right or struck out first.</exception>
    public LegalStrike StrikeLegalEntry(Guid id, LegalTrack track, LegalEntry entry, LegalCorrection of, Actor by, DateTimeOffset at)
    {
        var strike = new LegalStrike(id, Id, entry, of, by, at);
        var without = track with { Strikes = [.. track.Strikes, strike] };
        var act = entry switch
        {
            LegalEntry.Charge => StrikeCharge(track, of),
            LegalEntry.Suspect => StrikeSuspect(track, of),
            LegalEntry.Telling => StrikeTelling(track, of),
            LegalEntry.Verdict => StrikeVerdict(track, without, of),
            _ => StrikeStep(track, without, of),
        };
        Apply(act, by, at, ("strikes", of.Of.ToString()));
        // Nobody has told the person then: it is asked anew.
        if (entry == LegalEntry.Telling && (CompensationToldOn = FirstTold(without)) is null && track.LivePoliceCases.Any()) AskToTell(by, at);
        return strike;
    }

    private CaseAction StrikeCharge(LegalTrack track, LegalCorrection of)
    {
        RequireCorrectable(track, of, track.Charges.Where(c => c.CaseId == Id).Select(c => c.Id));
        if (track.VerdictsOn(track.Charges.First(c => c.Id == of.Of)).Any()) throw new RefusedException("legal.strikeCharge");
        return CaseAction.RecordCharge;
    }

    private CaseAction StrikeSuspect(LegalTrack track, LegalCorrection of)
    {
        RequireCorrectable(track, of, track.Suspects.Where(s => s.CaseId == Id).Select(s => s.Id));
        if (track.LiveCharges.Any(c => track.SuspectOf(c)?.Id == of.Of)) throw new RefusedException("legal.strikeSuspect");
        return CaseAction.NameSuspect;
    }

    private CaseAction StrikeTelling(LegalTrack track, LegalCorrection of)
    {
        RequireCorrectable(track, of, track.Tellings.Where(t => t.CaseId == Id).Select(t => t.Id));
        return CaseAction.TellCompensationRight;
    }

    private CaseAction StrikeVerdict(LegalTrack track, LegalTrack without, LegalCorrection of)
    {
        RequireCorrectable(track, of, track.Verdicts.Where(v => v.CaseId == Id).Select(v => v.Id));
        var verdict = track.Verdicts.First(v => v.Id == of.Of);
        // A higher court judged what a lower one had said, and an appeal is against a verdict.
        var higher = track.LiveCharges.Where(c => track.VerdictsOn(c).Contains(verdict)).SelectMany(track.VerdictsOn).Any(v => v.Court > verdict.Court);
        var appeal = track.PoliceCaseOf(verdict) is { } police && HasAppealAgainstNothing(without.Of(police));
        if (higher || appeal) throw new RefusedException("legal.strikeVerdict");
        return CaseAction.RecordVerdict;
    }

    private CaseAction StrikeStep(LegalTrack track, LegalTrack without, LegalCorrection of)
    {
        RequireCorrectable(track, of, track.Steps.Where(s => s.CaseId == Id).Select(s => s.Id));
        var step = track.Steps.First(s => s.Id == of.Of);
        RequireOrder(without, LegalSteps.TrackOf(step.Kind), track.PoliceCaseOf(step));
        return LegalSteps.IsProsecution(step.Kind) ? CaseAction.RecordProsecution : CaseAction.RecordLegalStep;
    }
}
