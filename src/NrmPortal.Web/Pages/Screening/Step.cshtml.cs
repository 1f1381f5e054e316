using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>One page of the form, rendered from the definition; saved whole at every post.</summary>
[LeadsToContact(Step = "conclusion")]
[CaseAction(CaseAction.SaveScreening)]
public sealed class StepModel(PortalDbContext db, ScreeningFile file, CurrentActor actor, TimeProvider clock, IStringLocalizer<Common> texts,
    IStringLocalizer<Screenings> own, StepFaults faults) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true), FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true), FromRoute(Name = "step")]
    public string StepId { get; set; } = "";

    public ScreeningFile Opened => file;
    public ScreeningStep Step { get; private set; } = null!;
    public bool IsAbsent => Step is null;

    /// <summary>What the page shows: the saved answers, or what was just typed.</summary>
    public ScreeningAnswers Shown { get; private set; } = new();

    /// <summary>The state of the page's answers that this form was opened on.</summary>
    public string Was { get; private set; } = "";

    /// <summary>Fields somebody else has saved meanwhile, other than typed here.</summary>
    public IReadOnlyList<ScreeningField> Conflicts { get; private set; } = [];

    /// <summary>An answer has opened more questions on this page.</summary>
    public bool Opens { get; private set; }

    /// <summary>Whoever consents for the child cannot: another representative or DCY is to be asked.</summary>
    public bool NeedsAnother { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Open()) return NotFound();
        if (file.Screening.State != ScreeningState.Draft) return Redirect($"/screenings/{Id}/check");
        await ShowFaultsAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(bool later, bool urgent)
    {
        if (!await Open()) return NotFound();
        Shown = Typed();
        (var saved, Was) = (Was, Came());
        CheckShape();
        if (!ModelState.IsValid || Overwrites(saved)) return Page();
        var asked = file.Form.Fields(Step).ToHashSet();
        file.Save(Shown, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        // Shown again, the form is filled from what it has just saved: correcting that overwrites nobody.
        (Shown, Was) = (file.Answers, file.Answers.VersionOf(Step.Fields));
        if (urgent) return Redirect($"/urgent/{Id}");
        if (later) return Redirect("/screenings");
        foreach (var field in file.Form.Missing(Step)) ModelState.AddModelError(field.Id, $"{Languages.Pick(field.LabelTh, field.LabelEn)}: {texts["Required"].Value}");
        await ShowFaultsAsync();
        // What an answer of this page has opened on it is asked before the next one.
        Opens = file.Form.Fields(Step).Any(f => !asked.Contains(f) && file.Answers[f.Id] is null);
        return ModelState.IsValid && !Opens ? Redirect(Next()) : Page();
    }

    // Beside its field at once, and whenever the page is opened again.
    private async Task ShowFaultsAsync()
    {
        foreach (var (field, text) in (await faults.OfAsync(Step)).Where(f => !ModelState.ContainsKey(f.Field)))
        {
            ModelState.AddModelError(field, text);
            NeedsAnother |= field == "giver_check";
        }
    }

    public async Task FillAsync()
    {
        if (await Open()) (Shown, Was) = (Typed(), Came());
    }

    // What the posted form was filled from: until it is saved, or a conflict shown, it stays so.
    private string Came() => Request.Form["_was"].ToString() is { Length: > 0 } was ? was : file.Answers.VersionOf(Step.Fields);

    // Another window or colleague has saved this page since: what differs is shown, and saving once more lets this stand.
    private bool Overwrites(string saved)
    {
        if (Was == saved) return false;
        Conflicts = [.. file.Answers.Differing(Shown, file.Form.Fields(Step))];
        if (Conflicts.Count == 0) return false;
        (Was, Response.StatusCode) = (saved, StatusCodes.Status409Conflict);
        return true;
    }

    private async Task<bool> Open()
    {
        if (!await file.OpenAsync(Id) || file.Form.Steps.FirstOrDefault(s => s.Id == StepId) is not { } step) return false;
        (Step, Shown, Was) = (step, file.Answers, file.Answers.VersionOf(step.Fields));
        return true;
    }

    // Only what the page showed is taken: a field shut by its rule (a name without consent) cannot be posted.
    private ScreeningAnswers Typed()
    {
        var answers = file.Answers;
        foreach (var field in file.Form.Fields(Step))
        {
            var value = Request.Form[field.Id];
            if (field.IsIndicator) answers = Indicator(answers, field.Id, value.ToString());
            else if (Allowed(field, value)) answers = answers.With(field.Id, string.Join(' ', value.ToArray()));
        }

        return answers;
    }

    private ScreeningAnswers Indicator(ScreeningAnswers answers, string code, string value)
    {
        IndicatorSource? source = Enum.TryParse<IndicatorSource>(Request.Form[code + ".source"], out var given) && Enum.IsDefined(given) ? given : null;
        return answers.With(code, Enum.TryParse<IndicatorValue>(value, out var parsed) && Enum.IsDefined(parsed) ? parsed : IndicatorValue.NotAsked, source);
    }

    // A choice takes only what the definition offers; a forged value is dropped.
    private static bool Allowed(ScreeningField field, Microsoft.Extensions.Primitives.StringValues values) =>
        field.Options is null || ((field.Kind == "multichoice" || values.Count <= 1) && values.All(v => field.Options.Any(o => o.Value == v)));

    private void CheckShape()
    {
        foreach (var field in Step.Fields.Where(f => f.Kind is "text" or "longtext"))
        {
            var most = field.Kind == "text" ? 200 : 10_000;
            if (Shown[field.Id]?.Length > most) ModelState.AddModelError(field.Id, own["TooLong", Languages.Pick(field.LabelTh, field.LabelEn), most]);
        }
    }

    private string Next()
    {
        var steps = file.Form.Steps.Select(s => s.Id).ToList();
        var at = steps.IndexOf(Step.Id);
        return at >= 0 && at + 1 < steps.Count ? $"/screenings/{Id}/{steps[at + 1]}" : $"/screenings/{Id}/check";
    }
}
