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
}

/// <summary>The legal track of one case as far as it has come: what the acts on it ask, and what the status is told from.</summary>
public sealed record LegalTrack(
    IReadOnlyCollection<PoliceCase> PoliceCases, IReadOnlyCollection<Charge> Charges, IReadOnlyCollection<LegalStep> Steps,
    IReadOnlyCollection<CourtDate> CourtDates, IReadOnlyCollection<Verdict> Verdicts)
{
    public static LegalTrack Empty { get; } = new([], [], [], [], []);

    public LegalStage Stage =>
        Last(LegalTrackKind.Appeal) is { Kind: LegalStepKind.AppealFiled } appeal && Verdicts.All(v => v.Court == CourtLevel.FirstInstance || v.On < appeal.On) ? LegalStage.OnAppeal
        : Verdicts.Count > 0 ? LegalStage.Judged
        : Last(LegalTrackKind.Prosecution)?.Kind switch
        {
            LegalStepKind.Indicted => LegalStage.Trial,
            LegalStepKind.NotProsecuted => LegalStage.NotProsecuted,
            LegalStepKind.ProsecutionOrdered => LegalStage.Prosecution,
            _ => PoliceCases.Count > 0 ? LegalStage.Investigation : LegalStage.NoPoliceCase,
        };

    /// <summary>The first police case's day.</summary>
    public DateOnly? OpenedOn => PoliceCases.Count == 0 ? null : PoliceCases.Min(p => p.OpenedOn);

    /// <summary>The prosecutor's office of the latest police case that names one.</summary>
    public Guid? ProsecutorUnitId => PoliceCases.OrderByDescending(p => p.At).FirstOrDefault(p => p.ProsecutorUnitId is not null)?.ProsecutorUnitId;

    public LegalStep? Last(LegalTrackKind track) =>
        Steps.Where(s => LegalSteps.TrackOf(s.Kind) == track).OrderBy(s => s.On).ThenBy(s => s.At).ThenBy(s => s.Kind).LastOrDefault();

    /// <summary>The next day in court.</summary>
    public CourtDate? NextCourtDate(DateTimeOffset now) => CourtDates.Where(d => d.State == CourtDateState.Planned && d.StartsAt >= now).MinBy(d => d.StartsAt);

    /// <summary>The verdict that stands on a charge: the highest court's.</summary>
    public Verdict? VerdictOn(Charge charge) => Verdicts.Where(v => v.ChargeId == charge.Id).MaxBy(v => v.Court);
}
