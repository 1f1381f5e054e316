using System.Net;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using NrmPortal.Domain.Work;
using NrmPortal.Testing;
using NrmPortal.Web.Pages.Work;

namespace NrmPortal.Web.Tests;

/// <summary>Every task leads to the page where it is answered.</summary>
public sealed class TaskPlaceTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    public static TheoryData<TaskCode> Codes => new(Enum.GetValues<TaskCode>());

    [Theory]
    [MemberData(nameof(Codes))]
    public void ATask_IsAnsweredOnItsOwnPage_OrLeadsToOneThatThePortalHas(TaskCode code)
    {
        var place = TaskPlaces.Of(code, Guid.NewGuid().ToString(), "NRM-2569-000001");
        Assert.Equal(TaskRules.IsDoneByHand(code), place is null);
        if (place is not null) Assert.Contains(PageOf.All(portal), page => Leads(page.Route, place));
    }

    // Literals before parameters: "new" is no id.
    private static bool Leads(string route, string place)
    {
        var (template, parts) = (new RouteTemplate(RoutePatternFactory.Parse(route)), place.Trim('/').Split('/'));
        return template.Segments.Count == parts.Length && template.Segments.Zip(parts).All(s => s.First.Parts[0] is { IsParameter: true } p
            ? p.InlineConstraints.All(c => c.Constraint != "guid" || Guid.TryParse(s.Second, out _)) : s.First.Parts[0].Text == s.Second);
    }

    [Fact]
    public async Task ALimitThatStandsStill_IsResumed_FromItsTask()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await Story.Then(caseworker, $"/cases/{number}/clocks", "Pause", ("Pause.Clock", "ReflectionPeriod"), ("Pause.Reason", "InHospital"), ("Pause.ResumeBy", Portal.Day(5)));
        var task = await portal.ScalarAsync($"select t.id::text from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'ResumeClock'");
        await caseworker.GetAsync($"/cases/{number}/tasks/{task}");
        var link = caseworker.Page.QuerySelector(".govuk-inset-text a")!;
        Assert.Equal($"/cases/{number}/clocks", link.GetAttribute("href"));
        Assert.Contains("Let the limit run on", link.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await caseworker.GetAsync(link.GetAttribute("href")!)).Status);
        Assert.NotNull(caseworker.Page.QuerySelector("form[action*=Resume]"));
    }
}
