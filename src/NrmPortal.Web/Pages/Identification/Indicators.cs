using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Screening;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>An indicator that the screening answered, as a member finds it.</summary>
public sealed record AnsweredIndicator(string Code, string Name, string Answer);

internal static class Indicators
{
    /// <summary>The answers of the case's screenings, the latest for each indicator; none where the reader may not read the account.</summary>
    public static async Task<IReadOnlyList<AnsweredIndicator>> AnsweredAsync(PortalDbContext db, Guid caseId, IStringLocalizer<Screenings> texts)
    {
        // Ids are in order of time.
        var records = await db.ScreeningRecords.AsNoTracking().Where(r => r.CaseId == caseId).OrderByDescending(r => r.Id).ToListAsync();
        var answers = records.Select(r => ScreeningAnswers.FromJson(r.Answers?.Open())).ToList();
        return [.. from field in ScreeningDefinition.Current.Fields
                   where field.IsIndicator
                   let answered = answers.FirstOrDefault(a => a.Indicator(field.Id) != IndicatorValue.NotAsked)
                   where answered is not null
                   select new AnsweredIndicator(field.Id, Languages.Pick(field.LabelTh, field.LabelEn), AnswerText.Of(field, answered, texts))];
    }

    public static string NameOf(string code) =>
        ScreeningDefinition.Current.Fields.FirstOrDefault(f => f.Id == code) is { } field ? Languages.Pick(field.LabelTh, field.LabelEn) : code;
}
