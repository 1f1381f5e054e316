using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>A police case has ended, was withdrawn, or never was one: its offices follow the track no longer.</summary>
[CaseAction(CaseAction.EndPoliceCase)]
public sealed class PoliceEndModel(JusticeSetting setting) : JusticeForm(setting)
{
    [BindProperty(SupportsGet = true), FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public Draft Input { get; set; } = new();

    public PoliceCase? Police { get; private set; }
    public override bool IsAbsent => Police is null;

    public sealed class Draft
    {
        public PoliceCaseEnd? Ended { get; set; }
        public string? Reason { get; set; }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        return IsAbsent ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (await Db.PoliceCases.FirstOrDefaultAsync(p => p.Id == Id && p.CaseId == Case.Id) is not { } police) return NotFound();
        Need(Input.Ended is not null, "Input.Ended", "Choose");
        var reason = Sealed(Input.Reason, "Input.Reason", needed: true);
        if (!ModelState.IsValid) return Page();
        Case.EndPoliceCase(police, Input.Ended!.Value, reason, Track, By, At);
        await Db.SaveChangesAsync();
        // An office that followed it sees the case no longer, unless for something else.
        return Redirect(By.UnitId == police.InquiryUnitId || By.UnitId == police.ProsecutorUnitId ? "/cases" : $"/cases/{Case.Number}/legal");
    }

    public override async Task FillAsync()
    {
        await base.FillAsync();
        Police = Track.PoliceCases.FirstOrDefault(p => p.Id == Id);
    }
}
