using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Documents;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Documents;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Documents;

/// <summary>The portal writes a document from the case, in one language, and freezes it.</summary>
[LeadsToContact]
[CaseAction(CaseAction.IssueDocument)]
public sealed class IssueModel(CurrentCase current, CurrentActor actor, IServiceProvider services, PortalSettings settings, TimeProvider clock, IStringLocalizer<DocumentPages> texts) : PageModel, IFormPage
{
    [BindProperty]
    public DocumentKind? Kind { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    public Case Case => current.Value;
    public bool HasBrowser => services.GetRequiredService<Chromium>().Program is not null;

    /// <summary>Those whose section the reader's role reads.</summary>
    public IEnumerable<DocumentKind> Kinds => Enum.GetValues<DocumentKind>().Where(k => DocumentKinds.IsIssued(k) && SectionGrants.Has(actor.Required.Role, DocumentKinds.SectionOf(k)));

    public async Task<IActionResult> OnPostAsync()
    {
        if (Kind is null || !Kinds.Contains(Kind.Value)) ModelState.AddModelError(nameof(Kind), texts["Need.Kind"]);
        if (!Languages.Supported.Contains(Language, StringComparer.Ordinal)) ModelState.AddModelError(nameof(Language), texts["Need.Language"]);
        if (!ModelState.IsValid) return Page();
        var site = settings.Site ?? new Uri($"{Request.Scheme}://{Request.Host}/");
        var issued = await services.GetRequiredService<PaperPress>().IssueAsync(Kind!.Value, Language!, site, actor.Required, clock.GetUtcNow(), HttpContext.RequestAborted);
        return Redirect($"/cases/{Case.Number}/documents/{issued.Id}");
    }

    public Task FillAsync() => Task.CompletedTask;
}
