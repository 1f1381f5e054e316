using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>A step the flow table offers here: who takes it; open to the reader with its address, or shut with the reason.</summary>
public sealed record Door(string Label, string By, string? Url, string? Why, bool Moves);

/// <summary>Which steps the flow table offers at this stage, by whom, and whether this reader may take them.</summary>
internal static class CaseDoors
{
    private static readonly Dictionary<CaseAction, string> Pages = new()
    {
        [CaseAction.Convene] = "identification/convene",
        [CaseAction.DeclareInterest] = "identification",
        [CaseAction.SeatMember] = "identification",
        [CaseAction.GiveOpinion] = "identification/opinion",
        [CaseAction.DecideVictimTrafficking] = "identification/decide",
        [CaseAction.RequestReview] = "identification/review",
        [CaseAction.ReportNewFacts] = "identification/new-facts",
        [CaseAction.Refer] = "referrals/new",
        [CaseAction.PlaceInEmergency] = "referrals/new?emergency=true",
        [CaseAction.AssessRisk] = "risk/assess",
        [CaseAction.RecordWarning] = "risk/warn",
        [CaseAction.RecordBasisOfStay] = "placements/new",
        [CaseAction.EndPlacement] = "placements/end",
        [CaseAction.RecordConsent] = "consent/new",
        [CaseAction.Disclose] = "disclosures/new",
        [CaseAction.RecordService] = "services",
        [CaseAction.RecordPoliceCase] = "legal",
        [CaseAction.PauseClock] = "clocks",
        [CaseAction.InvolveDcy] = "child/dcy",
        [CaseAction.AnswerAsDcy] = "child",
        [CaseAction.NameGuardian] = "child/guardian",
        [CaseAction.AssessAge] = "child/age",
        [CaseAction.RecordInterview] = "child/interview",
        [CaseAction.AssessBestInterests] = "child/assessment",
        [CaseAction.DetermineBestInterests] = "child/determination",
        [CaseAction.FlagNonPunishment] = "non-punishment",
        [CaseAction.RecordNonPunishment] = "non-punishment",
        [CaseAction.GiveTask] = "tasks",
        [CaseAction.WriteMessage] = "messages",
    };

    // What is done with one task stands on the task.
    private static readonly CaseAction[] OfOneTask = [CaseAction.TakeTask, CaseAction.FinishTask, CaseAction.ReopenTask, CaseAction.HandOverTask];

    // Acts that lead somewhere; claiming comes before deciding, so a queue's first step is the one shown.
    private static readonly ReferralAction[] Leads =
        [ReferralAction.Claim, ReferralAction.Approve, ReferralAction.Accept, ReferralAction.RecordArrival, ReferralAction.Resend, ReferralAction.ReviewAfter];

    public static IReadOnlyList<Door> Of(Case subject, Role role, FormAnswers answers, Words words) =>
    [
        .. from row in NrmFlow.From(subject.Stage)
           where row.Action != CaseAction.View && !OfOneTask.Contains(row.Action)
           let refusal = subject.WhyNot(row.Action, role)
           select new Door(Languages.Pick(row.LabelTh, row.LabelEn), Holders(row.Permission, words),
               refusal is null && Pages.TryGetValue(row.Action, out var page) ? $"/cases/{subject.Number}/{page}" : null,
               refusal is null ? null : answers.Text(refusal), row.Moves),
    ];

    /// <summary>The open doors, one for each page.</summary>
    public static IEnumerable<Door> Open(IEnumerable<Door> doors) => doors.Where(d => d.Url is not null).DistinctBy(d => d.Url, StringComparer.Ordinal);

    /// <summary>What the reader may do about the referrals of the case: the first step that each one's own table offers.</summary>
    public static IEnumerable<Door> OfReferrals(IEnumerable<Referral> referrals, Actor actor) =>
        from r in referrals
        let row = ReferralFlow.From(r.State).FirstOrDefault(row => Leads.Contains(row.Action) && r.IsFor(row.Action, actor))
        where row is not null
        select new Door($"{Languages.Pick(row.LabelTh, row.LabelEn)} {r.Number}", "", $"/referrals/{r.Number}", null, Moves: false);

    private static string Holders(string permission, Words words) =>
        string.Join(", ", Enum.GetValues<Role>().Where(r => RoleGrants.Has(r, permission)).Select(r => words.Of(r)));
}
