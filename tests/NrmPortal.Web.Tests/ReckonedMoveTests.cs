using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using NrmPortal.Data.Jobs;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>A changed limit whose end is written nowhere is shown among what moves too, and all that moves can be read.</summary>
public sealed class ReckonedMoveTests : IAsyncLifetime
{
    private Portal portal = null!;

    public async ValueTask InitializeAsync() => portal = await Portal.StartAsync();

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private static (string, string)[] Terms(string amount, string unit = "CalendarDays") =>
        [("Input.Amount", amount), ("Input.Unit", unit), ("Input.From", "24/11/2026"), ("Input.LegalBasis", "Order 9/2569"), ("Input.Confidence", "P"), ("Input.Reason", "The committee decided")];

    private static IElement? RowOf(Visitor reader, string number, string limit) =>
        reader.Page.QuerySelectorAll("main .nrm-side tbody tr").FirstOrDefault(r => r.TextContent.Contains(number, StringComparison.Ordinal) && r.TextContent.Contains(limit, StringComparison.Ordinal));

    private async Task<Visitor> PreviewAsync(string code, params (string, string)[] terms)
    {
        var datip = await portal.VisitAsync("datip.coordinator");
        await Story.Then(datip, $"/admin/clocks/{code}", "Preview", terms);
        Assert.Equal(HttpStatusCode.OK, datip.Status);
        return datip;
    }

