using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>A second trained person confirms or overturns a negative conclusion.</summary>
[LeadsToContact]
[CaseAction(CaseAction.ConfirmNegative)]
public sealed class SecondModel(
    PortalDbContext db, ScreeningFile file, CurrentCase current, CurrentActor actor, CaseNumbers numbers, TimeProvider clock) : PageModel, IFormPage, ITellsWhatWasDone
{
    private static readonly string[] Answers = [Case.EventOf(CaseAction.ConfirmNegative), Case.EventOf(CaseAction.OverturnNegative)];

    [BindProperty(SupportsGet = true), FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public ScreeningFile Opened => file;
    public bool IsAbsent => file.Screening is null;
    public Case Case => current.Value;

    /// <summary>The reader made this screening and cannot be its second screener; the domain refuses it as well.</summary>
    public bool IsOwn => file.Screening.IsWorkOf(actor.Required.UserId);
    public IReadOnlyList<string> Reasons => file.Screening.SecondReasons.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Somebody has answered: which office, when, and whether they confirmed.</summary>
    public (string Office, DateTimeOffset At, bool Confirmed)? Answered { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await file.OpenAsync(Id)) return NotFound();
        if (file.Screening.State == ScreeningState.AwaitingSecond) return Page();
        return await FindWhatWasDoneAsync() ? AnsweredAlready() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(bool confirms)
    {
        if (!await file.OpenAsync(Id)) return NotFound();
        if (await FindWhatWasDoneAsync()) return AnsweredAlready();
        var at = clock.GetUtcNow();
        var number = confirms ? "" : await numbers.Nrm(at);
        current.Value.AnswerAsSecondScreener(file.Screening, confirms, () => number, actor.Required, at);
        await db.SaveChangesAsync();
        return Redirect($"/cases/{current.Value.Number}");
    }

    public Task FillAsync() => file.OpenAsync(Id);

    public async Task<bool> FindWhatWasDoneAsync()
    {
        if (!await file.OpenAsync(Id) || file.Screening.SecondByUserId is null) return false;
        var events = await db.Events.AsNoTracking().Where(e => e.CaseId == Case.Id && Answers.Contains(e.Code)).ToListAsync();
        if (events.Find(e => e.Parameters["screening"] == file.Screening.Number) is not { } answer) return false;
        var office = await db.Units.Where(u => u.Id == answer.ByUnitId).Select(u => Languages.Pick(u.NameTh, u.NameEn)).FirstAsync();
        Answered = (office, answer.At, answer.Code == Answers[0]);
        return true;
    }

    private PageResult AnsweredAlready()
    {
        var told = Page();
        told.StatusCode = StatusCodes.Status409Conflict;
        return told;
    }
}
