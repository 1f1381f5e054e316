using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Endings;

/// <summary>A notification of which nothing comes: nobody found, recorded twice, another matter, handed on.</summary>
[CaseAction(CaseAction.CloseNotification)]
public sealed class NotificationModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<EndingPages> texts, IStringLocalizer<Common> shared) : PageModel, IFormPage
{
    [BindProperty]
    public NotificationEnd? Why { get; set; }

    public Case Case => current.Value;

    public Task FillAsync() => Task.CompletedTask;

    public string FieldOf(Refusal refusal) => "";

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Why is not { } why || !Enum.IsDefined(why))
        {
            ModelState.AddModelError(nameof(Why), shared["Required.Of", texts["Notification.Why"].Value]);
            return Page();
        }

        Case.CloseNotification(why, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}");
    }
}
