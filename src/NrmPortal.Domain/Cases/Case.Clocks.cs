using System.Globalization;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Returns;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

/// <summary>A limit that runs on a case now.</summary>
/// <param name="Due">Null while it is paused.</param>
public sealed record RunningClock(ClockCode Code, DateTimeOffset Start, DateTimeOffset? Due);

public sealed partial class Case
{
    /// <summary>The end of the reflection period, which runs beside the clock of the stage; null while it is paused.</summary>
    public DateTimeOffset? ReflectionDueAt { get; private set; }

    /// <summary>Codes of the clocks that stand still, with spaces between them.</summary>
    public string PausedClocks { get; private set; } = "";

    /// <summary>How many pauses and extensions there were: a reader who finds none need not look for them.</summary>
    public int ClockChangeCount { get; private set; }

    /// <summary>A person under protection who is not yet identified.</summary>
    public bool IsReflecting => Stage is Stage.Protection or Stage.Identification && ProtectedSince is not null;

    /// <summary>Every limit that runs on the case now, the one the worklist sorts by first.</summary>
    public IEnumerable<RunningClock> RunningClocks
    {
        get
        {
            if (DueClock is { } code) yield return new(Enum.Parse<ClockCode>(code), DueFrom ?? StageSince, DueAt);
            if (IsReflecting && DueClock != nameof(ClockCode.ReflectionPeriod))
                yield return new(ClockCode.ReflectionPeriod, ProtectedSince!.Value, IsPaused(ClockCode.ReflectionPeriod) ? null : ReflectionEnds);
            if (CustodyFrom is { } held) yield return new(CustodyClock ?? ClockCode.Custody29, held, CustodyDueAt);
        }
    }

    private DateTimeOffset ReflectionEnds => ReflectionDueAt ?? Explained(ClockCode.ReflectionPeriod, ProtectedSince ?? StageSince);

    // What was done to the limits so far, as far as it was read; what this transaction adds is among it.
    private ClockChanges known = ClockChanges.None;

    /// <summary>The pauses and extensions of the case: whoever lets it leave or enter protection has read them.</summary>
    public void Recall(ClockChanges changes) => known = new(
        [.. changes.Pauses.UnionBy(known.Pauses, p => p.Id)], [.. changes.Extensions.UnionBy(known.Extensions, e => e.Id)]);

    public bool IsPaused(ClockCode code) => PausedClocks.Split(' ').Contains(code.ToString(), StringComparer.Ordinal);

    /// <summary>The limit stands still for a reason that the rules name, until a day by which somebody resumes it or pauses it anew.</summary>
    public ClockPause PauseClock(Guid id, ClockCode clock, PauseReason reason, DateOnly resumeBy, Actor by, DateTimeOffset at)
    {
        var last = ClockEngine.Run(ClockCode.PauseEnd, at).LastDay;
        var running = Running(clock);
        if (PauseRules.Find(clock, reason) is null) throw new RefusedException("clock.neverPaused");
        if (running.Due is not { } due) throw new RefusedException("clock.pausedAlready");
        if (due <= at) throw new RefusedException("clock.over");
        if (resumeBy < ThaiDay.Of(at) || resumeBy > last) throw new RefusedException("clock.resumeBy", (last.DayNumber - ThaiDay.Of(at).DayNumber).ToString(CultureInfo.InvariantCulture));
        Apply(CaseAction.PauseClock, by, at, ("clock", clock.ToString()), ("pause", reason.ToString()));
        PausedClocks = $"{PausedClocks} {clock}".Trim();
        SetDue(clock, null);
        if (reason == PauseReason.PersonMissing && IsTreatedAsChild) OpenChildProtection(by, at);
        Ask(TaskCode.ResumeClock, Audience.Seat(by.MembershipId), ThaiDay.StartOf(resumeBy.AddDays(1)), by, at, clock.ToString());
        ClockChangeCount++;
        var pause = new ClockPause(id, Id, clock, running.Start, reason, resumeBy, by, at);
        known = known with { Pauses = [.. known.Pauses, pause] };
        return pause;
    }

    /// <summary>The limit runs on: its end moves by the time it stood still, in minutes.</summary>
    /// <param name="changes">Of this case, the open pause among them.</param>
    public void ResumeClock(ClockCode clock, ClockChanges changes, Actor by, DateTimeOffset at)
    {
        var running = Running(clock);
        var mine = changes.Of(clock, running.Start);
        var open = mine.Pauses.FirstOrDefault(p => p.IsOpen) ?? throw new RefusedException("clock.notPaused");
        RequireMine(open.CaseId);
        Apply(CaseAction.ResumeClock, by, at, ("clock", clock.ToString()));
        open.Resume(by, at);
        Unpause(clock);
        SetDue(clock, ClockBook.Current.Explain(clock, running.Start, mine).Due);
    }

