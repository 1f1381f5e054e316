using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
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

    /// <summary>The case a matrix is made for: its number, its screening, its referral, and who holds a seat on its panel.</summary>
    private sealed record Subject(string Number, string Screening, string Referral, params string[] Seats);

    private static readonly Subject Nothing = new("NRM-2569-000001", Guid.Empty.ToString(), "NRM-2569-000001-R1");

    private static string Address(string route, Subject subject) => route
        .Replace("/cases/{number}", "/cases/" + subject.Number, StringComparison.Ordinal).Replace("/referrals/{number}", "/referrals/" + subject.Referral, StringComparison.Ordinal)
        .Replace("/screenings/{id:guid}", "/screenings/" + subject.Screening, StringComparison.Ordinal).Replace("{id:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal)
        .Replace("{membership:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal).Replace("{step}", "danger", StringComparison.Ordinal)
        .Replace("{lang?}", "th", StringComparison.Ordinal).Replace("/{screening:guid?}", "", StringComparison.Ordinal).Replace("{code:int}", "404", StringComparison.Ordinal)
        .Replace("{unit}", "SHM-12", StringComparison.Ordinal)
        .Replace("/admin/clocks/{code}", "/admin/clocks/FollowUpVisit", StringComparison.Ordinal).Replace("/admin/fund/{benefit}", "/admin/fund/living", StringComparison.Ordinal);

    // Screened at the immigration checkpoint, before a panel, and accepted by a shelter: someone of every kind has sight of it.
    private async Task<Subject> ACaseInMotion()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan", "Aiyakarn");
        var screening = (await officer.GetAsync($"/cases/{number}")).Page.QuerySelector("main a[href^='/screenings/']")!.GetAttribute("href")!;
        return new Subject(number, screening["/screenings/".Length..], referral, "mdt", "labour", "prosecutor", "authority");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task EveryPage_ForEveryRole_OnACaseInMotion(string verb)
    {
        var subject = await ACaseInMotion();
        var pages = PageOf.All(portal);
        Assert.True(pages.Count > 25, $"{pages.Count} pages");
        var wrong = new List<string>();
        foreach (var account in ReferenceData.Rows("demo-accounts").DistinctBy(r => r["user"]))
        {
            var (role, sees) = (Enum.Parse<Role>(account["role"]), Sees(account, subject));
            using var visitor = await portal.VisitAsync(account["user"]);
            foreach (var page in pages.OrderBy(p => p.Route == "/account/logout"))
            {
                var status = await Ask(visitor, verb, Address(page.Route, subject));
                if (!Expected(page, role, sees, verb).Contains(status)) wrong.Add($"{role} {verb} {page.Route} {(sees ? "own" : "foreign")}: {(int)status}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    // A form of the person's own, sent to another address: the token against forgery is right, all else is not.
    private static async Task<HttpStatusCode> Ask(Visitor visitor, string verb, string address)
    {
        if (verb == "GET") return (await visitor.GetAsync(address)).Status;
        await visitor.GetAsync("/account/two-factor");
        return (await visitor.PostAsync(address)).Status;
    }

    private static bool Sees(IReadOnlyDictionary<string, string> account, Subject subject) =>
        subject.Seats.Contains(account["user"], StringComparer.Ordinal)
        || (RoleGrants.SeesUnit(Enum.Parse<Role>(account["role"])) && account["unit"] is "IMM-63" or "MSDHS-63" or "SHN-63" or "DATIP" && RoleGrants.Has(Enum.Parse<Role>(account["role"]), Permission.CaseRead));

    [Fact]
    public async Task EveryPage_WithoutSignIn_AsksForIt_UnlessPublic()
    {
        using var nobody = await portal.VisitAsync();
        foreach (var page in PageOf.All(portal).Where(p => p.Model.GetCustomAttribute<AllowAnonymousAttribute>() is null))
        {
            await nobody.GetAsync(Address(page.Route, Nothing));
            Assert.True(nobody.Path == "/account/login", page.Route);
        }
    }

    // A foreign or absent thing is 404 whatever the verb; a role without the page is 403 before that. What is seen may still
    // be refused by stage (409), by an empty form (200 with errors) or by a section the role may not read (404); never a fault.
    private static HttpStatusCode[] Expected(PageOf page, Role role, bool sees, string verb)
    {
        var act = page.Model.GetCustomAttribute<CaseActionAttribute>();
        var needs = page.Model.GetCustomAttribute<NeedsAttribute>();
        if (act is not null && !NrmFlow.Rows.Any(r => r.Action == act.Action && RoleGrants.Has(role, r.Permission))) return [HttpStatusCode.Forbidden];
        if (needs is not null && !needs.Permissions.Any(p => RoleGrants.Has(role, p))) return [HttpStatusCode.Forbidden];
        if (page.Route.Contains("{membership:guid}", StringComparison.Ordinal) || page.Route.Contains("error", StringComparison.Ordinal)) return [HttpStatusCode.NotFound];
        var isAboutOne = page.Route.Contains("{number}", StringComparison.Ordinal) || page.Route.Contains("{id:guid}", StringComparison.Ordinal);
        // The entry of an office is read by all; what is kept of it belongs to its keepers.
        if (page.Route.StartsWith("/directory/{unit}/", StringComparison.Ordinal)) return verb == "GET" ? [HttpStatusCode.OK, HttpStatusCode.NotFound] : [HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Conflict, HttpStatusCode.BadRequest];
        if (page.Route.StartsWith("/account/draft", StringComparison.Ordinal)) return [HttpStatusCode.NotFound, HttpStatusCode.BadRequest];
        if (isAboutOne && !sees) return [HttpStatusCode.NotFound];
        if (isAboutOne && page.Route.StartsWith("/screenings", StringComparison.Ordinal)) return [HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.NotFound, HttpStatusCode.BadRequest];
        return isAboutOne || verb == "POST" ? [HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.NotFound] : [HttpStatusCode.OK];
    }
}
