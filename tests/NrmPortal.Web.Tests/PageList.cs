using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Testing;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Tests;

/// <summary>Every page the portal has, read from its endpoints, with the names a form may post to it.</summary>
internal sealed record PageOf(string Route, Type Model)
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance;

    public static List<PageOf> All(Portal portal) => [.. portal.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Select(e => (e.RoutePattern.RawText, Descriptor: e.Metadata.GetMetadata<PageActionDescriptor>()))
        .Where(e => e.Descriptor is not null).Select(e => new PageOf("/" + e.RawText, ModelOf(e.Descriptor!))).DistinctBy(t => t.Route)];

    /// <summary>What follows <c>OnPost</c> in the names of its handlers: empty for the plain one.</summary>
    public IEnumerable<string> PostHandlers => Handlers("OnPost").Select(m => m.Name["OnPost".Length..].Replace("Async", "", StringComparison.Ordinal));

    /// <summary>Names bound from a form or, for <paramref name="get"/>, from the query.</summary>
    public IReadOnlyList<string> Fields(bool get) =>
        [.. Model.GetProperties(Own).Where(p => p.GetCustomAttribute<BindPropertyAttribute>() is { } b && (!get || b.SupportsGet)).SelectMany(p => NamesOf(p.GetCustomAttribute<BindPropertyAttribute>()!.Name ?? p.Name, p.PropertyType))
            .Concat(Handlers(get ? "OnGet" : "OnPost").SelectMany(m => m.GetParameters()).Where(p => p.GetCustomAttribute<FromServicesAttribute>() is null).SelectMany(p => NamesOf(p.Name!, p.ParameterType)))
            .Distinct(StringComparer.Ordinal)];

    private IEnumerable<MethodInfo> Handlers(string prefix) => Model.GetMethods(Own).Where(m => m.Name.StartsWith(prefix, StringComparison.Ordinal));

    private static IEnumerable<string> NamesOf(string name, Type type) => type.Namespace!.StartsWith("NrmPortal", StringComparison.Ordinal) && type.IsClass
        ? type.GetProperties(Own).Where(p => p.CanWrite).Select(p => $"{name}.{p.Name}") : [name];

    // The compiled page names its model by convention of this house: folder and file.
    private static Type ModelOf(PageActionDescriptor page)
    {
        var parts = page.ViewEnginePath.Trim('/').Split('/');
        var assembly = typeof(SignedIn).Assembly;
        return assembly.GetType($"NrmPortal.Web.Pages.{string.Join('.', parts)}Model") ?? assembly.GetType($"NrmPortal.Web.Pages.{parts[^1]}Model", throwOnError: true)!;
    }
}
