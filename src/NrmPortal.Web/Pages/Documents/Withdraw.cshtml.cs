using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Documents;

/// <summary>A document is not to be used any more: it stays, and says why.</summary>
[CaseAction(CaseAction.WithdrawDocument)]
public sealed class WithdrawModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<DocumentPages> texts) : DocumentPage(db, current)
{
    private readonly PortalDbContext db = db;

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        if (string.IsNullOrWhiteSpace(Reason)) ModelState.AddModelError(nameof(Reason), texts["Need.Reason"]);
        else if (Reason.Length > 1000) ModelState.AddModelError(nameof(Reason), texts["TooLong", 1000]);
        if (!ModelState.IsValid) return Page();
        Case.WithdrawDocument(Document, SealedText.Of(Reason), actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/documents/{Document.Id}");
    }
}
