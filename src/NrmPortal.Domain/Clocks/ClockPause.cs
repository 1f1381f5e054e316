using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Clocks;

/// <summary>Why a limit may stand still. Codes, no free text: the history shows them to all who see the case.</summary>
public enum PauseReason
{
    PersonMissing,
    InHospital,
    NoInterpreter,
    ForceMajeure,
}

/// <summary>A written-down rule: this limit may be paused for this reason.</summary>
/// <param name="Confidence">C confirmed in a public source, P partly, K general knowledge, D our proposal.</param>
public sealed record PauseRule(ClockCode Clock, PauseReason Reason, string LegalBasis, string Confidence);

/// <summary>Which limits may be paused and why. What is not listed is never paused: custody under s.29 runs on whatever happens.</summary>
public static class PauseRules
{
    private static readonly Lazy<IReadOnlyList<PauseRule>> Shipped = new(() => [.. EmbeddedCsv.Rows("clock-pauses")
        .Select(r => new PauseRule(Enum.Parse<ClockCode>(r[0]), Enum.Parse<PauseReason>(r[1]), r[2], r[3]))]);

    public static IReadOnlyList<PauseRule> All => Shipped.Value;

    public static IEnumerable<PauseRule> Of(ClockCode code) => All.Where(r => r.Clock == code);

    public static PauseRule? Find(ClockCode code, PauseReason reason) => Of(code).FirstOrDefault(r => r.Reason == reason);
}

/// <summary>One stretch in which a limit stood still.</summary>
public sealed class ClockPause
{
    private ClockPause() { }

    public ClockPause(Guid id, Guid caseId, ClockCode clock, DateTimeOffset runFrom, PauseReason reason, DateOnly resumeBy, Actor by, DateTimeOffset at) =>
        (Id, CaseId, Clock, RunFrom, Reason, ResumeBy, From, ByUserId, ByUnitId) = (id, caseId, clock, runFrom, reason, resumeBy, at, by.UserId, by.UnitId);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public ClockCode Clock { get; private set; }

    /// <summary>When the run of the clock that it belongs to had started.</summary>
    public DateTimeOffset RunFrom { get; private set; }
    public PauseReason Reason { get; private set; }
    public DateTimeOffset From { get; private set; }

    /// <summary>The last day on which somebody resumes it or pauses it anew.</summary>
    public DateOnly ResumeBy { get; private set; }

    /// <summary>Null while the limit stands still.</summary>
    public DateTimeOffset? Until { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public Guid? ResumedByUserId { get; private set; }

    public bool IsOpen => Until is null;

    /// <exception cref="RefusedException">The limit runs again already, or would run again before it stood still.</exception>
    public void Resume(Actor by, DateTimeOffset at)
    {
        if (!IsOpen || at < From) throw new RefusedException("clock.notPaused");
        (Until, ResumedByUserId) = (at, by.UserId);
    }
}
