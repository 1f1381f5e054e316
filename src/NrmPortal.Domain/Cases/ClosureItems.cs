using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

/// <summary>Why the work on a case ends. Which of them an ending may have: <see cref="ClosureReasons"/>.</summary>
public enum ClosureReason
{
    PlanFulfilled,
    LivesIndependently,
    WithFamily,
    InOtherCare,
    ReturnedToCountry,
    ReturnedWithinThailand,
    ToThirdCountry,
    DeclinedHelp,
    LeftWithoutWord,
    HandedToOtherPathway,
    NoFurtherNeed,
    Died,

    /// <summary>Recorded in error, or a duplicate of another case. Which other case stands in a link alone: not everybody who reads this sees it.</summary>
    RecordedInError,
}

/// <summary>Which reasons each way of ending a case has. One table for form, domain and tests.</summary>
public static class ClosureReasons
{
    private static readonly Dictionary<CaseAction, ClosureReason[]> Table = new()
    {
        [CaseAction.EndAssistance] = [ClosureReason.PlanFulfilled, ClosureReason.LivesIndependently, ClosureReason.WithFamily, ClosureReason.InOtherCare],
        [CaseAction.CompleteReturn] = [ClosureReason.ReturnedToCountry, ClosureReason.ReturnedWithinThailand, ClosureReason.ToThirdCountry],
        [CaseAction.DeclineAndLeave] = [ClosureReason.DeclinedHelp, ClosureReason.LeftWithoutWord],
        [CaseAction.EndOtherPathway] = [ClosureReason.HandedToOtherPathway, ClosureReason.NoFurtherNeed],
        [CaseAction.EndByDeath] = [ClosureReason.Died],
        [CaseAction.EndInError] = [ClosureReason.RecordedInError],
    };

    /// <summary>The ways in which the work on a case ends.</summary>
    public static IReadOnlyCollection<CaseAction> Endings => Table.Keys;

    public static IReadOnlyList<ClosureReason> Of(CaseAction ending) => Table.GetValueOrDefault(ending) ?? [];

    /// <summary>Nobody is there who could be told, or asked how to be reached.</summary>
    public static bool LeavesNobodyToTell(this ClosureReason reason) => reason == ClosureReason.Died;
}

/// <summary>What is still open when a case is to end.</summary>
public enum ClosureItem
{
    /// <summary>A referral that nobody has answered, or whose receiver still works.</summary>
    OpenReferral,

    /// <summary>The person still has a place in a shelter.</summary>
    LivePlacement,

    /// <summary>The person is held.</summary>
    Custody,

    /// <summary>The person was held or housed, and nobody wrote on what ground they stay since, or that they left.</summary>
    NoGround,

    /// <summary>A ground on which the person is housed runs on.</summary>
    Stay,

    /// <summary>A child is to be protected and nobody has said what was done.</summary>
    ChildProtection,

    /// <summary>A visit that found danger, or an incident in a shelter, that nobody has answered.</summary>
    Danger,

    /// <summary>The person has not heard what was decided about them.</summary>
    DecisionNotTold,

    /// <summary>A recipient outside has not been told to stop.</summary>
    RecipientNotTold,

    /// <summary>An officer pursues what the person is owed.</summary>
    Claim,

    /// <summary>Any other task that does not end with the case.</summary>
    Task,

    /// <summary>A service whose outcome nobody has recorded.</summary>
    Service,

    /// <summary>Something that a shelter keeps for the person.</summary>
    Belongings,

    /// <summary>Money that was ordered and not paid.</summary>
    Money,
    CourtDate,

    /// <summary>A day in court that has passed, and nobody has recorded what became of it.</summary>
    CourtResult,

    /// <summary>A consent runs on: others may go on using what was shared.</summary>
    Consent,
}

/// <summary>Which open task is what on the list of what is open.</summary>
public static class ClosureItems
{
    /// <returns>Null: it goes on after the end, ends with it, or its matter stands on the list by itself.</returns>
    public static ClosureItem? Of(TaskCode code) => code switch
    {
        TaskCode.ProtectChild => ClosureItem.ChildProtection,
        TaskCode.ActOnDanger or TaskCode.LookIntoIncident => ClosureItem.Danger,
        TaskCode.TellDecision => ClosureItem.DecisionNotTold,
        TaskCode.TellRecipientToStop => ClosureItem.RecipientNotTold,
        TaskCode.PursueClaim => ClosureItem.Claim,
        TaskCode.FollowUpVisit or TaskCode.AttendCourt => null,
        _ => EndsWithTheCase(code) ? null : ClosureItem.Task,
    };

    /// <summary>What the flow had asked for the work itself, which is over with it.</summary>
    public static bool EndsWithTheCase(TaskCode code) => code is TaskCode.GiveOpinion or TaskCode.Decide or TaskCode.ResumeClock || TaskRules.IsOfTheWork(code);
}
