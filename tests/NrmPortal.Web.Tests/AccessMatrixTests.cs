using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Seed;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Testing;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Tests;

/// <summary>Every page x every role x a foreign case, made from the endpoints and the grants; no page is exempt.</summary>
public sealed class AccessMatrixTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private sealed record Target(string Route, Type Model);

    private List<Target> Pages() => [.. portal.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Select(e => (e.RoutePattern.RawText, Descriptor: e.Metadata.GetMetadata<PageActionDescriptor>()))
        .Where(e => e.Descriptor is not null).Select(e => new Target("/" + e.RawText, ModelOf(e.Descriptor!))).DistinctBy(t => t.Route)];

    private static Type ModelOf(PageActionDescriptor page) => typeof(SignedIn).Assembly.GetTypes().Single(t =>
        t.IsSubclassOf(typeof(PageModel)) && t.FullName == PageType(page));

    // The compiled page names its model by convention of this house: folder and file.
    private static string PageType(PageActionDescriptor page)
    {
        var parts = page.ViewEnginePath.Trim('/').Split('/');
        var nested = $"NrmPortal.Web.Pages.{string.Join('.', parts)}Model";
        return typeof(SignedIn).Assembly.GetType(nested) is not null ? nested : $"NrmPortal.Web.Pages.{parts[^1]}Model";
    }

    private static string Address(string route, string number) => route
        .Replace("{number}", number, StringComparison.Ordinal).Replace("{id:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal)
        .Replace("{step}", "danger", StringComparison.Ordinal).Replace("{lang?}", "th", StringComparison.Ordinal).Replace("/{screening:guid?}", "", StringComparison.Ordinal).Replace("{code:int}", "404", StringComparison.Ordinal);

    [Fact]
    public async Task EveryPage_ForEveryRole_OnAForeignCase()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.police"));
        var pages = Pages();
        Assert.True(pages.Count > 25, $"{pages.Count} pages");
        var wrong = new List<string>();
        foreach (var account in ReferenceData.Rows("demo-accounts").DistinctBy(r => r["user"]).Where(r => r["unit"] != "POL-63"))
        {
            using var visitor = await portal.VisitAsync(account["user"]);
            var role = Enum.Parse<Role>(account["role"]);
            foreach (var page in pages)
            {
                var status = (await visitor.GetAsync(Address(page.Route, number))).Status;
                if (!Expected(page, role, account["unit"]).Contains(status)) wrong.Add($"{role} {page.Route}: {(int)status}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task EveryPage_WithoutSignIn_AsksForIt_UnlessPublic()
    {
        using var nobody = await portal.VisitAsync();
        foreach (var page in Pages().Where(p => p.Model.GetCustomAttribute<AllowAnonymousAttribute>() is null))
        {
            await nobody.GetAsync(Address(page.Route, "NRM-2569-000001"));
            Assert.True(nobody.Path == "/account/login", page.Route);
        }
    }

    private static HttpStatusCode[] Expected(Target page, Role role, string unit)
    {
        var act = page.Model.GetCustomAttribute<CaseActionAttribute>();
        var needs = page.Model.GetCustomAttribute<NeedsAttribute>();
        if (act is not null && !NrmFlow.Rows.Any(r => r.Action == act.Action && RoleGrants.Has(role, r.Permission))) return [HttpStatusCode.Forbidden];
        if (needs is not null && !needs.Permissions.Any(p => RoleGrants.Has(role, p))) return [HttpStatusCode.Forbidden];
        var seesIt = unit is "DATIP" or "MSDHS-63" && RoleGrants.SeesUnit(role);
        if (act is not null && page.Route.Contains("{number}", StringComparison.Ordinal)) return seesIt ? [HttpStatusCode.OK, HttpStatusCode.Conflict] : [HttpStatusCode.NotFound];
        if (page.Route.Contains("{number}", StringComparison.Ordinal) || page.Route.Contains("{id:guid}", StringComparison.Ordinal)) return [HttpStatusCode.NotFound];
        return page.Route.Contains("error", StringComparison.Ordinal) ? [HttpStatusCode.NotFound] : [HttpStatusCode.OK];
    }
}
