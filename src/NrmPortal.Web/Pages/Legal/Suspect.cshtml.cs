using Microsoft.AspNetCore.Mvc;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>A suspect, as little as the track needs: the part played, what they are to the person, and a name if there is one.</summary>
[CaseAction(CaseAction.NameSuspect)]
public sealed class SuspectModel(JusticeSetting setting) : JusticeForm(setting)
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    public sealed class Draft
    {
        public SuspectRole? Role { get; set; }
        public SuspectRelation? Relation { get; set; }
        public string? Name { get; set; }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Need(Input.Role is not null, "Input.Role", "Choose");
        Need(Input.Relation is not null, "Input.Relation", "Choose");
        var name = Sealed(Input.Name, "Input.Name");
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("legal", Case.NameSuspect(NewId(), new SuspectFacts(Input.Role!.Value, Input.Relation!.Value, name), By, At));
    }

    public override Task FillAsync() => Task.CompletedTask;
}
