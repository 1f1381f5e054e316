using Microsoft.Extensions.Localization;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>An answer in the reader's words.</summary>
public static class AnswerText
{
    /// <summary>What the field is called: to whoever reads it later the conclusion is not "your own".</summary>
    public static string LabelOf(ScreeningField field, CaseScreening screening, IStringLocalizer<Screenings> texts) =>
        field.Id == "conclusion_outcome" && screening.State != ScreeningState.Draft ? WhoseConclusion(screening, texts) : Languages.Pick(field.LabelTh, field.LabelEn);

    public static string WhoseConclusion(CaseScreening screening, IStringLocalizer<Screenings> texts) => texts[screening.SecondReasons.Length > 0 ? "Pattern.First" : "Pattern.Own"];

    public static string Of(ScreeningField field, ScreeningAnswers answers, IStringLocalizer<Screenings> texts)
    {
        if (field.IsIndicator) return texts["Val." + answers.Indicator(field.Id)] + (answers.Source(field.Id) is { } source ? $" ({texts["Src." + source].Value})" : "");
        return field.Options is { } options
            ? string.Join(", ", options.Where(o => answers.Has(field.Id, o.Value)).Select(o => Languages.Pick(o.Th, o.En)).DefaultIfEmpty("–"))
            : answers[field.Id] ?? "–";
    }
}
