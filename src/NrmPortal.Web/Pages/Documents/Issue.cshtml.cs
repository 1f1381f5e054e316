using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Documents;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
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

    /// <summary>Which referral the letter tells of, where there are several.</summary>
    [BindProperty]
    public Guid? ReferralLetter { get; set; }

    /// <inheritdoc cref="ReferralLetter"/>
    [BindProperty]
    public Guid? TransitLetter { get; set; }

    public Case Case => current.Value;
    public bool HasBrowser => services.GetRequiredService<Chromium>().Program is not null;

    /// <summary>Those whose section the reader's role reads.</summary>
    public IEnumerable<DocumentKind> Kinds => Enum.GetValues<DocumentKind>().Where(k => DocumentKinds.IsIssued(k) && SectionGrants.Has(actor.Required.Role, DocumentKinds.SectionOf(k)));

    /// <summary>For each kind that tells of one referral, those among which there is a choice.</summary>
    public IReadOnlyDictionary<DocumentKind, IReadOnlyList<Referral>> Choices { get; private set; } = new Dictionary<DocumentKind, IReadOnlyList<Referral>>();

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (Kind is null || !Kinds.Contains(Kind.Value)) ModelState.AddModelError(nameof(Kind), texts["Need.Kind"]);
        if (!Languages.Supported.Contains(Language, StringComparer.Ordinal)) ModelState.AddModelError(nameof(Language), texts["Need.Language"]);
        if (!ModelState.IsValid)
        {
            await FillAsync();
            return Page();
        }

        var site = settings.Site ?? new Uri($"{Request.Scheme}://{Request.Host}/");
        var issued = await services.GetRequiredService<PaperPress>().IssueAsync(Kind!.Value, Chosen(Kind.Value), Language!, site, actor.Required, clock.GetUtcNow(), HttpContext.RequestAborted);
        return Redirect($"/cases/{Case.Number}/documents/{issued.Id}");
    }

    public Guid? Chosen(DocumentKind kind) => kind switch { DocumentKind.ReferralLetter => ReferralLetter, DocumentKind.TransitLetter => TransitLetter, _ => null };

    public async Task FillAsync()
    {
        var found = new Dictionary<DocumentKind, IReadOnlyList<Referral>>();
        foreach (var kind in Kinds.Intersect(PaperReferrals.Kinds)) found[kind] = await services.GetRequiredService<PaperReferrals>().OfAsync(kind);
        Choices = found;
    }
}
