using Microsoft.AspNetCore.Mvc.Rendering;

namespace NrmPortal.Web.Localisation;

/// <summary>All values of an enumeration in the reader's words, for a field to choose from.</summary>
public static class Choices
{
    public static IEnumerable<SelectListItem> Of<T>(this Words words) where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => new SelectListItem(words.Of(value), value.ToString()));
}
