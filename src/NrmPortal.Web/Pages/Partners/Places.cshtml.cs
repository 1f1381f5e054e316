using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Partners;

/// <summary>A shelter's places today and over the last month. Its own people put places out of use and back; DATIP looks on.</summary>
[Needs(Permission.PlacesKeep, Permission.ReferralReview)]
public sealed class PlacesModel(PortalDbContext db, CurrentActor actor, TimeProvider clock, AuditTrail audit, IStringLocalizer<PartnerPages> texts, IStringLocalizer<Common> common) : PageModel, IFormPage
{
    public const int Days = 30;

    [BindProperty(SupportsGet = true, Name = "unit")]
    public string Code { get; set; } = "";

    [BindProperty]
    public Draft Input { get; set; } = new();

    public Shelter? Shelter { get; private set; }
    public IReadOnlyList<PlacePool> Pools { get; private set; } = [];
    public IReadOnlyList<Outage> Outages { get; private set; } = [];
    public IReadOnlyList<Night> Nights { get; private set; } = [];
    public ShelterStays Stays { get; private set; } = null!;
    public DateOnly Today => ThaiDay.Of(clock.GetUtcNow());
    public bool IsAbsent => Shelter is null || !(Runs || RoleGrants.Has(actor.Required.Role, Permission.ReferralReview));

    /// <summary>The reader says how many places there are.</summary>
    public bool States => Shelter?.IsStatedBy(actor.Required) == true;

    /// <summary>The reader works there and may put places out of use.</summary>
    public bool Runs => Shelter?.UnitId == actor.Required.UnitId && RoleGrants.Has(actor.Required.Role, Permission.PlacesKeep);

    public sealed class Draft
    {
        public PlaceKind? Kind { get; set; }
        public int? Number { get; set; }
        public OutageReason? Reason { get; set; }
        public string? Until { get; set; }
    }

    public sealed record Outage(Guid Id, PlaceKind Kind, int Places, OutageReason Reason, DateOnly? Until, DateTimeOffset At);

    /// <summary>How many slept there at the end of that day, and how many more were awaited: accepted and not arrived.</summary>
    public sealed record Night(DateOnly Day, long Sleeping, long Expected);

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        return IsAbsent ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostOutAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        Require(Runs);
        var until = ThaiDates.Parse(Input.Until);
        if (Input.Kind is null) ModelState.AddModelError("Input.Kind", common["Required.Of", texts["PlaceKind"].Value]);
        if (Input.Number is null) ModelState.AddModelError("Input.Number", common["Required.Of", texts["Number"].Value]);
        if (Input.Reason is null) ModelState.AddModelError("Input.Reason", common["Required.Of", texts["Reason"].Value]);
        if (until is null && !string.IsNullOrWhiteSpace(Input.Until)) ModelState.AddModelError("Input.Until", texts["Until.Wrong"]);
        if (!ModelState.IsValid) return Page();
        var shelter = (await db.LockShelterAsync(Shelter!.UnitId, clock.GetUtcNow()))!;
        var pool = shelter.Pools.SingleOrDefault(p => p.Kind == Input.Kind) ?? throw new RefusedException("places.none");
        db.Add(pool.PutOut(Guid.CreateVersion7(clock.GetUtcNow()), Input.Number!.Value, Input.Reason!.Value, until, actor.Required, clock.GetUtcNow()));
        await db.SaveChangesAsync();
        return Redirect($"/directory/{Code}/places");
    }

    public async Task<IActionResult> OnPostBackAsync(Guid outage)
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        Require(Runs);
        if (!Outages.Any(o => o.Id == outage)) throw new RefusedException("places.back");
        await db.LockShelterAsync(Shelter!.UnitId, clock.GetUtcNow());
        (await db.PlaceOutages.SingleAsync(o => o.Id == outage)).End(actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/directory/{Code}/places");
    }

    public async Task FillAsync()
    {
        Shelter = await db.Shelters.AsNoTracking().Include(s => s.Unit).Include(s => s.Pools).SingleOrDefaultAsync(s => s.Unit!.Code == Code);
        if (IsAbsent) return;
        Pools = [.. Shelter!.Pools.OrderBy(p => p.Kind == PlaceKind.Any).ThenBy(p => p.Kind)];
        var ids = Pools.Select(p => p.Id).ToList();
        var outages = await db.PlaceOutages.AsNoTracking().Where(o => ids.Contains(o.PoolId) && o.EndedAt == null).OrderBy(o => o.At).ToListAsync();
        Outages = [.. outages.Select(o => new Outage(o.Id, Pools.Single(p => p.Id == o.PoolId).Kind, o.Places, o.Reason, o.Until, o.At))];
        Stays = await ShelterStays.OfAsync(db, Shelter, clock.GetUtcNow());
        await audit.Person("list", "long stays", new { cases = Stays.Lasting.Select(s => s.CaseId) });
        Nights = await db.Database.SqlQuery<Night>($"select day, sleeping, expected from places_by_day({Shelter.Id}, {Today}, {Days})").OrderByDescending(n => n.Day).ToListAsync();
    }

    private static void Require(bool runs)
    {
        if (!runs) throw new RefusedException("places.notYours");
    }
}
