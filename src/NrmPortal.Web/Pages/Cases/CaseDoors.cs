using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>A step the flow table offers here: who takes it; open to the reader with its address, or shut with the reason.</summary>
/// <param name="Chapter">Where the step stands in the list of what may be done next; null: before all others, for it carries the case on.</param>
public sealed record Door(string Label, string By, string? Url, string? Why, bool Moves, CaseChapter? Chapter);

/// <summary>Which steps the flow table offers at this stage, by whom, and whether this reader may take them.</summary>
internal static class CaseDoors
{
    // The chapter is null for the steps that carry the case on: they stand first.
    private static readonly Dictionary<CaseAction, (CaseChapter? Chapter, string Path)> Pages = new()
    {
        [CaseAction.Convene] = (null, "identification/convene"),
        [CaseAction.DeclareInterest] = (CaseChapter.Identification, "identification"),
        [CaseAction.SeatMember] = (CaseChapter.Identification, "identification"),
        [CaseAction.GiveOpinion] = (null, "identification/opinion"),
        [CaseAction.DecideVictimTrafficking] = (null, "identification/decide"),
        [CaseAction.RequestReview] = (null, "identification/review"),
        [CaseAction.ReportNewFacts] = (null, "identification/new-facts"),
        [CaseAction.ReopenToIdentification] = (null, "identification/reopen"),
        [CaseAction.ProposeClosure] = (CaseChapter.Care, "closure"),
        [CaseAction.ReopenToProtection] = (null, "reopen"),
        [CaseAction.ReopenToAssistance] = (null, "reopen"),
        [CaseAction.FollowUp] = (null, "follow-up"),
        [CaseAction.Refer] = (null, "referrals/new"),
        [CaseAction.PlaceInEmergency] = (null, "referrals/new?emergency=true"),
        [CaseAction.AssessRisk] = (CaseChapter.Protection, "risk/assess"),
        [CaseAction.RecordWarning] = (CaseChapter.Protection, "risk/warn"),
        [CaseAction.RecordBasisOfStay] = (CaseChapter.Protection, "placements/new"),
        [CaseAction.EndPlacement] = (CaseChapter.Protection, "placements/end"),
        [CaseAction.RecordConsent] = (CaseChapter.Protection, "consent/new"),
        [CaseAction.Disclose] = (CaseChapter.Protection, "disclosures/new"),
        [CaseAction.RecordRecipientTold] = (CaseChapter.Protection, "disclosures"),
        [CaseAction.MakePlan] = (CaseChapter.Care, "plan/new"),
        [CaseAction.HoldConference] = (CaseChapter.Care, "plan/conference"),
        [CaseAction.RecordService] = (CaseChapter.Care, "services/new"),
        [CaseAction.EndService] = (CaseChapter.Care, "services"),
        [CaseAction.CorrectService] = (CaseChapter.Care, "services"),
        [CaseAction.RecordLeave] = (CaseChapter.Care, "daily/leave"),
        [CaseAction.RecordBack] = (CaseChapter.Care, "daily"),
        [CaseAction.RecordIncident] = (CaseChapter.Care, "daily/incident"),
        [CaseAction.RestrictMovement] = (CaseChapter.Care, "daily/restriction"),
        [CaseAction.LiftRestriction] = (CaseChapter.Care, "daily"),
        [CaseAction.GiveRoom] = (CaseChapter.Care, "daily/house"),
        [CaseAction.ExplainHouseRules] = (CaseChapter.Care, "daily/house"),
        [CaseAction.KeepBelonging] = (CaseChapter.Care, "daily/house"),
        [CaseAction.ReturnBelonging] = (CaseChapter.Care, "daily/house"),
        [CaseAction.WriteExitNote] = (CaseChapter.Care, "daily/exit"),
        [CaseAction.PlanReturn] = (null, "return"),
        [CaseAction.ReturnToAssistance] = (null, "return"),
        [CaseAction.RecordReturnStep] = (CaseChapter.Care, "return/step"),
        [CaseAction.MakeReturnPlan] = (CaseChapter.Care, "return/plan"),
        [CaseAction.RecordDeparture] = (null, "return/departure"),
        [CaseAction.StartScreening] = (null, "screen"),
        [CaseAction.Rescreen] = (null, "screen-again"),
        [CaseAction.CloseNotification] = (null, "close-notification"),
        [CaseAction.AnnounceArrival] = (CaseChapter.Care, "return/announce"),
        [CaseAction.RecordHomecoming] = (CaseChapter.Care, "return/homecoming"),
        [CaseAction.RecordPermit] = (CaseChapter.Care, "return/permit"),
        [CaseAction.RecordPoliceCase] = (CaseChapter.Justice, "legal/police-case"),
        [CaseAction.EndPoliceCase] = (CaseChapter.Justice, "legal"),
        [CaseAction.MovePoliceCase] = (CaseChapter.Justice, "legal"),
        [CaseAction.TellCompensationRight] = (CaseChapter.Justice, "legal/compensation-right"),
        [CaseAction.RecordCharge] = (CaseChapter.Justice, "legal/charge"),
        [CaseAction.NameSuspect] = (CaseChapter.Justice, "legal/suspect"),
        [CaseAction.RecordLegalStep] = (CaseChapter.Justice, "legal/step"),
        [CaseAction.SetCourtDate] = (CaseChapter.Justice, "legal/court"),
        [CaseAction.EndCourtDate] = (CaseChapter.Justice, "legal"),
        [CaseAction.RecordProsecution] = (CaseChapter.Justice, "legal/prosecution"),
        [CaseAction.RecordVerdict] = (CaseChapter.Justice, "legal/verdict"),
        [CaseAction.WriteProsecutorNote] = (CaseChapter.Justice, "legal/note"),
        [CaseAction.AskClaimOfficer] = (CaseChapter.Justice, "compensation"),
        [CaseAction.EndClaimOfficer] = (CaseChapter.Justice, "compensation"),
        [CaseAction.RecordCivilClaim] = (CaseChapter.Justice, "compensation/claim"),
        [CaseAction.RecordCivilMoney] = (CaseChapter.Justice, "compensation"),
        [CaseAction.RecordFundMoney] = (CaseChapter.Justice, "compensation/claim"),
        [CaseAction.RecordWageMoney] = (CaseChapter.Justice, "compensation/claim"),
        [CaseAction.PauseClock] = (CaseChapter.Protection, "clocks"),
        [CaseAction.InvolveDcy] = (CaseChapter.Protection, "child/dcy"),
        [CaseAction.AnswerAsDcy] = (CaseChapter.Protection, "child"),
        [CaseAction.NameGuardian] = (CaseChapter.Protection, "child/guardian"),
        [CaseAction.AssessAge] = (CaseChapter.Protection, "child/age"),
        [CaseAction.RecordInterview] = (CaseChapter.Protection, "child/interview"),
        [CaseAction.AssessBestInterests] = (CaseChapter.Protection, "child/assessment"),
        [CaseAction.DetermineBestInterests] = (CaseChapter.Protection, "child/determination"),
        [CaseAction.FlagNonPunishment] = (CaseChapter.Justice, "non-punishment"),
        [CaseAction.RecordNonPunishment] = (CaseChapter.Justice, "non-punishment"),
        [CaseAction.WithdrawNonPunishment] = (CaseChapter.Justice, "non-punishment"),
        [CaseAction.AddDocument] = (CaseChapter.Work, "documents/new"),
        [CaseAction.IssueDocument] = (CaseChapter.Work, "documents/issue"),
        [CaseAction.WithdrawDocument] = (CaseChapter.Work, "documents"),
        [CaseAction.GiveTask] = (CaseChapter.Work, "tasks"),
        [CaseAction.Transfer] = (CaseChapter.Work, "transfer"),
        [CaseAction.LinkCase] = (CaseChapter.Work, "links"),
        [CaseAction.EndLink] = (CaseChapter.Work, "links"),
        [CaseAction.WriteMessage] = (CaseChapter.Work, "messages"),
    };

