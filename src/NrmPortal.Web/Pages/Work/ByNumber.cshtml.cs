using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Work;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Work;

/// <summary>
/// What a person asks who gives the number of their case to any officer or to 1300 is passed on to the office of that case.
/// The page looks for no case and answers the same whether there is one.
/// </summary>
[Needs(Permission.MessageByNumber)]
public sealed class ByNumberModel(PortalDbContext db, CurrentActor actor, TimeProvider clock, IStringLocalizer<WorkPages> texts, IStringLocalizer<Common> shared) : PageModel, IFormPage
{
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public NumberAsk? Ask { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Sent { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        Sent = false;
        if (string.IsNullOrWhiteSpace(Number) || Number.Trim().Length > 40) ModelState.AddModelError(nameof(Number), shared["Required.Of", texts["ByNumber.Number"].Value]);
        if (Ask is not { } ask || !Enum.IsDefined(ask)) ModelState.AddModelError(nameof(Ask), shared["Required.Of", texts["ByNumber.Ask"].Value]);
        if (string.IsNullOrWhiteSpace(Text) || Text.Length > 4000) ModelState.AddModelError(nameof(Text), shared["Required.Of", texts["ByNumber.Words"].Value]);
        if (!ModelState.IsValid) return Page();
        var at = clock.GetUtcNow();
        db.Add(NumberMessage.Write(Guid.CreateVersion7(at), Number, Ask!.Value, SealedText.Of(Text), actor.Required, at));
        await db.SaveChangesAsync();
        return Redirect("/messages/by-number?sent=true");
    }

    public Task FillAsync() => Task.CompletedTask;
}
