using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Partners;

/// <summary>The office's own people, or the administrator of their kind of agency, change what the directory says of it.</summary>
[Needs(Permission.DirectoryKeep)]
public sealed class EditModel(PortalDbContext db, CurrentActor actor, TimeProvider clock, IStringLocalizer<PartnerPages> texts, IStringLocalizer<Common> common) : PageModel, IFormPage
{
    private EntryPage? page;

    [BindProperty(SupportsGet = true, Name = "unit")]
    public string Code { get; set; } = "";

    [BindProperty]
    public EntryForm Input { get; set; } = new();

    public Unit Office => page!.Unit;
    public bool IsShelter => page!.Shelter is not null;
    public bool IsAbsent => page is not { IsKeeper: true };
    public static IReadOnlyList<FieldOption> Spoken { get; } = ScreeningDefinition.Current.Fields.First(f => f.Id == "language").Options!;

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        Input = EntryForm.Of(page!.Entry);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        foreach (var error in new EntryValidator(common, texts, [.. Spoken.Select(o => o.Value)]).Validate(Input).Errors) ModelState.AddModelError($"Input.{error.PropertyName}", error.ErrorMessage);
        if (!ModelState.IsValid) return Page();
        page!.Entry.Change(Input.Terms(page.Entry.FocalPoints.Skip(1)), page.Shelter, actor.Required, page.Own, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect(page.Url);
    }

    public async Task FillAsync() => page = await EntryPage.FindAsync(db, Code, actor.Required);
}
