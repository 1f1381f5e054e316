using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Identification;

namespace NrmPortal.Web.Documents;

internal sealed partial class PaperWriter
{
    private const int RecentEvents = 12;

    private async Task<IEnumerable<PaperPart>> Referral(Referral told)
    {
        var needs = await db.NeedsProfiles.AsNoTracking().FirstOrDefaultAsync(n => n.Id == told.Id);
        var flags = needs is null ? [] : new[] { ("WithFamily", needs.WithFamily), ("Medical", needs.Medical), ("Psychosocial", needs.Psychosocial), ("Disability", needs.Disability), ("HighRisk", needs.HighRisk) }
            .Where(n => n.Item2).Select(n => T("Need." + n.Item1)).ToList();
        return
        [
            new(T("Referral"),
            [
                (T("ReferralNumber"), told.Number), (T("ReferralKind"), words.Of(told.Kind)),
                (T("Urgency"), T(told.Emergency ? "Urgency.Emergency" : told.Urgent ? "Urgency.Urgent" : "Urgency.Normal")), (T("From"), await UnitAsync(told.FromUnitId)),
                (T("To"), told.ReceiverUnit is { } to ? Languages.Pick(to.NameTh, to.NameEn) : T("To.Open")),
                (T("State"), words.Of(told.State)), (T("SentAt"), told.SentAt is { } sent ? ThaiDates.Moment(sent) : "–"),
                (T("Ground"), told.LegalGround is { } ground ? words.Ground(ground) : T("Ground.Consent")),
                (T("Shared"), string.Join(", ", told.Sections.Select(s => words.Of(s)))),
            ]),
            .. needs is null ? [] : (IEnumerable<PaperPart>)[new(T("Needs"),
            [
                (T("Languages"), needs.Languages.Length > 0 ? Words.Options("language", needs.Languages) : "–"), (T("Special"), flags.Count > 0 ? string.Join(", ", flags) : T("Special.None")),
            ], needs.Remarks is { } remarks ? [remarks.Open()] : [])],
        ];
    }

    private async Task<IEnumerable<PaperPart>> Decision()
    {
        var last = await db.Decisions.AsNoTracking().Where(d => d.CaseId == Case.Id).OrderByDescending(d => d.At).FirstOrDefaultAsync() ?? throw new RefusedException("document.nothingYet");
        return
        [
            new(T("Decision"),
            [
                (T("Outcome"), words.Of(last.Outcome)), (T("DecidedBy"), await AuthorityAsync(last)), (T("DecidedAt"), ThaiDates.Moment(last.At)), (T("Basis"), BasisOf(last.Outcome)), (T("Dissents"), $"{last.Dissents}"),
            ], T("Reasons"), last.Reasons?.Open() ?? "–"),
            new(T("Review"), [], T("Review.Text")),
        ];
    }

    // Who holds the paper must know whose decision it is: the office that issues it is seldom the one that decided.
    private async Task<string> AuthorityAsync(Decision decision) =>
        await Authority.OfAsync(db, decision.PanelId, decision.ByUserId) is { } by ? $"{Languages.Pick(by.NameTh, by.NameEn)} · {words.Of(by.Role)} · {Languages.Pick(by.UnitTh, by.UnitEn)}" : "–";

    private string BasisOf(IdentificationOutcome outcome) => outcome switch
    {
        IdentificationOutcome.VictimTraffickingS6 => T("Basis.S6"),
        IdentificationOutcome.VictimForcedLabourS61 => T("Basis.S61"),
        _ => T("Basis.Both"),
    };

    private async Task<IEnumerable<PaperPart>> Handover(DateTimeOffset at)
    {
        var warnings = (await db.Warnings.AsNoTracking().Where(w => w.CaseId == Case.Id && w.EndedAt == null).ToListAsync()).Where(w => w.HoldsOn(ThaiDay.Of(at))).Select(w => words.Of(w.Code)).ToList();
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.CaseId == Case.Id && t.DoneAt == null).OrderBy(t => t.DueAt).ToListAsync();
        var past = await Pages.Cases.Happened.OfAsync(db, Case.Id, RecentEvents);
        return
        [
            new(T("Handover"),
            [
                (T("Stage"), words.Of(Case.Stage)), (T("StageSince"), ThaiDates.Moment(Case.StageSince)), (T("Owner"), await UnitAsync(Case.OwnerUnitId)), (T("Office"), await UnitAsync(Case.ProvinceOfficeId)),
                (T("Due"), Case.DueAt is { } due ? $"{words.Clock(Case.DueClock)} · {ThaiDates.Until(due)}" : "–"),
            ]),
            new(T("Warnings"), [], warnings.Count > 0 ? string.Join("\n", warnings) : T("Warnings.None")),
            new(T("Tasks"), [.. tasks.Select(t => (notices.Task(t.Code.ToString()), t.DueAt is { } by ? ThaiDates.Until(by) : "–"))], tasks.Count > 0 ? [] : [T("Tasks.None")]),
            new(T("History"), [.. past.Select(e => (ThaiDates.Moment(e.At), $"{events.Title(e.Code)} {events.Details(e.Parameters)}".Trim()))]),
        ];
    }

    // The place itself is named, never its address: the letter may be lost.
    private async Task<IEnumerable<PaperPart>> Transit(Referral told)
    {
        return
        [
            new(T("Transit"),
            [
                (T("From"), await UnitAsync(told.FromUnitId)), (T("To"), told.ReceiverUnit is { } to ? Languages.Pick(to.NameTh, to.NameEn) : T("To.Open")), (T("ReferralNumber"), told.Number),
            ], T("Transit.Text"), T("Transit.NonPunishment")),
            new(T("Transit.Contact"), [], T("Transit.Call")),
        ];
    }
}
