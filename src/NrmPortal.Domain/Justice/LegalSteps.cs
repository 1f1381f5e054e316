namespace NrmPortal.Domain.Justice;

/// <summary>Which step may follow which, and to which track it belongs. Written once: the act and the forms both read it.</summary>
public static class LegalSteps
{
    // A track begins where null may come before.
    private static readonly Dictionary<LegalStepKind, (LegalTrackKind Track, LegalStepKind?[] After)> Rules = new()
    {
        [LegalStepKind.TestimonyRequested] = (LegalTrackKind.Testimony, [null, LegalStepKind.TestimonyRefused, LegalStepKind.TestimonyHeld]),
        [LegalStepKind.TestimonyRefused] = (LegalTrackKind.Testimony, [LegalStepKind.TestimonyRequested]),
        [LegalStepKind.TestimonyHeld] = (LegalTrackKind.Testimony, [LegalStepKind.TestimonyRequested]),
        [LegalStepKind.ProtectionRequested] = (LegalTrackKind.Protection, [null, LegalStepKind.ProtectionRefused, LegalStepKind.ProtectionEnded]),
        [LegalStepKind.ProtectionGranted] = (LegalTrackKind.Protection, [LegalStepKind.ProtectionRequested]),
        [LegalStepKind.ProtectionRefused] = (LegalTrackKind.Protection, [LegalStepKind.ProtectionRequested]),
        [LegalStepKind.ProtectionEnded] = (LegalTrackKind.Protection, [LegalStepKind.ProtectionGranted]),
        [LegalStepKind.ProsecutionOrdered] = (LegalTrackKind.Prosecution, [null, LegalStepKind.NotProsecuted]),
        [LegalStepKind.NotProsecuted] = (LegalTrackKind.Prosecution, [null]),
        [LegalStepKind.Indicted] = (LegalTrackKind.Prosecution, [LegalStepKind.ProsecutionOrdered]),
        [LegalStepKind.AppealFiled] = (LegalTrackKind.Appeal, [null, LegalStepKind.AppealFiled, LegalStepKind.AppealWithdrawn]),
        [LegalStepKind.AppealWithdrawn] = (LegalTrackKind.Appeal, [LegalStepKind.AppealFiled]),
    };

    public static LegalTrackKind TrackOf(LegalStepKind kind) => Rules[kind].Track;

    public static IEnumerable<LegalStepKind> OfTrack(LegalTrackKind track) => Rules.Where(r => r.Value.Track == track).Select(r => r.Key);

    /// <summary>The prosecutor's own: whether to prosecute, and appeals.</summary>
    public static bool IsProsecution(LegalStepKind kind) => TrackOf(kind) is LegalTrackKind.Prosecution or LegalTrackKind.Appeal;

    /// <summary>Each police case has its own chain of these; protection is of the person, whatever police cases there are.</summary>
    public static bool IsOfPoliceCase(LegalStepKind kind) => TrackOf(kind) != LegalTrackKind.Protection;

    public static bool MayFollow(LegalStepKind kind, LegalStepKind? last) => Rules[kind].After.Contains(last);

    /// <summary>The steps that may come next after what has happened so far, in one at least of the police cases that run.</summary>
    public static IEnumerable<LegalStepKind> Next(LegalTrack track, bool prosecution)
    {
        var own = track.LivePoliceCases.Select(p => track.Of(p.Id)).ToList();
        return Enum.GetValues<LegalStepKind>().Where(k => IsProsecution(k) == prosecution && (IsOfPoliceCase(k) ? own : [track]).Any(t => MayFollow(k, t.Last(TrackOf(k))?.Kind)));
    }
}
