using Microsoft.AspNetCore.Mvc;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>What the prosecutor notes for the prosecution alone.</summary>
[CaseAction(CaseAction.WriteProsecutorNote)]
public sealed class NoteModel(JusticeSetting setting) : JusticeForm(setting)
{
    [BindProperty]
    public string? Note { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        var note = Sealed(Note, nameof(Note), needed: true);
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("legal", Case.WriteProsecutorNote(NewId(), note, By, At));
    }

    public override Task FillAsync() => Task.CompletedTask;
}
