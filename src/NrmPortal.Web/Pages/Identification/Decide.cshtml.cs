using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>The competent authority decides, answers each dissent, and the letter to the person is issued with it.</summary>
[CaseAction(CaseAction.DecideVictimTrafficking)]
public sealed class DecideModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, PortalSettings settings, LetterTexts letters, IStringLocalizer<MdtPages> texts) : PageModel, IFormPage
{
    [BindProperty]
    public IdentificationOutcome? Outcome { get; set; }

    [BindProperty]
    public string? Reasons { get; set; }

    [BindProperty]
    public string? PlainWords { get; set; }

    /// <summary>Why there was no meeting.</summary>
    [BindProperty]
    public string? InWriting { get; set; }

    public Case Case => current.Value;
    public IdentificationFile Opened { get; private set; } = null!;
    public MdtRules Rules => settings.Mdt;

    /// <summary>Every opinion since the last decision, also of panels that ended without one.</summary>
    public IReadOnlyList<Opinion> Held => [.. Opened.Undecided.Reverse().Append(Opened.Panel!).SelectMany(p => p.Opinions)];

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        return Opened.MySeat is { HasConflict: true } ? Redirect($"/cases/{Case.Number}/identification") : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (actor.Required.Role != settings.DecidingRole) throw new RefusedException("mdt.notTheAuthority");
        var panel = Opened.Open();
        Check(panel);
        if (!ModelState.IsValid) return Page();
        var at = clock.GetUtcNow();
        var answers = Held.Where(o => SealedText.Of(AnswerTo(o.Id)) is not null).ToDictionary(o => o.Id, o => SealedText.Of(AnswerTo(o.Id))!);
        var told = await letters.OfAsync(db, Case, new Told(Outcome!.Value, at, await Authority.OfAsync(db, panel.Id, actor.Required.UserId), letters.Typed(Request, PlainWords)), Opened.Decisions.FirstOrDefault(d => d.IsFinal));
        var ruling = new Ruling(Outcome.Value, SealedText.Of(Reasons), SealedText.Of(PlainWords), answers, Held.Where(IsAsRead).ToDictionary(o => o.Id, o => o.At), told, SealedText.Of(InWriting));
        db.Add(Case.Decide(panel, Opened.Undecided, ruling, settings.Mdt, actor.Required, at));
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/identification");
    }

    public async Task FillAsync() => Opened = await IdentificationFile.OpenAsync(db, Case, actor.Required);

    public IEnumerable<(string Language, string Name)> OtherLanguages => letters.Others.Select(l => (l, letters.NameOf(l)));

    public string? WordsIn(string language) => Request.HasFormContentType ? Request.Form[LetterTexts.FieldOf(language)].FirstOrDefault() : null;

    public string? AnswerTo(Guid opinion) => Request.HasFormContentType ? Request.Form[$"answer.{opinion}"].FirstOrDefault() : null;

    public static string VersionOf(Opinion opinion) => opinion.At.UtcTicks.ToString(CultureInfo.InvariantCulture);

    // The page carries when each opinion was written that it showed.
    private bool IsAsRead(Opinion opinion) => Request.HasFormContentType && Request.Form[$"read.{opinion.Id}"].FirstOrDefault() == VersionOf(opinion);

    private void Check(Panel panel)
    {
        foreach (var changed in Held.Where(o => !IsAsRead(o))) ModelState.AddModelError($"answer-{changed.Id}", texts["Opinion.ReadAgain"]);
        if (!panel.IsHeld && string.IsNullOrWhiteSpace(InWriting)) ModelState.AddModelError(nameof(InWriting), texts["InWriting.None"]);
        if (Outcome is not { } outcome || !Enum.IsDefined(outcome)) ModelState.AddModelError(nameof(Outcome), texts["Outcome.None"]);
        else
        {
            foreach (var dissent in Opened.Undecided.Append(panel).SelectMany(p => p.Dissents(outcome)).Where(o => string.IsNullOrWhiteSpace(AnswerTo(o.Id)))) ModelState.AddModelError($"answer-{dissent.Id}", texts["Answer.Missing"]);
        }

        if (string.IsNullOrWhiteSpace(Reasons)) ModelState.AddModelError(nameof(Reasons), texts["Reasons.None"]);
        if (string.IsNullOrWhiteSpace(PlainWords)) ModelState.AddModelError(nameof(PlainWords), texts["PlainWords.None"]);
    }
}
