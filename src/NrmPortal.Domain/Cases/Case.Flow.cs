using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Returns;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    // Never kept: of whoever reads it now.
    private Standing standing;

    /// <summary>
    /// Why the act is not possible for this actor now, or null if it is. Guards that need other records
    /// (consent, opinions, a second screener) are checked by the act itself, which refuses in the same words.
    /// </summary>
    /// <param name="today">The day on which it would be done; null: whatever the day. The act itself always asks it.</param>
    public Refusal? WhyNot(CaseAction action, Role role, DateOnly? today = null)
    {
        var row = NrmFlow.Find(Stage, action);
        if (row is null) return new Refusal("flow.stage", action.ToString(), Stage.ToString());
        if (!RoleGrants.Has(role, row.Permission)) return new Refusal("flow.role", action.ToString());
        return Standings.WhyNot(standing, row) ?? WhyNot(row, today);
    }

    /// <summary>What the reader's office has of the case: whoever reads it for an act or a page has asked.</summary>
    public void ReadAs(Standing reader) => standing = reader;

    /// <summary>Why the work on the case cannot end in this way now, whoever agrees to it; or null.</summary>
    public Refusal? WhyNotEnd(CaseAction ending, DateOnly today) =>
        NrmFlow.Find(Stage, ending) is { } row ? WhyNot(row, today) : new Refusal("flow.stage", ending.ToString(), Stage.ToString());

    private Refusal? WhyNot(FlowRow row, DateOnly? today)
    {
        var action = row.Action;
        return row.Guard switch
        {
            Guard.AdultOnly when IsTreatedAsChild => new Refusal("flow.childNeverClosed"),
            Guard.NoSecondScreenerNeeded when IsTreatedAsChild => new Refusal("flow.childSecondScreener"),
            Guard.ChildOnly when !IsTreatedAsChild => new Refusal("flow.childOnly"),
            Guard.ChildDetermined when IsTreatedAsChild => WhyNotDetermined(action, today),
            // Whoever left on a determination that stood then needs no other one to have left.
            Guard.HasDeparted => (IsTreatedAsChild && row.Moves ? WhyNotDetermined(action, ReturnedOn ?? today) : null) ?? (ReturnedOn is null ? new Refusal("flow.notDeparted") : null),
            Guard.ScreeningNegative when !ScreeningNegative => new Refusal("flow.notAScreeningNegative"),
            Guard.NeverInProtection when NrmNumber is not null => new Refusal("flow.screenedBefore"),
            Guard.WasInProtection when NrmNumber is null => new Refusal("flow.screenFirst"),
            Guard.HadMdtDecision when IdentifiedOutcome is null => new Refusal("flow.noDecisionYet"),
            Guard.IdentifiedAsVictim when IdentifiedOn is null => new Refusal("flow.notIdentified"),
            _ => null,
        };
    }

    public bool Can(CaseAction action, Role role) => WhyNot(action, role) is null;

    /// <summary>Sole writer of <see cref="Stage"/>: takes the row of the flow table or refuses aloud.</summary>
    /// <exception cref="RefusedException">The table has no such row, the role may not, or a guard stands against it.</exception>
    internal FlowRow Apply(CaseAction action, Actor by, DateTimeOffset at, params (string Key, string Value)[] parameters) => ApplyAsOf(ThaiDay.Of(at), action, by, at, parameters);

    /// <summary>Likewise for what happened on an earlier day and is written down now: the guards ask what stood then.</summary>
    internal FlowRow ApplyAsOf(DateOnly day, CaseAction action, Actor by, DateTimeOffset at, params (string Key, string Value)[] parameters)
    {
        if (WhyNot(action, by.Role, day) is { } refusal) throw new RefusedException(refusal);
        var row = NrmFlow.Find(Stage, action)!;
        var from = Stage;
        // The visits began with the arrival: that the work ends moves none of them.
        (string?, DateTimeOffset?, DateTimeOffset?)? visit = action == CaseAction.CompleteReturn && ReturnVisits.IsOne(DueClock) ? (DueClock, DueFrom, DueAt) : null;
        if (row.To != from)
        {
            (Stage, StageSince) = (row.To, at);
            // Opened again after all was over, the person has a new reflection period.
            if (Stage == Stage.Protection) ProtectedSince = action == CaseAction.ReopenToProtection ? at : ProtectedSince ?? at;
            StopClocks(by, at);
        }

        if (row.Deadline is { } clock) StartClock(clock, by, at);
        if (visit is { } running) (DueClock, DueFrom, DueAt) = running;
        Record(EventOf(action), by, at, from, parameters);
        AskBy(action, parameters, by, at);
        if (from == Stage.FollowUp && Stage != Stage.FollowUp) BeginAgain(by, at);
        // DCY alone says that its part is over, and until then it sees the case.
        if (from != Stage.FollowUp && Stage == Stage.FollowUp && DcyUnitId is { } dcy) Tell(NoticeCode.DcyWorkEnded, Audience.Of(dcy, Role.DcyOfficer), "/child", by, at);
        // Whoever is helped or heard again has not gone home, or is back.
        if (from is Stage.Return or Stage.FollowUp && Stage is not (Stage.Return or Stage.FollowUp)) ForgetReturn();
        // Another pathway, or a case that should not have been, is over; being a child is not.
        if (action is CaseAction.EndOtherPathway or CaseAction.EndInError && IsTreatedAsChild) OpenChildProtection(by, at);
        return row;
    }

    // Whichever way it begins again: what was best, and how great the danger, need not be now what it was then.
    private void BeginAgain(Actor by, DateTimeOffset at)
    {
        ForgetBestInterests();
        if (NrmNumber is null) return;
        // Whoever managed it may have gone while it rested, and DCY may have ended its part.
        if (CaseManagerId is null) Ask(TaskCode.AssignCaseManager, Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), null, by, at);
        Ask(TaskCode.ReassessRisk, Audience.Of(ProvinceOfficeId), null, by, at);
        AskForTheChild(by, at);
    }

    /// <summary>The code of the event that records this act.</summary>
    public static string EventOf(CaseAction action) => $"case.{char.ToLowerInvariant(action.ToString()[0])}{action.ToString()[1..]}";
}
