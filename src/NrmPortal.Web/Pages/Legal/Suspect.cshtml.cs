using Microsoft.AspNetCore.Mvc;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>A suspect, as little as the track needs: the part played, what they are to the person, and a name if there is one.</summary>
[CaseAction(CaseAction.NameSuspect)]
public sealed class SuspectModel(JusticeSetting setting) : LegalEntryForm(setting)
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    public sealed class Draft
    {
        public SuspectRole? Role { get; set; }
        public SuspectRelation? Relation { get; set; }
        public string? Name { get; set; }
    }

    protected override LegalEntry Entry => LegalEntry.Suspect;
    public override bool IsAbsent => Corrects is not null && Wrong is null;
    private Suspect? Wrong => Track.LiveSuspects.FirstOrDefault(s => s.Id == Corrects);

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (Wrong is { } w) Input = new() { Role = w.Role, Relation = w.Relation, Name = w.Name?.Open() };
        return IsAbsent ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var corrects = Correction();
        Need(Input.Role is not null, "Input.Role", "Choose");
        Need(Input.Relation is not null, "Input.Relation", "Choose");
        var name = Sealed(Input.Name, "Input.Name");
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("legal", Case.NameSuspect(NewId(), Track, new SuspectFacts(Input.Role!.Value, Input.Relation!.Value, name), By, At, corrects));
    }
}
