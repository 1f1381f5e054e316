using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>The letter to the person as it was issued, to print or to read to them; the other languages beside it.</summary>
[PrintView]
[LeadsToContact]
[CaseAction(CaseAction.View)]
public sealed class LetterModel(PortalDbContext db, CurrentCase current, LetterTexts texts) : PageModel
{
    public Case Case => current.Value;
    public DecisionLetter Letter { get; private set; } = null!;
    public IReadOnlyList<DecisionLetter> Others { get; private set; } = [];

    public string NameOf(DecisionLetter letter) => texts.NameOf(letter.Language);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var letters = await db.DecisionLetters.AsNoTracking().Where(l => l.CaseId == Case.Id).ToListAsync();
        if (letters.FirstOrDefault(l => l.Id == id) is not { } letter) return NotFound();
        (Letter, Others) = (letter, [.. letters.Where(l => l.DecisionId == letter.DecisionId && l.Id != id).OrderBy(l => l.Language, StringComparer.Ordinal)]);
        return Page();
    }
}
