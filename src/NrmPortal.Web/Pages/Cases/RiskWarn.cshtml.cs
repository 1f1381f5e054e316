using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>Dangers for whoever meets the person, and the rules of safe contact: recorded, and ended when they no longer hold.</summary>
[CaseAction(CaseAction.RecordWarning)]
public sealed class RiskWarnModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<CasePages> texts, IStringLocalizer<Common> shared)
    : PageModel, IFormPage
{
    [BindProperty]
    public WarningCode? Code { get; set; }

    [BindProperty]
    public string? From { get; set; } = ThaiDates.Typed(clock.GetUtcNow());

    [BindProperty]
    public string? Until { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public Case Case => current.Value;
    public IReadOnlyList<CaseWarning> Live { get; private set; } = [];

    public bool MayEnd(CaseWarning warning) => Case.WhyNotEnd(warning, actor.Required) is null;

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var (from, until) = (ThaiDates.Parse(From), ThaiDates.Parse(Until));
        if (Code is null) ModelState.AddModelError(nameof(Code), shared["Required.Of", texts["Warn.Code"].Value]);
        if (from is null) ModelState.AddModelError(nameof(From), texts["Day.Wrong"]);
        if (until is null && !string.IsNullOrWhiteSpace(Until)) ModelState.AddModelError(nameof(Until), texts["Day.Wrong"]);
        if (Note?.Length > 500) ModelState.AddModelError(nameof(Note), texts["TooLong", 500]);
        if (!ModelState.IsValid) return Page();
        var (by, at) = (actor.Required, clock.GetUtcNow());
        var warning = Case.Warn(Guid.CreateVersion7(at), Code!.Value, from!.Value, until, Live, by, at);
        db.Add(warning);
        if (Case.Explain(warning, Note) is { } note) db.Add(note);
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/risk");
    }

    public async Task<IActionResult> OnPostEndAsync(Guid warning)
    {
        await FillAsync();
        var found = Live.FirstOrDefault(w => w.Id == warning) ?? throw new RefusedException("warning.ended");
        Case.EndWarning(found, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/risk");
    }

    public async Task FillAsync() => Live = await db.Warnings.Where(w => w.CaseId == Case.Id && w.EndedAt == null).OrderBy(w => w.At).ToListAsync();
}
