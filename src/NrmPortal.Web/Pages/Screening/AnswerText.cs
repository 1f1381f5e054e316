using Microsoft.Extensions.Localization;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>An answer in the reader's words.</summary>
public static class AnswerText
{
    public static string Of(ScreeningField field, ScreeningAnswers answers, IStringLocalizer<Screenings> texts)
    {
        if (field.IsIndicator) return texts["Val." + answers.Indicator(field.Id)] + (answers.Source(field.Id) is { } source ? $" ({texts["Src." + source].Value})" : "");
        return field.Options is { } options
            ? string.Join(", ", options.Where(o => answers.Has(field.Id, o.Value)).Select(o => Languages.Pick(o.Th, o.En)).DefaultIfEmpty("–"))
            : answers[field.Id] ?? "–";
    }
}
