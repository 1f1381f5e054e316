using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>One charge by section of law; against whom is offered to those alone who read suspects.</summary>
[CaseAction(CaseAction.RecordCharge)]
public sealed class ChargeModel(JusticeSetting setting) : LegalEntryForm(setting)
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Suspects => [new SelectListItem(Text("Suspect.NotNamed"), ""),
        .. Track.LiveSuspects.Select(s => new SelectListItem($"{Track.NumberOf(s)}. {Words.Of(s.Role)} {s.Name?.Open()}", s.Id.ToString()))];

    public IEnumerable<SelectListItem> PoliceCases => Track.PoliceCases.Where(p => p.IsLive || (p.Counts && p.Id == Wrong?.PoliceCaseId)).Select(p => new SelectListItem(NameOf(p), p.Id.ToString()));
    public IEnumerable<SelectListItem> Offences => Offence.All.Select(o => new SelectListItem(NameOf(o, Words), o.Code));

    /// <summary>The offence in the reader's language; what is not confirmed says so.</summary>
    public static string NameOf(Offence offence, Words words) => Languages.Pick(offence.LabelTh, offence.LabelEn) + (offence.Confidence == "C" ? "" : " · " + words.Unconfirmed);

    public sealed class Draft
    {
        public Guid? PoliceCaseId { get; set; }
        public string? Offence { get; set; }
        public Guid? SuspectId { get; set; }
        public string? On { get; set; }
    }

    protected override LegalEntry Entry => LegalEntry.Charge;
    public override bool IsAbsent => Corrects is not null && Wrong is null;
    private Charge? Wrong => Track.Charges.FirstOrDefault(c => c.Id == Corrects && Track.Stands(c.Id));

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (Wrong is { } w) Input = new() { PoliceCaseId = w.PoliceCaseId, Offence = w.Offence, SuspectId = Track.SuspectOf(w)?.Id, On = ThaiDates.Typed(w.ChargedOn) };
        return IsAbsent ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var corrects = Correction();
        var on = Day(Input.On, "Input.On");
        // Whoever may not read whom it is against leaves that as it is.
        if (Suspects.Count == 1 && Input.SuspectId is null) Input.SuspectId = Wrong?.SuspectId;
        Need(Offence.IsKnown(Input.Offence ?? ""), "Input.Offence", "Choose");
        Need(Input.SuspectId is null || Input.SuspectId == Wrong?.SuspectId || Suspects.Any(s => s.Value == Input.SuspectId.ToString()), "Input.SuspectId", "Choose");
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("legal", Case.RecordCharge(NewId(), Track, Input.PoliceCaseId ?? Guid.Empty, Input.Offence!, Input.SuspectId, on, By, At, corrects));
    }
}
