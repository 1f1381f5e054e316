using Microsoft.AspNetCore.Mvc;
using NrmPortal.Domain.Justice;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>The form of an entry that is never rewritten: a new one, one in the place of a wrong one, or nothing in its place.</summary>
public abstract class LegalEntryForm(JusticeSetting setting) : JusticeForm(setting)
{
    /// <summary>The entry that this one is to take the place of.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Corrects { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    protected abstract LegalEntry Entry { get; }

    public async Task<IActionResult> OnPostStrikeAsync()
    {
        await FillAsync();
        if (Corrects is null || IsAbsent) return NotFound();
        var of = Correction()!;
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("legal", Case.StrikeLegalEntry(NewId(), Track, Entry, of, By, At));
    }

    /// <summary>What is put right, with the reason; null where the entry is new.</summary>
    protected LegalCorrection? Correction() => Corrects is { } wrong ? new LegalCorrection(wrong, Sealed(Why, nameof(Why), needed: true)) : null;
}
