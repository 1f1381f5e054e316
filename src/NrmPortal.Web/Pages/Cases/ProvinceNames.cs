using Microsoft.AspNetCore.Mvc.Rendering;
using NrmPortal.Data.Seed;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>The provinces as choices, read once from the reference file that every database is filled from: the most opened page need not ask for them.</summary>
internal static class ProvinceNames
{
    private static readonly SelectListItem[] Thai = In("name_th");
    private static readonly SelectListItem[] English = In("name_en");

    public static IReadOnlyList<SelectListItem> Choices => Languages.IsThai ? Thai : English;

    private static SelectListItem[] In(string column) =>
        [.. ReferenceData.Rows("provinces").OrderBy(r => r["code"], StringComparer.Ordinal).Select(r => new SelectListItem(r[column], r["code"]))];
}
