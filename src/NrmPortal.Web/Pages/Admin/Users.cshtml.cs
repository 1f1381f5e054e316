using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Admin;

/// <summary>An agency administrator adds people to their unit and disables them; never themselves, only roles their agency may give.</summary>
[Needs(Permission.UsersManage)]
public sealed class UsersModel(
    PortalDbContext db, CurrentActor current, UserManager<PortalUser> users, AuditTrail audit, TimeProvider clock,
    Words words, SignedIn me, IStringLocalizer<WorkPages> texts) : PageModel, IFormPage
{
    [BindProperty]
    public NewPerson Input { get; set; } = new();

    public IReadOnlyList<Person> People { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Roles { get; private set; } = [];

    /// <summary>The one-time link of the person just added: shown in this answer and nowhere else.</summary>
    public string? Link { get; private set; }

    public sealed class NewPerson
    {
        public string? UserName { get; set; }
        public string? NameTh { get; set; }
        public string? NameEn { get; set; }
        public Role? Role { get; set; }
    }

    public sealed record Person(Guid UserId, Guid MembershipId, string UserName, string NameTh, string NameEn, Role Role, bool Ended);

    private sealed class Validator : AbstractValidator<NewPerson>
    {
        public Validator(string required)
        {
            RuleFor(p => p.UserName).NotEmpty().WithMessage(required).EmailAddress().MaximumLength(200);
            RuleFor(p => p.NameTh).NotEmpty().WithMessage(required).MaximumLength(200);
            RuleFor(p => p.NameEn).NotEmpty().WithMessage(required).MaximumLength(200);
            RuleFor(p => p.Role).NotNull().WithMessage(required);
        }
    }

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync([FromServices] IStringLocalizer<Common> common)
    {
        foreach (var error in new Validator(common["Required"]).Validate(Input).Errors) ModelState.AddModelError($"Input.{error.PropertyName}", error.ErrorMessage);
        var unit = me.Membership!.Unit!;
        if (Input.Role is { } wanted && !AssignableRoles.For(unit.Agency).Contains(wanted)) ModelState.AddModelError("Input.Role", texts["Users.NotAssignable"]);
        if (ModelState.IsValid && await users.FindByNameAsync(Input.UserName!) is not null) ModelState.AddModelError("Input.UserName", texts["Users.Taken"]);
        if (ModelState.IsValid) await Add();
        await FillAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostDisableAsync(Guid membership)
    {
        var found = await db.Memberships.SingleOrDefaultAsync(m => m.Id == membership && m.UnitId == current.Required.UnitId);
        if (found is null) return NotFound();
        if (found.UserId == current.Required.UserId) ModelState.AddModelError("", texts["Users.Self"]);
        else
        {
            found.End(clock.GetUtcNow());
            await db.SaveChangesAsync();
            await audit.Person("change", "membership ended", new { membership });
        }

        await FillAsync();
        return Page();
    }

    public async Task FillAsync()
    {
        Roles = [.. AssignableRoles.For(me.Membership!.Unit!.Agency).Select(r => new SelectListItem(words.Of(r), r.ToString()))];
        People = await (from m in db.Memberships
                        join u in db.Users on m.UserId equals u.Id
                        where m.UnitId == current.Required.UnitId
                        orderby u.UserName
                        select new Person(u.Id, m.Id, u.UserName!, u.NameTh, u.NameEn, m.Role, m.EndedAt != null)).ToListAsync();
    }

    private async Task Add()
    {
        var user = new PortalUser { Id = Guid.CreateVersion7(), UserName = Input.UserName, Email = Input.UserName, NameTh = Input.NameTh!, NameEn = Input.NameEn!, MustChangePassword = true, LockoutEnabled = true };
        var created = await users.CreateAsync(user);
        if (!created.Succeeded) throw new InvalidOperationException(string.Join(", ", created.Errors.Select(e => e.Code)));
        var unit = await db.Units.SingleAsync(u => u.Id == current.Required.UnitId);
        db.Add(new Membership(Guid.CreateVersion7(), user.Id, unit, Input.Role!.Value));
        await db.SaveChangesAsync();
        await audit.Person("change", "person added", new { user = user.Id, role = Input.Role.ToString() });
        var token = await users.GeneratePasswordResetTokenAsync(user);
        Link = Url.PageLink("/Account/SetPassword", values: new { user = user.Id, token });
        Input = new NewPerson();
        ModelState.Clear();
    }
}
