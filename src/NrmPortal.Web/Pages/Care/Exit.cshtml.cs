using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Domain;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Care;

/// <summary>The shelter's note at departure, written before the departure is recorded or in the days for handing over: afterwards the shelter sees the case no longer.</summary>
[CaseAction(CaseAction.WriteExitNote)]
public sealed class ExitModel(CareSetting setting, IStringLocalizer<HousePages> texts) : CareForm(setting, texts)
{
    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<Belonging> Kept { get; private set; } = [];

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var text = Sealed(Note, nameof(Note), "Exit.Note");
        if (!ModelState.IsValid) return Page();
        var placement = await HousedAsync();
        var before = await Db.ExitNotes.AsNoTracking().FirstOrDefaultAsync(n => n.PlacementId == placement.Id);
        return await SavedAsync("daily", Case.WriteExitNote(NewId(), placement, text, before, Kept, By, At));
    }

    // Of this stay alone: what another shelter keeps is handed back there, and is none of this one's to read.
    public override async Task FillAsync() => Kept = await PlacementAsync() is { } stay
        ? await Db.Belongings.AsNoTracking().Where(b => b.PlacementId == stay.Id && b.ReturnedAt == null).OrderBy(b => b.At).ToListAsync() : [];

    public override string FieldOf(Refusal refusal) => refusal.Code == "exit.written" ? nameof(Note) : "";
}
