using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace NrmPortal.Web.Access;

/// <summary>
/// Whoever fills in the page is about to contact the person, or to hand their contact data on: the layout shows the rules of safe
/// contact before anything of the page.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LeadsToContactAttribute : Attribute
{
    /// <summary>Of a page in steps, the one that does.</summary>
    public string? Step { get; set; }

    public static bool Of(ActionContext page) =>
        (page.ActionDescriptor as CompiledPageActionDescriptor)?.ModelTypeInfo?.GetCustomAttribute<LeadsToContactAttribute>() is { } leads
        && (leads.Step is null || string.Equals(leads.Step, page.RouteData.Values["step"] as string, StringComparison.Ordinal));
}
