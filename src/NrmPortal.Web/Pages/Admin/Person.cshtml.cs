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

    public Membership Held { get; private set; } = null!;
    public PortalUser Account { get; private set; } = null!;
    public Staff Choices { get; private set; } = Staff.None;
    public bool IsAbsent => Held is null;
    public string? Link { get; private set; }

    private AgencyType Agency => me.Membership!.Unit!.Agency;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Find()) return NotFound();
        Input = new PostInput { UnitId = Held.UnitId, Role = Held.Role, Province = Held.ProvinceCode == Held.Unit!.ProvinceCode ? null : Held.ProvinceCode };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Find()) return NotFound();
        foreach (var error in new PostValidator(common, texts).Validate(Input).Errors) ModelState.AddModelError($"Input.{error.PropertyName}", error.ErrorMessage);
        if (!ModelState.IsValid) return Page();
        var unit = await Staff.UnitAsync(db, Agency, Input.UnitId) ?? throw new RefusedException("users.notAssignable");
        Held.RequireManagedBy(Agency, current.Required);
        Held.Change(unit, Input.Role!.Value, Input.Province, current.Required);
        return await Saved("membership changed");
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
        Held.Resume(current.Required);
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

    private async Task<bool> Find()
    {
        var found = await db.Memberships.Include(m => m.Unit).SingleOrDefaultAsync(m => m.Id == Membership && m.Unit!.Agency == Agency);
        if (found is null) return false;
        (Held, Account) = (found, await db.Users.SingleAsync(u => u.Id == found.UserId));
        Choices = await Staff.OfAsync(db, Agency, words, texts["Users.UnitsProvince"]);
        return true;
    }

    private async Task<IActionResult> Saved(string what)
    {
        await db.SaveChangesAsync();
        await audit.Person("change", what, new { user = Held.UserId, membership = Held.Id, role = Held.Role.ToString(), unit = Held.Unit!.Code });
        return Redirect("/admin/users");
    }
}
