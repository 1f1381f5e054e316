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
            // A form of the person's own, sent to other addresses: the token against forgery is right, all else is not.
            var own = (await visitor.GetAsync("/account/two-factor")).Page.QuerySelectorAll("main form[method=post]")[^1];
            foreach (var page in pages.OrderBy(p => p.Route == "/account/logout"))
            {
                var status = (verb == "GET" ? await visitor.GetAsync(Address(page.Route, subject)) : await visitor.PostFormAsync(own, Address(page.Route, subject))).Status;
                if (!Expected(page, role, sees, verb).Contains(status)) wrong.Add($"{role} {verb} {page.Route} {(sees ? "own" : "foreign")}: {(int)status}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
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

    // A foreign or absent thing is 404 whatever the verb; a role without the page is 403 before that. What is seen and stands
    // at this stage is there (200), what does not is refused (409); an empty form is answered, and no answer is a fault.
    private static HttpStatusCode[] Expected(PageOf page, Role role, bool sees, string verb)
    {
        var act = page.Model.GetCustomAttribute<CaseActionAttribute>();
        var needs = page.Model.GetCustomAttribute<NeedsAttribute>();
        if (act is not null && !NrmFlow.Rows.Any(r => r.Action == act.Action && RoleGrants.Has(role, r.Permission))) return [HttpStatusCode.Forbidden];
        if (needs is not null && !needs.Permissions.Any(p => RoleGrants.Has(role, p))) return [HttpStatusCode.Forbidden];
        if (page.Route.Contains("{membership:guid}", StringComparison.Ordinal) || page.Route.Contains("error", StringComparison.Ordinal)) return [HttpStatusCode.NotFound];
        var namesOne = page.Route.Contains("{id:guid}", StringComparison.Ordinal);
        var isAboutOne = namesOne || page.Route.Contains("{number}", StringComparison.Ordinal);
        // The entry of an office is read by all; what is kept of it belongs to its keepers.
        if (page.Route.StartsWith("/directory/{unit}/", StringComparison.Ordinal)) return verb == "GET" ? [HttpStatusCode.OK, HttpStatusCode.NotFound] : [HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Conflict, HttpStatusCode.BadRequest];
        if (page.Route.StartsWith("/account/draft", StringComparison.Ordinal)) return verb == "GET" ? [HttpStatusCode.NotFound] : [HttpStatusCode.NotFound, HttpStatusCode.BadRequest];
        if (isAboutOne && !sees) return [HttpStatusCode.NotFound];
        if (act is not null && !Stands(act.Action, role)) return [HttpStatusCode.Conflict];
        // The screening is there, which nobody shared with the shelter; of every other thing that an address names there is none.
        var isThere = page.Route.StartsWith("/screenings", StringComparison.Ordinal) ? role is not (Role.ShelterWorker or Role.ShelterManager)
            : !namesOne && page.Route != "/cases/{number}/plan/mine" && !(page.Route == "/referrals/{number}/notes" && role is Role.LabourOfficer or Role.Prosecutor);
        if (!isThere) return verb == "GET" ? [HttpStatusCode.NotFound] : [HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.BadRequest];
        // The empty form names no membership; names are searched by some of those who read the list.
        if (verb == "POST" && page.Route == "/account/profile") return [HttpStatusCode.NotFound];
        if (verb == "POST" && page.Route == "/cases" && !RoleGrants.Has(role, Permission.CaseSearchByName)) return [HttpStatusCode.Forbidden];
        // A page of one thing that takes no form.
        if (verb == "POST" && namesOne && page.Model.GetMethods().All(m => !m.Name.StartsWith("OnPost", StringComparison.Ordinal))) return [HttpStatusCode.NotFound];
        return verb == "GET" ? [HttpStatusCode.OK] : [HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.BadRequest];
    }

    // Of a case of an adult before a panel that has not decided.
    private static bool Stands(CaseAction action, Role role) =>
        NrmFlow.Find(Stage.Identification, action) is { } row && RoleGrants.Has(role, row.Permission)
        && row.Guard is not (Guard.ChildOnly or Guard.HasDeparted or Guard.ScreeningNegative or Guard.HadMdtDecision or Guard.IdentifiedAsVictim);
}
