using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Documents;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Screening;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Documents;

/// <summary>
/// What each kind of document says, read from the case under the sight of whoever issues it and in the words of the language
/// that is spoken. A part that the issuer may not read is not in it.
/// </summary>
internal sealed partial class PaperWriter(PortalDbContext db, CurrentCase current, ScreeningFile screening, PaperReferrals referrals, Words words,
    EventWords events, NoticeWords notices, IStringLocalizer<DocumentPages> texts, IStringLocalizer<Screenings> screenings)
{
    private Case Case => current.Value;

    /// <summary>Whether what was written tells of health besides what its kind tells of.</summary>
    public bool HoldsHealth { get; private set; }

    /// <param name="referral">Which one it tells of, if it tells of one; null for the first that fits.</param>
    /// <exception cref="RefusedException">The case has nothing yet that such a document could tell.</exception>
    public async Task<IReadOnlyList<PaperPart>> WriteAsync(DocumentKind kind, Guid? referral, DateTimeOffset at) => kind switch
    {
        DocumentKind.ScreeningReport => [await Person(), .. await Screening()],
        DocumentKind.ReferralLetter => [await Person(), .. await Referral(await referrals.ChosenAsync(kind, referral))],
        DocumentKind.MdtDecision => [await Person(), .. await Decision()],
        DocumentKind.HandoverSheet => [await Person(), .. await Handover(at)],
        DocumentKind.TransitLetter => [await Person(), .. await Transit(await referrals.ChosenAsync(kind, referral))],
        DocumentKind.SupportPlan => [await Person(), .. await Plan()],
        _ => throw new RefusedException("document.notIssuedKind"),
    };

    private string T(string key, params object[] values) => texts["Paper." + key, values];

    private async Task<PaperPart> Person()
    {
        var identity = await db.Identities.AsNoTracking().FirstOrDefaultAsync(p => p.CaseId == Case.Id);
        return new PaperPart(T("Person"),
        [
            (T("Name"), identity?.Name?.Open() ?? T("NotRecorded")),
            (T("AgeSex"), $"{words.Of(Case.AgeGroup)} · {words.Of(Case.Sex)}"),
            .. identity?.Nationality is { } nationality ? [(T("Nationality"), Nationality(nationality.Open()))] : (IEnumerable<(string, string)>)[],
        ]);
    }

    private static string Nationality(string codes) =>
        ScreeningDefinition.Current.Fields.Any(f => f.Id == "nationality" && f.Options is not null) ? Words.Options("nationality", codes) : codes;

    private async Task<IEnumerable<PaperPart>> Screening()
    {
        var last = await db.Screenings.AsNoTracking().Where(s => s.CaseId == Case.Id && s.State == ScreeningState.Concluded).OrderByDescending(s => s.ConcludedAt).FirstOrDefaultAsync()
            ?? throw new RefusedException("document.nothingYet");
        if (!await screening.OpenAsync(last.Id)) throw new RefusedException("document.section");
        var unit = await UnitAsync(last.ByUnitId);
        return
        [
            new(T("Screening"), [(T("ScreeningNumber"), last.Number), (T("ScreenedBy"), unit), (T("ConcludedAt"), ThaiDates.Moment(last.ConcludedAt!.Value)), (T("Outcome"), words.Of(last.Outcome))]),
            .. from step in screening.Form.Steps
               let answered = screening.Form.Fields(step).Where(f => f.IsIndicator ? screening.Answers.Indicator(f.Id) != IndicatorValue.NotAsked : screening.Answers[f.Id] is not null).ToList()
               where answered.Count > 0
               select new PaperPart(Languages.Pick(step.TitleTh, step.TitleEn), [.. answered.Select(f => (Languages.Pick(f.LabelTh, f.LabelEn), AnswerText.Of(f, screening.Answers, screenings)))]),
        ];
    }

    private Task<string> UnitAsync(Guid id) => db.Units.Where(u => u.Id == id).Select(u => Languages.Pick(u.NameTh, u.NameEn)).FirstAsync();
}
