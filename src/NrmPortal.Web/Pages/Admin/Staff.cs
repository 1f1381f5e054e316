using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Cases;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Admin;

/// <summary>Where a person works and as what: the part that adding and changing have in common.</summary>
public class PostInput
{
    public Guid? UnitId { get; set; }
    public Role? Role { get; set; }

    /// <summary>Empty: the unit's own province.</summary>
    public string? Province { get; set; }

    /// <summary>As typed; empty: until it is ended.</summary>
    public string? LastDay { get; set; }

    internal DateOnly? Last => ThaiDates.Parse(LastDay);
}

internal sealed class PostValidator : AbstractValidator<PostInput>
{
    public PostValidator(IStringLocalizer<Common> common, IStringLocalizer<WorkPages> texts)
    {
        RuleFor(p => p.UnitId).NotNull().WithMessage(common["Required.Of", texts["Users.Unit"].Value]);
        RuleFor(p => p.Province).Must(code => string.IsNullOrEmpty(code) || ProvinceNames.Choices.Any(c => c.Value == code)).WithMessage(common["Required.Of", texts["Users.Province"].Value]);
        RuleFor(p => p.LastDay).Must(typed => string.IsNullOrWhiteSpace(typed) || ThaiDates.Parse(typed) is not null).WithMessage(texts["Tasks.DayWrong"]);
        RuleFor(p => p.Role).NotNull().WithMessage(common["Required.Of", texts["Users.Role"].Value]);
    }
}

/// <summary>The choices of an agency administrator: units of their kind of agency, and the roles that agency may give.</summary>
public sealed record Staff(IReadOnlyList<SelectListItem> Units, IReadOnlyList<SelectListItem> Roles, IReadOnlyList<SelectListItem> Provinces)
{
    public static Staff None { get; } = new([], [], []);

    public static async Task<Staff> OfAsync(PortalDbContext db, AgencyType agency, Words words, string unitsProvince)
    {
        var units = await db.Units.AsNoTracking().Where(u => u.Agency == agency && u.IsActive).OrderBy(u => u.Code)
            .Select(u => new SelectListItem(Languages.Pick(u.NameTh, u.NameEn), u.Id.ToString())).ToListAsync();
        var provinces = await db.Provinces.AsNoTracking().OrderBy(p => p.Code).Select(p => new SelectListItem(Languages.Pick(p.NameTh, p.NameEn), p.Code)).ToListAsync();
        return new Staff(units, [.. AssignableRoles.For(agency).Select(r => new SelectListItem(words.Of(r), r.ToString()))],
            [new SelectListItem(unitsProvince, ""), .. provinces]);
    }

    /// <summary>The unit if it belongs to this kind of agency, else null.</summary>
    public static Task<Unit?> UnitAsync(PortalDbContext db, AgencyType agency, Guid? id) => db.Units.FirstOrDefaultAsync(u => u.Id == id && u.Agency == agency);
}
