using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>What brings a decided case before the MDT again, written down for whoever asks.</summary>
public abstract class ComesAgainModel(PortalDbContext db, CurrentCase current, CurrentActor actor, IStringLocalizer<MdtPages> texts) : PageModel, IFormPage
{
    [BindProperty]
    public ReviewAsker? Asker { get; set; }

    [BindProperty]
    public string? Grounds { get; set; }

    public Case Case => current.Value;
    public IdentificationFile Opened { get; private set; } = null!;

    /// <summary>Beginning of the keys of its texts.</summary>
    public abstract string Key { get; }

    protected Actor By => actor.Required;

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (Asker is not { } asker || !Enum.IsDefined(asker)) ModelState.AddModelError(nameof(Asker), texts["Asker.None"]);
        if (string.IsNullOrWhiteSpace(Grounds)) ModelState.AddModelError(nameof(Grounds), texts[Key + ".None"]);
        if (!ModelState.IsValid) return Page();
        db.Add(Ask(Opened.Standing ?? throw new RefusedException("mdt.noDecision"), Asker!.Value, SealedText.Of(Grounds)));
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/identification");
    }

    public async Task FillAsync() => Opened = await IdentificationFile.OpenAsync(db, Case, actor.Required);

    protected abstract ReviewRequest Ask(Decision decision, ReviewAsker asker, SealedText? grounds);
}

/// <summary>A request that the decision be reviewed.</summary>
[CaseAction(CaseAction.RequestReview)]
public sealed class ReviewModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<MdtPages> texts) : ComesAgainModel(db, current, actor, texts)
{
    public override string Key => "Review";

    protected override ReviewRequest Ask(Decision decision, ReviewAsker asker, SealedText? grounds) => Case.RequestReview(decision, asker, grounds, By, clock.GetUtcNow());
}
