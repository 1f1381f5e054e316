using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Documents;
using NrmPortal.Web.Resources;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Documents;

/// <summary>A paper is filed: the file, what it is, and the section it is bound to.</summary>
[CaseAction(CaseAction.AddDocument)]
public sealed class NewModel(PortalDbContext db, CurrentCase current, CurrentActor actor, CaseNumbers numbers, StagedUpload upload, TimeProvider clock,
    PortalSettings settings, FormAnswers answers, IStringLocalizer<DocumentPages> texts) : PageModel, IFormPage
{
    [BindProperty]
    public DocumentInput Input { get; set; } = new();

    public Case Case => current.Value;
    public int Megabytes => settings.DocumentMegabytes;
    public IEnumerable<Section> Sections => DocumentInput.SectionsFor(actor.Required.Role);

    public string FieldOf(Refusal refusal) => refusal.Code == "document.section" ? "Input.Section" : "";

    public async Task<IActionResult> OnPostAsync()
    {
        Input.Check(ModelState, texts);
        DocumentInput.CheckFile(ModelState, upload, texts, answers);
        if (!ModelState.IsValid) return Page();
        var (by, at) = (actor.Required, clock.GetUtcNow());
        var added = Case.AddDocument(await numbers.Document(at), Input.Section!.Value, Input.Kind!.Value, SealedText.Of(Input.Title), upload.File!, by, at);
        db.Add(added);
        await db.SaveChangesAsync();
        upload.Take();
        return Redirect($"/cases/{Case.Number}/documents/{added.Id}");
    }

    public Task FillAsync() => Task.CompletedTask;
}
