using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>A dated step; the form offers those alone that may come next.</summary>
public abstract class StepForm(JusticeSetting setting, bool prosecution) : LegalEntryForm(setting)
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    public bool OfProsecution => prosecution;
    public IEnumerable<SelectListItem> Kinds => (Wrong is { } w ? LegalSteps.OfTrack(LegalSteps.TrackOf(w.Kind)) : LegalSteps.Next(Track, prosecution)).Select(k => new SelectListItem(Words.Of(k), k.ToString()));

    /// <summary>Those that run, and the one that a step to be put right is of; alone it is chosen already.</summary>
    public IReadOnlyList<SelectListItem> PoliceCases
    {
        get
        {
            var those = Track.PoliceCases.Where(p => p.IsLive || (p.Counts && p.Id == Kept?.Id)).Select(p => new SelectListItem($"{NameOf(p)} · {Words.Of(Track.StageOf(p))}", p.Id.ToString())).ToList();
            return those.Count == 1 && (Corrects is null || Kept is not null) ? those : [new SelectListItem(Text("PoliceCase.Choose"), ""), .. those];
        }
    }

    /// <summary>Protection alone asks for none.</summary>
    public bool AsksPoliceCase => Wrong is { } w ? LegalSteps.IsOfPoliceCase(w.Kind) : Track.LivePoliceCases.Any();

    public sealed class Draft
    {
        public Guid? PoliceCaseId { get; set; }
        public LegalStepKind? Kind { get; set; }
        public string? On { get; set; }
        public TestimonyPlace? Place { get; set; }
        public string? Note { get; set; }
    }

    protected override LegalEntry Entry => LegalEntry.Step;
    public override bool IsAbsent => Corrects is not null && Wrong is null;
    private LegalStep? Wrong => Track.Steps.FirstOrDefault(s => s.Id == Corrects && Track.Stands(s.Id) && LegalSteps.IsProsecution(s.Kind) == prosecution);

    private PoliceCase? Kept => Wrong is { } w ? Track.PoliceCaseOf(w) : null;

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (Wrong is { } w) Input = new() { PoliceCaseId = Kept?.Id, Kind = w.Kind, On = ThaiDates.Typed(w.On), Place = w.Place, Note = w.Note?.Open() };
        return IsAbsent ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var corrects = Correction();
        Need(Input.Kind is { } kind && LegalSteps.IsProsecution(kind) == prosecution, "Input.Kind", "Choose");
        var ofPerson = Input.Kind is { } chosen && !LegalSteps.IsOfPoliceCase(chosen);
        Need(ofPerson || !AsksPoliceCase || Input.PoliceCaseId is not null || Kept is not null, "Input.PoliceCaseId", "Choose");
        Need(Input.Kind != LegalStepKind.TestimonyHeld || Input.Place is not null, "Input.Place", "Choose");
        var facts = (On: Day(Input.On, "Input.On"), Note: Sealed(Input.Note, "Input.Note"));
        if (!ModelState.IsValid) return Page();
        var place = Input.Kind == LegalStepKind.TestimonyHeld ? Input.Place : null;
        var step = new StepFacts(Input.Kind!.Value, facts.On, place, facts.Note) { PoliceCaseId = ofPerson ? null : Input.PoliceCaseId };
        return await SavedAsync("legal", Case.RecordLegalStep(NewId(), Track, step, By, At, corrects));
    }
}
