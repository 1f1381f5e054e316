using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
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
        return row.Guard switch
        {
            Guard.AdultOnly when IsTreatedAsChild => new Refusal("flow.childNeverClosed"),
            Guard.NoSecondScreenerNeeded when IsTreatedAsChild => new Refusal("flow.childSecondScreener"),
            Guard.ChildOnly when !IsTreatedAsChild => new Refusal("flow.childOnly"),
            Guard.ChildDetermined when IsTreatedAsChild => WhyNotDetermined(action, today),
            Guard.HasDeparted => (IsTreatedAsChild ? WhyNotDetermined(action, today) : null) ?? (ReturnedOn is null ? new Refusal("flow.notDeparted") : null),
            Guard.ScreeningNegative when !ScreeningNegative => new Refusal("flow.notAScreeningNegative"),
            Guard.HadMdtDecision when IdentifiedOutcome is null => new Refusal("flow.noDecisionYet"),
            Guard.IdentifiedAsVictim when IdentifiedOn is null => new Refusal("flow.notIdentified"),
            _ => null,
        };
    }

    public bool Can(CaseAction action, Role role) => WhyNot(action, role) is null;

    /// <summary>Sole writer of <see cref="Stage"/>: takes the row of the flow table or refuses aloud.</summary>
    /// <exception cref="RefusedException">The table has no such row, the role may not, or a guard stands against it.</exception>
    internal FlowRow Apply(CaseAction action, Actor by, DateTimeOffset at, params (string Key, string Value)[] parameters)
    {
        if (WhyNot(action, by.Role, ThaiDay.Of(at)) is { } refusal) throw new RefusedException(refusal);
        var row = NrmFlow.Find(Stage, action)!;
        var from = Stage;
        if (row.To != from)
        {
            (Stage, StageSince) = (row.To, at);
            // Opened again after all was over, the person has a new reflection period.
            if (Stage == Stage.Protection) ProtectedSince = action == CaseAction.ReopenToProtection ? at : ProtectedSince ?? at;
            StopClocks(by, at);
        }

        if (row.Deadline is { } clock) StartClock(clock, by, at);
        Record(EventOf(action), by, at, from, parameters);
        AskBy(action, parameters, by, at);
        if (from == Stage.FollowUp && Stage != Stage.FollowUp) ForgetBestInterests();
        // Whoever is helped or heard again has not gone home, or is back.
        if (from is Stage.Return or Stage.FollowUp && Stage is not (Stage.Return or Stage.FollowUp)) ForgetReturn();
        if (action == CaseAction.ReopenToProtection) AskForTheChild(by, at);
        // Another pathway is over; being a child is not.
        if (action == CaseAction.EndOtherPathway && IsTreatedAsChild) OpenChildProtection(by, at);
        return row;
    }

    /// <summary>The code of the event that records this act.</summary>
    public static string EventOf(CaseAction action) => $"case.{char.ToLowerInvariant(action.ToString()[0])}{action.ToString()[1..]}";
}
