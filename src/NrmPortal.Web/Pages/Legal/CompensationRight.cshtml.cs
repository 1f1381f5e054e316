using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Consents;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>That the person was told of the right to compensation (s.34): when, in which language, with whose help, how.</summary>
[LeadsToContact]
[CaseAction(CaseAction.TellCompensationRight)]
public sealed class CompensationRightModel(JusticeSetting setting) : LegalEntryForm(setting)
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    public IEnumerable<SelectListItem> Interpreters => Words.Of<InterpreterUse>().Where(i => i.Value != nameof(InterpreterUse.None));

    public sealed class Draft
    {
        public string? On { get; set; }
        public string? Language { get; set; }
        public InterpreterUse? Interpreter { get; set; }
        public CompensationToldHow? How { get; set; }
    }

    protected override LegalEntry Entry => LegalEntry.Telling;
    public override bool IsAbsent => Corrects is not null && Wrong is null;
    private CompensationTelling? Wrong => Track.Tellings.FirstOrDefault(t => t.Id == Corrects && Track.Stands(t.Id));

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (Wrong is { } w) Input = new() { On = ThaiDates.Typed(w.On), Language = w.Language, Interpreter = w.Interpreter, How = w.How };
        return IsAbsent ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var corrects = Correction();
        var on = Day(Input.On, "Input.On");
        Need(!string.IsNullOrEmpty(Input.Language) && ConsentForm.Languages.Any(l => l.Value == Input.Language), "Input.Language", "Choose");
        Need(Input.Interpreter is not null, "Input.Interpreter", "Choose");
        Need(Input.How is not null, "Input.How", "Choose");
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("legal", Case.TellCompensationRight(NewId(), Track, new CompensationTold(on, Input.Language!, Input.Interpreter!.Value, Input.How!.Value), By, At, corrects));
    }
}
