using Microsoft.Extensions.Localization;
using NrmPortal.Domain;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>What stands against the answers of a step as they are saved, each beside its field, in the reader's words.</summary>
public sealed class StepFaults(ScreeningFile file, TimeProvider clock, IStringLocalizer<Screenings> texts, FormAnswers told)
{
    private DateOnly Today => ThaiDay.Of(clock.GetUtcNow());

    public async Task<IReadOnlyList<(string Field, string Text)>> OfAsync(ScreeningStep step)
    {
        List<(string, string)> faults = [.. file.Form.Faults(step, Today).Select(f => (f.Field, texts[f.Code].Value))];
        // Nobody learns at the end of an interview that the consent cannot stand.
        if (step.Id == "consent" && await file.WhyNoConsentAsync() is { } no) faults.Add((no.Field, told.Text(no.Why)));
        return faults;
    }

    public async Task<StepStatus> StatusAsync(ScreeningStep step)
    {
        var status = file.Form.Status(step, Today);
        return status == StepStatus.Complete && (await OfAsync(step)).Count > 0 ? StepStatus.ToCheck : status;
    }
}