    private static Task<Visitor> ApplyAsync(Visitor datip, string page) => datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=Apply]"), $"{page}?handler=Apply");

    private async Task<int> LapsedAsync() => await new LapseWatch((await TestCluster.Server).WorkerConnection(portal.Database), portal.Clock).LapseAsync();

    [Fact]
    public async Task AShorterLifeOfOffers_ShowsWhichEnd_AndTheCaseSaysSo()
    {
        var referral = await Unanswered.ReferAsync(portal);
        var number = referral[..referral.LastIndexOf('-')];
        portal.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(0, await LapsedAsync());
        var datip = await PreviewAsync("ReferralLapse", Terms("2", "WorkingDays"));
        Assert.Contains("over at once", RowOf(datip, referral, "Unanswered referral")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.Contains("1 of them would be over at once", datip.Text, StringComparison.Ordinal);
        await ApplyAsync(datip, "/admin/clocks/ReferralLapse");
        Assert.Equal(HttpStatusCode.OK, datip.Status);
        Assert.Equal(referral, await portal.ScalarAsync("select parameters ->> 'referral' from case_events where code = 'case.clockMoved' and parameters ->> 'clock' = 'ReferralLapse'"));
        Assert.Contains("Unanswered referral", (await (await portal.VisitAsync("caseworker")).GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await LapsedAsync());
        Assert.Null(RowOf(await PreviewAsync("ReferralLapse", Terms("9", "WorkingDays")), referral, "Unanswered referral"));
    }

    [Fact]
    public async Task AHoliday_MovesTheEndOfAnOffer_AndTakingItBackTheOtherWay()
    {
        var referral = await Unanswered.ReferAsync(portal);
        var datip = await portal.VisitAsync("datip.coordinator");
        await Story.Then(datip, "/admin/holidays", "Add", ("One.Day", "27/11/2569"), ("One.NameTh", "วันหยุดพิเศษ"), ("One.NameEn", "Special day"), ("One.Kind", "Cabinet"), ("One.Confidence", "C"));
        Assert.NotNull(RowOf(datip, referral, "Unanswered referral"));
        await ApplyAsync(datip, "/admin/holidays");
        var gone = datip.Page.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("Special day", StringComparison.Ordinal)).QuerySelector("form");
        await datip.PostFormAsync(gone, "/admin/holidays?handler=Preview");
        Assert.NotNull(RowOf(datip, referral, "Unanswered referral"));
        await ApplyAsync(datip, "/admin/holidays");
        Assert.Equal(2L, await portal.ScalarAsync("select count(*) from case_events where code = 'case.clockMoved' and parameters ->> 'clock' = 'ReferralLapse'"));
    }

    [Fact]
    public async Task WhatAnAssessmentOfRiskAndALongStayAreCountedBy_IsShownToo()
    {
        var caseworker = await portal.VisitAsync("caseworker");
        var leaving = await ReturnStory.VictimAsync(portal, "Leaving Example");
        await ReturnStory.PrepareAsync(caseworker, leaving);
        var referral = await Unanswered.ReferAsync(portal, name: "Staying Example");
        var staying = referral[..referral.LastIndexOf('-')];
        var shelter = await portal.VisitAsync("shelter.ngo");
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        portal.Clock.Advance(TimeSpan.FromDays(20));

        var risk = await PreviewAsync("ReturnRiskLife", Terms("10"));
        Assert.Contains("over at once", RowOf(risk, leaving, "Life of an assessment of the risk of return")?.TextContent ?? "", StringComparison.Ordinal);
        var stay = await PreviewAsync("LongStay", Terms("30"));
        var row = RowOf(stay, staying, "Long stay in a shelter")?.TextContent ?? "";
        Assert.NotEqual("", row);
        Assert.DoesNotContain("over at once", row, StringComparison.Ordinal);
        await ApplyAsync(stay, "/admin/clocks/LongStay");
        Assert.Equal(HttpStatusCode.OK, stay.Status);
        portal.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Contains(staying, (await (await portal.VisitAsync("shelter.ngo")).GetAsync("/directory/SHN-63/places")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("StayBeforeInterview", "Stay before", "15", "20")]
    [InlineData("ReflectionPeriod", "Reflection period", "45", "60")]
    public async Task APausedLimit_IsShownByTheTimeLeft_AsTheCaseCountsItAtOnce(string clock, string limit, string before, string after)
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        portal.Clock.Advance(TimeSpan.FromHours(3));
        var worker = await portal.VisitAsync("caseworker");
        await Story.Then(worker, $"/cases/{number}/clocks", "Pause", ("Pause.Clock", clock), ("Pause.Reason", "InHospital"), ("Pause.ResumeBy", Portal.Day(5)));
        Assert.Contains($"{before} days left when it resumes", worker.Text, StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromDays(2));

        var datip = await PreviewAsync(clock, Terms(after));
        var row = Shown(RowOf(datip, number, limit));
        Assert.Contains("paused", row, StringComparison.Ordinal);
        Assert.Matches($"{before} days left when it runs on.*{after} days left when it runs on", row);
        await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=Csv]") ?? datip.Page.QuerySelector("main form[action*=Apply]"), $"/admin/clocks/{clock}?handler=Csv");
        Assert.Contains($"\"{after} days left when it runs on\"", datip.Html, StringComparison.Ordinal);
        datip = await PreviewAsync(clock, Terms(after));
        await ApplyAsync(datip, $"/admin/clocks/{clock}");
        Assert.Equal(HttpStatusCode.OK, datip.Status);

        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from case_events where code = 'case.clockMoved' and parameters ->> 'clock' = '{clock}' and parameters ? 'left'"));
        worker = await portal.VisitAsync("caseworker");
        Assert.Contains($"left now: {after} days", (await worker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        Assert.Contains($"{after} days left when it resumes", (await worker.GetAsync($"/cases/{number}/clocks")).Text, StringComparison.Ordinal);
        var over = await PreviewAsync(clock, Terms("1", "Hours"));
        Assert.Contains("over at once", Shown(RowOf(over, number, limit)), StringComparison.Ordinal);
    }

    private static string Shown(IElement? row) => string.Join(' ', (row?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task MoreThanThePageShows_IsReadAsAFile()
    {
        await Unanswered.MultiplyAsync(portal, 40);
        var datip = await PreviewAsync("ReferralAnswerUrgent", Terms("48", "Hours"));
        Assert.Equal(25, datip.Page.QuerySelectorAll("main .nrm-side tbody tr").Length);
        Assert.Contains("Download all 40 (CSV)", datip.Text, StringComparison.Ordinal);
        await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=Csv]"), "/admin/clocks/ReferralAnswerUrgent?handler=Csv");
        Assert.Equal(HttpStatusCode.OK, datip.Status);
        var numbers = ((string)(await portal.ScalarAsync("select string_agg(number, ' ') from referrals"))!).Split(' ');
        Assert.Equal(40, numbers.Length);
        Assert.All(numbers, number => Assert.Contains(number, datip.Html, StringComparison.Ordinal));
        Assert.Equal("40", (await portal.ScalarAsync("select jsonb_array_length(a.details -> 'cases') from audit_records a where a.verb = 'export' and a.subject = 'clock moves'"))!.ToString());
        // Nothing is applied by reading it.
        Assert.Equal(1L, await portal.ScalarAsync("select count(*) from clock_settings where code = 'ReferralAnswerUrgent'"));
    }

    [Theory]
    [InlineData("PdpaAccess", "th", "ระบบยังไม่นับระยะเวลานี้เอง")]
    [InlineData("PdpaBreach", "en", "runs no clock on this limit yet")]
    [InlineData("MdtConvene", "en", null)]
    public async Task ALimitThatNothingReadsYet_SaysSoWhereItIsSet(string code, string language, string? said)
    {
        var datip = await (await portal.VisitAsync("datip.coordinator", language)).GetAsync($"/admin/clocks/{code}");
        var notes = string.Concat(datip.Page.QuerySelectorAll("main .govuk-inset-text").Select(e => e.TextContent));
        Assert.True(said is null ? !notes.Contains("runs no clock", StringComparison.Ordinal) : notes.Contains(said, StringComparison.Ordinal), string.Create(CultureInfo.InvariantCulture, $"{code}: {notes}"));
    }
}
