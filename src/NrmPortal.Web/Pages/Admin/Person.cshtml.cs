using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Admin;

/// <summary>One person of the agency: change unit, role or province, disable, let in again, make a new link to choose a password.</summary>
[Needs(Permission.UsersManage)]
public sealed class PersonModel(
    PortalDbContext db, CurrentActor current, UserManager<PortalUser> users, AuditTrail audit, TimeProvider clock, Words words, SignedIn me,
    IStringLocalizer<WorkPages> texts, IStringLocalizer<Common> common) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true), FromRoute]
    public Guid Membership { get; set; }

    [BindProperty]
    public PostInput Input { get; set; } = new();

    /// <summary>The last day with which the person is let in again, as typed.</summary>
    [BindProperty]
    public string? Again { get; set; }

    [BindProperty]
    public PostInput Another { get; set; } = new();

    /// <summary>What else the person is in this agency.</summary>
    public IReadOnlyList<Membership> Others { get; private set; } = [];

    /// <summary>What was typed for one more role stands open when it is shown again.</summary>
    public bool AnotherFails { get; private set; }

    public Membership Held { get; private set; } = null!;
    public PortalUser Account { get; private set; } = null!;
    public Staff Choices { get; private set; } = Staff.None;
    public bool IsAbsent => Held is null;
    public string? Link { get; private set; }

    private AgencyType Agency => me.Membership!.Unit!.Agency;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Find()) return NotFound();
        Input = new PostInput { UnitId = Held.UnitId, Role = Held.Role, Province = Held.ProvinceCode == Held.Unit!.ProvinceCode ? null : Held.ProvinceCode, LastDay = Held.LastDay is { } last ? ThaiDates.Typed(last) : null };
        Another = new PostInput { UnitId = Held.UnitId };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Find()) return NotFound();
        if (!Valid(Input, nameof(Input))) return Page();
        var unit = await Staff.UnitAsync(db, Agency, Input.UnitId) ?? throw new RefusedException("users.notAssignable");
        Held.RequireManagedBy(Agency, current.Required);
        Held.Change(unit, Input.Role!.Value, Input.Province, Input.Last, current.Required, clock.GetUtcNow());
        return await Saved("membership changed");
    }

    public async Task<IActionResult> OnPostAnotherAsync()
    {
        if (!await Find()) return NotFound();
        AnotherFails = true;
        Held.RequireManagedBy(Agency, current.Required);
        if (!Valid(Another, nameof(Another))) return Page();
        var unit = await Staff.UnitAsync(db, Agency, Another.UnitId) ?? throw new RefusedException("users.notAssignable");
        var given = Domain.Directory.Membership.GiveAnother(Guid.CreateVersion7(), Account.Id, unit, Another.Role!.Value, Another.Province, Another.Last, [Held, .. Others], current.Required, clock.GetUtcNow());
        db.Add(given);
        await db.SaveChangesAsync();
        await audit.Person("change", "role given", new { user = Account.Id, membership = given.Id, role = given.Role.ToString(), unit = unit.Code, until = given.LastDay });
        return Redirect("/admin/users");
    }

    public async Task<IActionResult> OnPostDisableAsync()
    {
        if (!await Find()) return NotFound();
        Held.RequireManagedBy(Agency, current.Required);
        Held.End(current.Required, clock.GetUtcNow());
        return await Saved("membership ended");
    }

    public async Task<IActionResult> OnPostResumeAsync()
    {
        if (!await Find()) return NotFound();
        Held.RequireManagedBy(Agency, current.Required);
        if (!string.IsNullOrWhiteSpace(Again) && ThaiDates.Parse(Again) is null) ModelState.AddModelError(nameof(Again), texts["Tasks.DayWrong"]);
        if (!ModelState.IsValid) return Page();
        Held.Resume(ThaiDates.Parse(Again), current.Required, clock.GetUtcNow());
        return await Saved("membership resumed");
    }

    public async Task<IActionResult> OnPostLinkAsync()
    {
        if (!await Find()) return NotFound();
        Held.RequireManagedBy(Agency, current.Required);
        // The link opens the whole account: not for one that is ended, nor for a person who also works elsewhere.
        if (!Held.IsLive || await db.Memberships.AnyAsync(m => m.UserId == Account.Id && m.EndedAt == null && m.Unit!.Agency != Agency)) throw new RefusedException("users.elsewhere");
        // A new stamp: links made before stop working.
        await users.UpdateSecurityStampAsync(Account);
        Link = Url.PageLink("/Account/SetPassword", values: new { user = Account.Id, token = await users.GeneratePasswordResetTokenAsync(Account) });
        await audit.Person("change", "password link made", new { user = Account.Id });
        return Page();
    }

    public Task FillAsync() => Find();

    public string FieldOf(Refusal refusal) => (refusal.Code, AnotherFails) switch
    {
        ("users.lastDayPast", true) => "Another.LastDay",
        ("users.lastDayPast", _) => Held is { IsLive: false } ? nameof(Again) : "Input.LastDay",
        ("users.lastDayNeeded", _) => nameof(Again),
        ("users.hasRole", _) => "Another.Role",
        _ => "",
    };

    // Each form has its own errors: the other one, not posted, holds nothing to complain of.
    private bool Valid(PostInput input, string prefix)
    {
        foreach (var error in new PostValidator(common, texts).Validate(input).Errors) ModelState.AddModelError($"{prefix}.{error.PropertyName}", error.ErrorMessage);
        return ModelState.IsValid;
    }

    private async Task<bool> Find()
    {
        var found = await db.Memberships.Include(m => m.Unit).SingleOrDefaultAsync(m => m.Id == Membership && m.Unit!.Agency == Agency);
        if (found is null) return false;
        (Held, Account) = (found, await db.Users.SingleAsync(u => u.Id == found.UserId));
        Others = await db.Memberships.AsNoTracking().Include(m => m.Unit).Where(m => m.UserId == found.UserId && m.Id != found.Id && m.Unit!.Agency == Agency).OrderBy(m => m.EndedAt != null).ThenBy(m => m.Role).ToListAsync();
        Choices = await Staff.OfAsync(db, Agency, words, texts["Users.UnitsProvince"]);
        return true;
    }

    private async Task<IActionResult> Saved(string what)
    {
        await db.SaveChangesAsync();
        await audit.Person("change", what, new { user = Held.UserId, membership = Held.Id, role = Held.Role.ToString(), unit = Held.Unit!.Code, until = Held.LastDay });
        return Redirect("/admin/users");
    }
}
