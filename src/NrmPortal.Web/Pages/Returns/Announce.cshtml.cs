using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using NrmPortal.Domain;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Care;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Returns;

/// <summary>A homecoming is announced on a case that is there already.</summary>
[CaseAction(CaseAction.AnnounceArrival)]
public sealed class AnnounceModel(CareSetting setting, IStringLocalizer<ReturnPages> texts) : ReturnForm(setting, texts), IArrivalForm
{
    private readonly IStringLocalizer<Common> shared = setting.Shared;
    private readonly IStringLocalizer<ReturnPages> words = texts;

    [BindProperty]
    public ArrivalDraft Input { get; set; } = new();

    public override string FieldOf(Refusal refusal) => ArrivalDraft.FieldOf(refusal);

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var terms = Input.Read(ModelState, words, shared);
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("return", Case.AnnounceArrival(NewId(), terms, By, At));
    }
}
