using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Documents;
using NrmPortal.Web.Resources;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Documents;

/// <summary>A later version of a document; those before it stay.</summary>
[CaseAction(CaseAction.AddDocument)]
public sealed class VersionModel(PortalDbContext db, CurrentCase current, CurrentActor actor, StagedUpload upload, TimeProvider clock, PortalSettings settings,
    FormAnswers answers, IStringLocalizer<DocumentPages> texts) : DocumentPage(db, current)
{
    private readonly PortalDbContext db = db;

    public int Megabytes => settings.DocumentMegabytes;

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        DocumentInput.CheckFile(ModelState, upload, texts, answers);
        if (!ModelState.IsValid) return Page();
        Case.AddVersion(Document, upload.File!, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        upload.Take();
        return Redirect($"/cases/{Case.Number}/documents/{Document.Id}");
    }
}
