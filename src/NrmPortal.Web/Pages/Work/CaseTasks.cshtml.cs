using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Work;

/// <summary>What is to be done on one case, and a new task in somebody's own words.</summary>
[CaseAction(CaseAction.GiveTask)]
public sealed class CaseTasksModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, Words words, IStringLocalizer<WorkPages> texts) : PageModel, IFormPage
{
    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Due { get; set; }

    public Case Case => current.Value;
    public TaskRows Tasks { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> Offered { get; private set; } = [];

    /// <summary>The last day of a task for which nobody names one, in the reader's words.</summary>
    public string OtherwiseBy => ThaiDates.Day(ClockEngine.Run(ClockCode.WrittenTask, clock.GetUtcNow()).Due.AddTicks(-1));

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var (to, due) = (Receivers.Read(To, Offered), ThaiDates.Parse(Due));
        if (string.IsNullOrWhiteSpace(Text)) ModelState.AddModelError(nameof(Text), texts["Tasks.TextMissing"]);
        if (to is null) ModelState.AddModelError(nameof(To), texts["Tasks.ForMissing"]);
        if (due is null && !string.IsNullOrWhiteSpace(Due)) ModelState.AddModelError(nameof(Due), texts["Tasks.DayWrong"]);
        if (!ModelState.IsValid) return Page();
        Case.GiveTask(SealedText.Of(Text), to!, due is { } day ? ThaiDay.EndOf(day) : null, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/tasks");
    }

    public async Task FillAsync()
    {
        Tasks = await TaskRows.OfCaseAsync(db, Case.Id);
        Offered = await Receivers.OfAsync(db, Case.Id, actor.Required, words, ThaiDay.Of(clock.GetUtcNow()));
    }
}
