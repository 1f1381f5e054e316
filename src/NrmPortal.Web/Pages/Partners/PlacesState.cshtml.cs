using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Partners;

/// <summary>A shelter's own people, or whoever keeps the directory, say how many places of each kind it has.</summary>
[Needs(Permission.PlacesKeep, Permission.DirectoryAdd)]
public sealed class PlacesStateModel(PortalDbContext db, CurrentActor actor, TimeProvider clock, IStringLocalizer<PartnerPages> texts, IStringLocalizer<HousePages> house, IStringLocalizer<Common> common) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true, Name = "unit")]
    public string Code { get; set; } = "";

    [BindProperty]
    public Draft Input { get; set; } = new();

    public Shelter? Shelter { get; private set; }
    public bool IsAbsent => Shelter?.IsStatedBy(actor.Required) != true;

    public sealed class Draft
    {
        public PlaceKind? Kind { get; set; }
        public int? Number { get; set; }
    }

    public PlacePool? Of(PlaceKind kind) => Shelter!.Pools.FirstOrDefault(p => p.Kind == kind);

    public string FieldOf(Refusal refusal) => refusal.Code is "places.number" or "places.inUse" ? "Input.Number" : "";

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        return IsAbsent ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        if (Input.Kind is not { } kind || !Enum.IsDefined(kind)) ModelState.AddModelError("Input.Kind", common["Required.Of", texts["PlaceKind"].Value]);
        if (Input.Number is null) ModelState.AddModelError("Input.Number", common["Required.Of", house["State.Number"].Value]);
        if (!ModelState.IsValid) return Page();
        var at = clock.GetUtcNow();
        var shelter = (await db.LockShelterAsync(Shelter!.UnitId, at))!;
        var before = shelter.Pools.FirstOrDefault(p => p.Kind == Input.Kind);
        if (before is not null) db.Attach(before);
        var stated = shelter.State(Guid.CreateVersion7(at), Input.Kind!.Value, Input.Number!.Value, actor.Required, at);
        if (before is null) db.Add(stated);
        await db.SaveChangesAsync();
        return Redirect($"/directory/{Code}/places");
    }

    public async Task FillAsync() => Shelter = await db.Shelters.AsNoTracking().Include(s => s.Unit).Include(s => s.Pools).SingleOrDefaultAsync(s => s.Unit!.Code == Code);
}
