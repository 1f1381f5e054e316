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

    public IEnumerable<PoliceCase> LivePoliceCases => PoliceCases.Where(p => p.IsLive);
    public IEnumerable<Charge> LiveCharges => Charges.Where(c => Stands(c.Id) && IsOfOneThatCounts(c));
    public IEnumerable<LegalStep> LiveSteps => Steps.Where(s => Stands(s.Id) && IsOfOneThatCounts(s));
    public IEnumerable<Verdict> LiveVerdicts => Verdicts.Where(v => Stands(v.Id) && !Charges.Any(c => c.Id == AsItIsNow(v.ChargeId) && !IsOfOneThatCounts(c)));

    public IEnumerable<Suspect> LiveSuspects => Suspects.Where(s => Stands(s.Id));

    public LegalStage Stage =>
        Last(LegalTrackKind.Appeal) is { Kind: LegalStepKind.AppealFiled } appeal && LiveVerdicts.All(v => v.Court == CourtLevel.FirstInstance || v.On < appeal.On) ? LegalStage.OnAppeal
        : LiveVerdicts.Any() ? LegalStage.Judged
        : !PoliceCases.Any(p => p.Counts) ? LegalStage.NoPoliceCase
        : !LivePoliceCases.Any() ? LegalStage.Ended
        : Last(LegalTrackKind.Prosecution)?.Kind switch
        {
            LegalStepKind.Indicted => LegalStage.Trial,
            LegalStepKind.NotProsecuted => LegalStage.NotProsecuted,
            LegalStepKind.ProsecutionOrdered => LegalStage.Prosecution,
            _ => LegalStage.Investigation,
        };

    /// <summary>The first day of those police cases that run.</summary>
    public DateOnly? OpenedOn => LivePoliceCases.Min(p => (DateOnly?)p.OpenedOn);

    /// <summary>The first day of all that there were.</summary>
    public DateOnly? FirstOpenedOn => PoliceCases.Where(p => p.Counts).Min(p => (DateOnly?)p.OpenedOn);

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

    // A step names no police case: it is of those that were known when it was written, or of the one that stood beside them when
    // they were found to be wrong and took their place. Protection needs none.
    private bool IsOfOneThatCounts(LegalStep step) => LegalSteps.TrackOf(step.Kind) == LegalTrackKind.Protection || PoliceCases.Count == 0
        || PoliceCases.Any(p => p.Counts && (p.At <= FirstWritten(step) || (p.OpenedOn <= step.On && PoliceCases.Any(w => !w.Counts && w.At <= FirstWritten(step) && p.At <= w.EndedAt))));

    private Guid AsItIsNow(Guid charge) => Charges.FirstOrDefault(c => c.CorrectsId == charge) is { } right ? AsItIsNow(right.Id) : charge;

    private Suspect? SuspectAsItIsNow(Guid suspect) => Suspects.FirstOrDefault(s => s.CorrectsId == suspect) is { } right ? SuspectAsItIsNow(right.Id) : Suspects.FirstOrDefault(s => s.Id == suspect);

    private DateTimeOffset FirstWritten(LegalStep step) => Steps.FirstOrDefault(s => s.Id == step.CorrectsId) is { } wrong ? FirstWritten(wrong) : step.At;
}
