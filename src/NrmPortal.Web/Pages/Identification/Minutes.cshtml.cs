using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
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

    /// <summary>The newest minutes of the panel.</summary>
    public PanelMinutes? Written => Opened.Panel is { } panel ? Opened.Minutes[panel.Id].LastOrDefault() : null;

    public async Task OnGetAsync()
    {
        await FillAsync();
        Minutes = Written?.Text?.Open();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var panel = Opened.Panel ?? throw new RefusedException("mdt.closed");
        db.Add(Case.RecordMinutes(panel, Written, SealedText.Of(Minutes), actor.Required, clock.GetUtcNow()));
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/identification");
    }

    public async Task FillAsync() => Opened = await IdentificationFile.OpenAsync(db, Case, actor.Required);
}
