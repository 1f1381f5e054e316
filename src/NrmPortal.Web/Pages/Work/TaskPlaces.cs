using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Work;

namespace NrmPortal.Web.Pages.Work;

/// <summary>Where a task is answered: the page of the act that closes it.</summary>
public static class TaskPlaces
{
    /// <summary>Null: it is called done on its own page.</summary>
    public static string? Of(TaskCode code, string? about, string number) => code switch
    {
        _ when TaskRules.IsDoneByHand(code) => null,
        TaskCode.SecondScreening => "/screenings",
        TaskCode.ReviewEmergencyPlacement => $"/referrals/{about}",
        _ => $"/cases/{number}{OfTheCase(code, about)}",
    };

    private static string OfTheCase(TaskCode code, string? about) => code switch
    {
        // On the first page of the case.
        TaskCode.AssignCaseManager => "",
        // Another takes the empty seat on the panel's own page.
        TaskCode.ConveneMdt when about is nameof(PanelGap.Authority) or nameof(PanelGap.Quorum) => "/identification",
        TaskCode.ConveneMdt => "/identification/convene",
        // The seat declares its interest there first.
        TaskCode.GiveOpinion or TaskCode.Decide => "/identification",
        TaskCode.ReassessRisk => "/risk/assess",
        TaskCode.RenewConsent or TaskCode.AskStayConsent => "/consent/new",
        TaskCode.TellDecision => "/identification/tell",
        TaskCode.TellRecipientToStop => $"/disclosures/{about}/told",
        TaskCode.InvolveDcy => "/child/dcy",
        TaskCode.AssessBestInterests => "/child/assessment",
        TaskCode.AnswerAsDcy => "/child",
        TaskCode.AnswerNonPunishment => "/non-punishment",
        TaskCode.FollowUpVisit => "/follow-up",
        TaskCode.ResumeClock => "/clocks",
        TaskCode.AttendCourt => $"/legal/court/{about}",
        TaskCode.ReviewPlan => "/plan/new",
        TaskCode.BackFromLeave => "/daily",
        TaskCode.AnswerClosure => "/closure",
        TaskCode.AwaitTransfer => "/transfer",
        TaskCode.ReferAgain => "/referrals/kinds",
        TaskCode.RenewPermit => "/return/permit",
        TaskCode.MeetArrival => "/return",
        TaskCode.TellCompensationRight => "/legal/compensation-right",
        TaskCode.PursueClaim => "/compensation",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Nobody has said where this task is answered."),
    };
}