    // What is done with one task stands on the task.
    private static readonly CaseAction[] OfOneTask = [CaseAction.TakeTask, CaseAction.FinishTask, CaseAction.ReopenTask, CaseAction.HandOverTask];

    // Acts that lead somewhere; claiming comes before deciding, so a queue's first step is the one shown.
    private static readonly ReferralAction[] Leads =
        [ReferralAction.Claim, ReferralAction.Approve, ReferralAction.Accept, ReferralAction.RecordArrival, ReferralAction.Resend, ReferralAction.ReviewAfter,
            ReferralAction.TakeOn, ReferralAction.OfferAgain, ReferralAction.Finish];

    public static IReadOnlyList<Door> Of(Case subject, Role role, DateOnly today, FormAnswers answers, Words words) =>
    [
        .. from row in NrmFlow.From(subject.Stage)
           where row.Action != CaseAction.View && !OfOneTask.Contains(row.Action)
           let refusal = subject.WhyNot(row.Action, role, today)
           let page = row.Action == CaseAction.Refer && !subject.MayAskForAPlace ? (null, "referrals/kinds") : Pages.GetValueOrDefault(row.Action)
           select new Door(Languages.Pick(row.LabelTh, row.LabelEn), Holders(row.Permission, words),
               refusal is null && page.Path is not null ? $"/cases/{subject.Number}/{page.Path}" : null,
               refusal is null ? null : answers.Text(refusal), row.Moves, page.Chapter),
    ];

    /// <summary>The open doors, one for each page.</summary>
    public static IEnumerable<Door> Open(IEnumerable<Door> doors) => doors.Where(d => d.Url is not null).DistinctBy(d => d.Url, StringComparer.Ordinal);

    /// <summary>What the reader may do about the referrals of the case: the first step that each one's own table offers.</summary>
    public static IEnumerable<Door> OfReferrals(IEnumerable<Referral> referrals, Actor actor) =>
        from r in referrals
        let row = ReferralFlow.From(r.State).FirstOrDefault(row => Leads.Contains(row.Action) && r.IsFor(row.Action, actor))
        where row is not null
        select new Door($"{Languages.Pick(row.LabelTh, row.LabelEn)} {r.Number}", "", $"/referrals/{r.Number}", null, Moves: false, Chapter: null);

    private static string Holders(string permission, Words words) =>
        string.Join(", ", Enum.GetValues<Role>().Where(r => RoleGrants.Has(r, permission)).Select(r => words.Of(r)));
}
