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

/// <summary>An agency administrator sees the people of their kind of agency and adds one; the link to choose a password is shown once.</summary>
[Needs(Permission.UsersManage)]
public sealed class UsersModel(
    PortalDbContext db, CurrentActor current, UserManager<PortalUser> users, AuditTrail audit, TimeProvider clock, Words words, SignedIn me,
    IStringLocalizer<WorkPages> texts, IStringLocalizer<Common> common) : PageModel, IFormPage
{
    [BindProperty]
    public NewPerson Input { get; set; } = new();

    public IReadOnlyList<Person> People { get; private set; } = [];
    public Staff Choices { get; private set; } = Staff.None;

    /// <summary>The one-time link of the person just added: shown in this answer and nowhere else.</summary>
    public string? Link { get; private set; }

    private AgencyType Agency => me.Membership!.Unit!.Agency;

    public sealed class NewPerson : PostInput
    {
        public string? UserName { get; set; }
        public string? NameTh { get; set; }
        public string? NameEn { get; set; }
    }

    public sealed record Person(Guid MembershipId, string UserName, string NameTh, string NameEn, Role Role, string UnitTh, string UnitEn, bool Ended, DateOnly? LastDay, bool IsMe);

    private sealed class Validator : AbstractValidator<NewPerson>
    {
        public Validator(IStringLocalizer<Common> common, IStringLocalizer<WorkPages> texts)
        {
            Include(new PostValidator(common, texts));
            RuleFor(p => p.UserName).NotEmpty().WithMessage(common["Required.Of", texts["Users.UserName"].Value]).EmailAddress().When(p => !string.IsNullOrEmpty(p.UserName), ApplyConditionTo.CurrentValidator).WithMessage(texts["Users.NoEmail"]).MaximumLength(200);
            RuleFor(p => p.NameTh).NotEmpty().WithMessage(common["Required.Of", texts["Users.NameTh"].Value]).MaximumLength(200);
            RuleFor(p => p.NameEn).NotEmpty().WithMessage(common["Required.Of", texts["Users.NameEn"].Value]).MaximumLength(200);
        }
    }

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        foreach (var error in new Validator(common, texts).Validate(Input).Errors) ModelState.AddModelError($"Input.{error.PropertyName}", error.ErrorMessage);
        if (ModelState.IsValid && await users.FindByNameAsync(Input.UserName!.Trim()) is not null) ModelState.AddModelError("Input.UserName", texts["Users.Taken"]);
        if (ModelState.IsValid) await Add();
        await FillAsync();
        return Page();
    }

    public string FieldOf(Refusal refusal) => refusal.Code == "users.lastDayPast" ? "Input.LastDay" : "";

    public async Task FillAsync()
    {
        Choices = await Staff.OfAsync(db, Agency, words, texts["Users.UnitsProvince"]);
        People = await (from m in db.Memberships
                        join u in db.Users on m.UserId equals u.Id
                        where m.Unit!.Agency == Agency
                        orderby m.EndedAt != null, u.UserName
                        select new Person(m.Id, u.UserName!, u.NameTh, u.NameEn, m.Role, m.Unit!.NameTh, m.Unit.NameEn, m.EndedAt != null, m.LastDay, u.Id == current.Required.UserId)).ToListAsync();
    }

    private async Task Add()
    {
        var name = Input.UserName!.Trim();
        var user = new PortalUser { Id = Guid.CreateVersion7(), UserName = name, Email = name, NameTh = Input.NameTh!.Trim(), NameEn = Input.NameEn!.Trim(), MustChangePassword = true, LockoutEnabled = true };
        var unit = await Staff.UnitAsync(db, Agency, Input.UnitId) ?? throw new RefusedException("users.notAssignable");
        var membership = Membership.Give(Guid.CreateVersion7(), user.Id, unit, Input.Role!.Value, Input.Province, Input.Last, current.Required, clock.GetUtcNow());
        var created = await users.CreateAsync(user);
        if (!created.Succeeded) throw new InvalidOperationException(string.Join(", ", created.Errors.Select(e => e.Code)));
        db.Add(membership);
        await db.SaveChangesAsync();
        await audit.Person("change", "person added", new { user = user.Id, role = membership.Role.ToString(), unit = unit.Code, until = membership.LastDay });
        Link = Url.PageLink("/Account/SetPassword", values: new { user = user.Id, token = await users.GeneratePasswordResetTokenAsync(user) });
        Input = new NewPerson();
        ModelState.Clear();
    }
}
