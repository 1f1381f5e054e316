using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>A referral that is written and not sent yet: its office alone sees it, and what it rests on is asked again when it is sent.</summary>
public sealed class ReferralDraftTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private Task<object?> StateAsync(string referral) => portal.ScalarAsync($"select state from referrals where number = '{referral}'");

    private async Task<(Visitor Officer, string Case, string Referral)> DraftedAsync()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await officer.GetAsync($"/cases/{number}/referrals/new");
        await officer.PostAsync($"/cases/{number}/referrals/new?handler=Draft", [.. Story.ConsentNow, ("Input.Languages", "my"), ("Input.Sections", "Identity"), ("Input.Remarks", "A ground floor")]);
        var referral = officer.Path["/referrals/".Length..];
        Assert.Equal("Draft", await StateAsync(referral));
        return (officer, number, referral);
    }

    [Fact]
    public async Task ADraft_IsItsOfficesOwn_AndIsSentByAnyOfIt()
    {
        var (officer, number, referral) = await DraftedAsync();
        Assert.Contains("A ground floor", officer.Text, StringComparison.Ordinal);
        Assert.Contains(referral, (await officer.GetAsync("/home")).Text, StringComparison.Ordinal);
        var datip = await portal.VisitAsync("datip");
        Assert.Equal(HttpStatusCode.NotFound, (await datip.GetAsync($"/referrals/{referral}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("caseworker")).GetAsync($"/referrals/{referral}")).Status);
        Assert.False(await datip.ListsAsync("/review", referral));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from case_events e join cases c on c.id = e.case_id where c.nrm_number = '{number}' and e.code = 'case.refer'"));

        await Story.Then(officer, $"/referrals/{referral}/sender", "Send");
        Assert.Equal("Sent", await StateAsync(referral));
        Assert.True(await datip.ListsAsync("/review", referral));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from case_events e join cases c on c.id = e.case_id where c.nrm_number = '{number}' and e.code = 'case.refer'"));
        Assert.Equal(HttpStatusCode.Conflict, (await officer.PostAsync($"/referrals/{referral}/sender?handler=Send")).Status);
    }

    [Fact]
    public async Task AConsentThatWasTakenBackSince_SendsNothing_AndADraftCanBeDiscarded()
    {
        var (officer, number, referral) = await DraftedAsync();
        var consent = await portal.ScalarAsync($"select n.id from consents n join referrals r on r.consent_id = n.id where r.number = '{referral}'");
        await Story.Then(await portal.VisitAsync("caseworker"), $"/cases/{number}/consent/{consent}", "Withdraw", ("How", "Oral"));
        Assert.NotEqual(DBNull.Value, await portal.ScalarAsync($"select withdrawn_at from consents where id = '{consent}'"));
        await Story.Then(officer, $"/referrals/{referral}/sender", "Send");
        Assert.Equal((HttpStatusCode.Conflict, "Draft"), (officer.Status, await StateAsync(referral)));
        await Story.Then(officer, $"/referrals/{referral}/sender", "Withdraw", ("Reason", "Not now"));
        Assert.Equal("Withdrawn", await StateAsync(referral));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from case_events e join cases c on c.id = e.case_id where c.nrm_number = '{number}' and e.code like '%Referral'"));
    }

    [Fact]
    public async Task AService_IsDraftedToo()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await Story.ConsentToAgencyAsync(caseworker, number, "Justice");
        await caseworker.GetAsync($"/cases/{number}/referrals/service?kind=LegalAid");
        var basis = caseworker.Page.QuerySelectorAll("#Input_Basis option").Select(o => o.GetAttribute("value")!).First(v => v.StartsWith("c:", StringComparison.Ordinal));
        await caseworker.PostAsync($"/cases/{number}/referrals/service?handler=Draft", ("Kind", "LegalAid"), ("Input.UnitId", $"{ReferenceData.IdOf("unit", "MOJ-63")}"), ("Input.Basis", basis), ("Input.Sections", "Identity"), ("Input.Remarks", "Advice"), ("Input.Languages", "my"));
        var referral = caseworker.Path["/referrals/".Length..];
        var justice = await portal.VisitAsync("justice");
        Assert.Equal(HttpStatusCode.NotFound, (await justice.GetAsync($"/referrals/{referral}")).Status);
        await Story.Then(caseworker, $"/referrals/{referral}/sender", "Send");
        Assert.Equal("Approved", await StateAsync(referral));
        Assert.Equal(HttpStatusCode.OK, (await justice.GetAsync($"/referrals/{referral}")).Status);
    }
}
