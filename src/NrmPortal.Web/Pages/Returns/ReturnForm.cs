using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Returns;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Care;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Returns;

/// <summary>What the pages about a return share: what is known of it so far, and the countries.</summary>
public abstract class ReturnForm(CareSetting setting, IStringLocalizer<ReturnPages> texts) : CareForm(setting, texts)
{
    public ReturnFile Known { get; private set; } = ReturnFile.Empty;
    public bool Sees { get; private set; }

    public static IEnumerable<SelectListItem> Countries => Country.All.Select(c => new SelectListItem(NameOf(c.Code), c.Code)).Prepend(new SelectListItem("–", ""));

    public static string NameOf(string code) => Country.Of(code) is { } country ? Languages.Pick(country.LabelTh, country.LabelEn) : code;

    public override async Task FillAsync()
    {
        Sees = await Db.SeesAsync(Case.Id, Section.Family, By.Role);
        Known = await Db.ReturnFileAsync(Case.Id, ThaiDay.Of(At));
    }
}