    /// <summary>The authority that the rule names has made the limit longer.</summary>
    /// <param name="days">Calendar days.</param>
    /// <param name="document">The number of its order or letter.</param>
    public ClockExtension ExtendClock(
        Guid id, ClockCode clock, int days, ExtendingAuthority authority, string? document, ClockChanges changes, Actor by, DateTimeOffset at)
    {
        var running = Running(clock);
        var mine = changes.Of(clock, running.Start);
        var rule = ExtensionRules.Find(clock) ?? throw new RefusedException("clock.neverExtended");
        if (rule.IsABasisOfStay) throw new RefusedException("clock.basisOfStay");
        // What is over is not brought back to life by a longer limit.
        if (running.Due <= at) throw new RefusedException("clock.over");
        if (rule.Authority != authority) throw new RefusedException("clock.otherAuthority");
        if (string.IsNullOrWhiteSpace(document)) throw new RefusedException("clock.document");
        var most = rule.MostDays(running.Start);
        if (days < 1 || mine.ExtendedDays + days > most) throw new RefusedException("clock.tooLong", most.ToString(CultureInfo.InvariantCulture));
        if (WhyNot(CaseAction.ExtendClock, by.Role) is { } refusal) throw new RefusedException(refusal);
        if (!rule.Recorders.Contains(by.Role)) throw new RefusedException("clock.notTheAuthority");
        Apply(CaseAction.ExtendClock, by, at, ("clock", clock.ToString()), ("authority", authority.ToString()), ("days", days.ToString(CultureInfo.InvariantCulture)));
        var extension = new ClockExtension(id, Id, clock, running.Start, days, authority, document.Trim(), by, at);
        if (running.Due is not null) SetDue(clock, ClockBook.Current.Explain(clock, running.Start, mine with { Extensions = [.. mine.Extensions, extension] }).Due);
        ClockChangeCount++;
        known = known with { Extensions = [.. known.Extensions, extension] };
        return extension;
    }

    private RunningClock Running(ClockCode code) => RunningClocks.FirstOrDefault(r => r.Code == code) ?? throw new RefusedException("clock.notRunning");

    // The one clock the worklist sorts by. The reflection period began with the protection, whichever step asks for it.
    private void StartClock(ClockCode clock, Actor by, DateTimeOffset at)
    {
        if (clock != ClockCode.ReflectionPeriod) EndPause(clock, by, at);
        if (clock == ClockCode.FollowUpVisit && StartReturnVisit()) return;
        if (clock == ClockCode.ReflectionPeriod) (DueClock, DueFrom, DueAt) = (clock.ToString(), ProtectedSince ?? at, IsPaused(clock) ? null : ReflectionEnds);
        else StartInterval(clock, at);
    }

    private void StartInterval(ClockCode clock, DateTimeOffset at) => (DueClock, DueFrom, DueAt) = (clock.ToString(), at, ClockEngine.Run(clock, at).Due);

    // Whoever went home is visited at set times after they arrived, not after the visit before.
    private bool StartReturnVisit()
    {
        if (ReturnedOn is not { } home || ReturnVisits.Next(home, VisitsSinceReturn) is not { } visit) return false;
        (DueClock, DueFrom, DueAt) = (visit.Setting.Code.ToString(), visit.Start, visit.Due);
        return true;
    }

    // What the limit asked for was done within the stage.
    private void EndClock(ClockCode clock, Actor by, DateTimeOffset at)
    {
        if (DueClock != clock.ToString()) return;
        EndPause(clock, by, at);
        (DueClock, DueFrom, DueAt) = (null, null, null);
    }

    // A move ends the clock of the stage that was left; the reflection period goes on as long as the person is protected, and custody
    // as long as somebody holds them, whatever the stage.
    // Who comes back to it for a review finds the first count again, with all that was done to it.
    private void StopClocks(Actor by, DateTimeOffset at)
    {
        if (DueClock is { } code && code != nameof(ClockCode.ReflectionPeriod)) EndPause(Enum.Parse<ClockCode>(code), by, at);
        (DueClock, DueFrom, DueAt) = (null, null, null);
        if (IsReflecting)
        {
            if (!IsPaused(ClockCode.ReflectionPeriod)) ReflectionDueAt = ReflectionEnds;
        }
        else
        {
            EndPause(ClockCode.ReflectionPeriod, by, at);
            ReflectionDueAt = null;
        }
    }

    private DateTimeOffset Explained(ClockCode code, DateTimeOffset start)
    {
        RequireRecalled();
        return ClockBook.Current.Explain(code, start, known.Of(code, start)).Due;
    }

    private void EndPause(ClockCode clock, Actor by, DateTimeOffset at)
    {
        if (!IsPaused(clock)) return;
        RequireRecalled();
        foreach (var pause in known.Pauses.Where(p => p.Clock == clock && p.IsOpen)) pause.Resume(by, at);
        Unpause(clock);
    }

    // A fault of the portal, no refusal: a limit would be counted without what was done to it.
    private void RequireRecalled()
    {
        if (known.Pauses.Count + known.Extensions.Count < ClockChangeCount) throw new InvalidOperationException("The pauses and extensions of the case were not read.");
    }

    private void Unpause(ClockCode clock) => PausedClocks = string.Join(' ', PausedClocks.Split(' ').Where(c => c.Length > 0 && c != clock.ToString()));

    private void SetDue(ClockCode clock, DateTimeOffset? due)
    {
        if (DueClock == clock.ToString()) DueAt = due;
        if (clock == ClockCode.ReflectionPeriod) ReflectionDueAt = due;
        if (clock == CustodyClock) CustodyDueAt = due;
    }
}
