using NrmPortal.Domain.Cases;

namespace NrmPortal.Domain.Justice;

/// <summary>Where the legal track stands, for all who read it.</summary>
public enum LegalStage
{
    NoPoliceCase,
    Investigation,
    Prosecution,
    NotProsecuted,
    Trial,
    Judged,
    OnAppeal,

    /// <summary>There was a police case; it ended without a verdict.</summary>
    Ended,
}

/// <summary>
/// The legal track of one case as far as it has come: all that was recorded, and of it what counts. What was put right stands in it
/// beside what took its place, and an ended police case beside those that run.
/// </summary>
public sealed record LegalTrack(
    IReadOnlyCollection<PoliceCase> PoliceCases, IReadOnlyCollection<Charge> Charges, IReadOnlyCollection<LegalStep> Steps,
    IReadOnlyCollection<CourtDate> CourtDates, IReadOnlyCollection<Verdict> Verdicts)
{
    public static LegalTrack Empty { get; } = new([], [], [], [], []);

    /// <summary>Those who are or were suspected, for whoever may read them; empty for the rest.</summary>
    public IReadOnlyCollection<Suspect> Suspects { get; init; } = [];

    /// <summary>When the person was told of compensation.</summary>
    public IReadOnlyCollection<CompensationTelling> Tellings { get; init; } = [];

    public IReadOnlyCollection<LegalStrike> Strikes { get; init; } = [];

    // Of this police case alone; null: of all.
    private Guid? Only { get; init; }

    /// <summary>What counts in one police case, as if there were no other; without protection, which is of the person.</summary>
    public LegalTrack Of(Guid policeCase) => this with { Only = policeCase };

    public IEnumerable<PoliceCase> LivePoliceCases => PoliceCases.Where(p => p.IsLive && IsAsked(p.Id));
    public IEnumerable<Charge> LiveCharges => Charges.Where(c => Stands(c.Id) && IsOfOneThatCounts(c) && IsAsked(c.PoliceCaseId));
    public IEnumerable<LegalStep> LiveSteps => Steps.Where(s => Stands(s.Id) && (LegalSteps.IsOfPoliceCase(s.Kind) ? PoliceCaseOf(s) is { } police && IsAsked(police.Id) : Only is null));
    public IEnumerable<Verdict> LiveVerdicts => Verdicts.Where(v => Stands(v.Id) && !Charges.Any(c => c.Id == AsItIsNow(v.ChargeId) && !IsOfOneThatCounts(c)) && IsAsked(PoliceCaseOf(v)));

    public IEnumerable<Suspect> LiveSuspects => Suspects.Where(s => Stands(s.Id));

    // From what goes nowhere to what has come furthest.
    private static readonly LegalStage[] Way =
        [LegalStage.NoPoliceCase, LegalStage.Ended, LegalStage.NotProsecuted, LegalStage.Investigation, LegalStage.Prosecution, LegalStage.Trial, LegalStage.Judged, LegalStage.OnAppeal];

    /// <summary>The furthest of the police cases that run, or where none does of those that there were.</summary>
    public LegalStage Stage => (LivePoliceCases.Any() ? LivePoliceCases : PoliceCases.Where(p => p.Counts && IsAsked(p.Id)))
        .Select(StageOf).DefaultIfEmpty(LegalStage.NoPoliceCase).MaxBy(s => Array.IndexOf(Way, s));

    /// <summary>Where one police case stands, by its own steps and verdicts.</summary>
    public LegalStage StageOf(PoliceCase police)
    {
        var own = Of(police.Id);
        return own.Last(LegalTrackKind.Appeal) is { Kind: LegalStepKind.AppealFiled } appeal && own.LiveVerdicts.All(v => v.Court == CourtLevel.FirstInstance || v.On < appeal.On) ? LegalStage.OnAppeal
            : own.LiveVerdicts.Any() ? LegalStage.Judged
            : !police.Counts ? LegalStage.NoPoliceCase
            : !police.IsLive ? LegalStage.Ended
            : own.Last(LegalTrackKind.Prosecution)?.Kind switch
            {
                LegalStepKind.Indicted => LegalStage.Trial,
                LegalStepKind.NotProsecuted => LegalStage.NotProsecuted,
                LegalStepKind.ProsecutionOrdered => LegalStage.Prosecution,
                _ => LegalStage.Investigation,
            };
    }

    /// <summary>The first day of those police cases that run.</summary>
    public DateOnly? OpenedOn => LivePoliceCases.Min(p => (DateOnly?)p.OpenedOn);

    /// <summary>The prosecutor's office of the latest police case that names one and runs.</summary>
    public Guid? ProsecutorUnitId => LivePoliceCases.OrderByDescending(p => p.At).FirstOrDefault(p => p.ProsecutorUnitId is not null)?.ProsecutorUnitId;

    /// <summary>Whether another entry stands in the place of this one.</summary>
    public bool IsCorrected(Guid entry) => Charges.Any(c => c.CorrectsId == entry) || Steps.Any(s => s.CorrectsId == entry) || Verdicts.Any(v => v.CorrectsId == entry) || Suspects.Any(s => s.CorrectsId == entry) || Tellings.Any(t => t.CorrectsId == entry);

    /// <summary>What struck this entry out, or null.</summary>
    public LegalStrike? StrikeOf(Guid entry) => Strikes.FirstOrDefault(s => s.EntryId == entry);

    /// <summary>Neither put right nor struck out.</summary>
    public bool Stands(Guid entry) => !IsCorrected(entry) && StrikeOf(entry) is null;

    /// <summary>Whom a charge is against, as it was put right since; null: nobody named, or the reader may not know.</summary>
    public Suspect? SuspectOf(Charge charge) => charge.SuspectId is { } named ? SuspectAsItIsNow(named) : null;

    /// <summary>What came in which order; of one day as it was first written.</summary>
    public IReadOnlyList<LegalStep> InOrder(LegalTrackKind track) =>
        [.. LiveSteps.Where(s => LegalSteps.TrackOf(s.Kind) == track).OrderBy(s => s.On).ThenBy(FirstWritten).ThenBy(s => s.Kind)];

    public LegalStep? Last(LegalTrackKind track) => InOrder(track) is [.., var last] ? last : null;

    /// <summary>The next day in court.</summary>
    public CourtDate? NextCourtDate(DateTimeOffset now) => CourtDates.Where(d => d.State == CourtDateState.Planned && d.StartsAt >= now).MinBy(d => d.StartsAt);

    /// <summary>The verdict that stands on a charge: the highest court's.</summary>
    public Verdict? VerdictOn(Charge charge) => VerdictsOn(charge).MaxBy(v => v.Court);

    /// <summary>The verdicts that stand on a charge, also those given before it was put right.</summary>
    public IEnumerable<Verdict> VerdictsOn(Charge charge) => LiveVerdicts.Where(v => AsItIsNow(v.ChargeId) == charge.Id);

    /// <summary>By this number charges name a suspect, whom a correction leaves it.</summary>
    public int NumberOf(Suspect suspect) => suspect.CorrectsId is { } wrong && Suspects.FirstOrDefault(s => s.Id == wrong) is { } first
        ? NumberOf(first) : Suspects.Where(s => s.CorrectsId is null).OrderBy(s => s.At).ToList().IndexOf(suspect) + 1;

    // What was written of a police case that never was counts for nothing, as it does.
    private bool IsOfOneThatCounts(Charge charge) => !PoliceCases.Any(p => p.Id == charge.PoliceCaseId && !p.Counts);

    private bool IsAsked(Guid? policeCase) => Only is null || Only == policeCase;

    /// <summary>The police case that a step counts in: the one it names, or the one that took its place when it was found to be wrong. Null: none.</summary>
    public PoliceCase? PoliceCaseOf(LegalStep step) => InPlaceOf(PoliceCases.FirstOrDefault(p => p.Id == step.PoliceCaseId), step);

    /// <summary>That of the charge it is on, as the charge is now.</summary>
    public Guid? PoliceCaseOf(Verdict verdict) => Charges.FirstOrDefault(c => c.Id == AsItIsNow(verdict.ChargeId))?.PoliceCaseId;

    private PoliceCase? InPlaceOf(PoliceCase? police, LegalStep step) => police is null || police.Counts ? police : InPlaceOf(TakingOver(police, step), step);

    // A police case recorded anew beside one that then ended as wrong: the one into which its charges had been put, or where it had none
    // the one recorded after the step. All that decides lies before that end: nothing written later moves a step. Whoever wrote steps
    // of this kind in it by then had begun its own chain, and the other's are not mixed into it.
    private PoliceCase? TakingOver(PoliceCase wrong, LegalStep step)
    {
        var charged = Charges.Where(c => c.PoliceCaseId == wrong.Id).Select(c => c.Id).ToHashSet();
        var into = Charges.Where(c => c.CorrectsId is { } put && charged.Contains(put) && c.At <= wrong.EndedAt).Select(c => c.PoliceCaseId).ToHashSet();
        var anew = PoliceCases.Where(p => p.Id != wrong.Id && (p.IsLive || p.EndedAt > wrong.EndedAt) && p.OpenedOn <= step.On
            && (into.Contains(p.Id) || (charged.Count == 0 && p.At > FirstWritten(step) && p.At <= wrong.EndedAt))).MaxBy(p => p.At);
        var hasBegun = Steps.Any(s => s.CorrectsId is null && s.PoliceCaseId == anew?.Id && s.At <= wrong.EndedAt && !Strikes.Any(x => x.EntryId == s.Id && x.At <= wrong.EndedAt) && LegalSteps.TrackOf(s.Kind) == LegalSteps.TrackOf(step.Kind));
        return hasBegun ? null : anew;
    }

    private Guid AsItIsNow(Guid charge) => Charges.FirstOrDefault(c => c.CorrectsId == charge) is { } right ? AsItIsNow(right.Id) : charge;

    private Suspect? SuspectAsItIsNow(Guid suspect) => Suspects.FirstOrDefault(s => s.CorrectsId == suspect) is { } right ? SuspectAsItIsNow(right.Id) : Suspects.FirstOrDefault(s => s.Id == suspect);

    private DateTimeOffset FirstWritten(LegalStep step) => Steps.FirstOrDefault(s => s.Id == step.CorrectsId) is { } wrong ? FirstWritten(wrong) : step.At;
}
