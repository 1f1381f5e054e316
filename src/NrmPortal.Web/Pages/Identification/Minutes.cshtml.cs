using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>The minutes of the meeting about this case.</summary>
[CaseAction(CaseAction.RecordMinutes)]
public sealed class MinutesModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock) : PageModel, IFormPage
{
    [BindProperty]
    public string? Minutes { get; set; }

    public Case Case => current.Value;
    public IdentificationFile Opened { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        await FillAsync();
        Minutes = Opened.Panel is { } panel ? Opened.Minutes.GetValueOrDefault(panel.Id)?.Text?.Open() : null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var panel = Opened.Panel ?? throw new RefusedException("mdt.closed");
        var written = Opened.Minutes.GetValueOrDefault(panel.Id);
        var minutes = Case.RecordMinutes(panel, written, SealedText.Of(Minutes), actor.Required, clock.GetUtcNow());
        if (written is null) db.Add(minutes);
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/identification");
    }

    public async Task FillAsync() => Opened = await IdentificationFile.OpenAsync(db, Case, actor.Required);
}
