using System.Globalization;
using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>What a shelter is asked about somebody who lives there: answered by the end of that stay, and by no other office's.</summary>
public sealed class EndOfStayTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private string Day(int after) => Domain.ThaiDay.Of(portal.Clock.GetUtcNow()).AddDays(after).ToString("d/M/yyyy", CultureInfo.InvariantCulture);

    private async Task<(long Back, long Stay)> OpenAsync(string number)
    {
        async Task<long> Of(string code) => (long)(await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = '{code}' and t.done_at is null and t.to_unit_id = '{ReferenceData.IdOf("unit", "SHN-63")}'"))!;
        return (await Of("BackFromLeave"), await Of("AskStayConsent"));
    }

    private async Task LeaveAsync(Visitor shelter, string number)
    {
        await shelter.GetAsync($"/cases/{number}/daily/leave");
        string Shown(string id) => shelter.Page.GetElementById(id)!.GetAttribute("value")!;
        await shelter.PostAsync($"/cases/{number}/daily/leave", ("Input.Day", Shown("Input_Day")), ("Input.Time", Shown("Input_Time")), ("Input.BackDay", Day(1)), ("Input.BackTime", "09:00"));
        Assert.Equal((HttpStatusCode.OK, $"/cases/{number}/daily"), (shelter.Status, shelter.Path));
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
    }

    private async Task EndAsync(Visitor by, string number, string reason, string destination)
    {
        var page = $"/cases/{number}/placements/end";
        await by.GetAsync(page);
        string Shown(string id) => by.Page.GetElementById(id)!.GetAttribute("value")!;
        await by.PostAsync(page, ("On", Shown("On")), ("Time", Shown("Time")), ("Reason", reason), ("Destination", destination));
        // Whoever is left with nothing to hand over is told that their part is over.
        Assert.Equal(HttpStatusCode.OK, by.Status);
        Assert.Contains(by.Path, new[] { $"/cases/{number}/placements", "/home" });
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
    }

    private async Task HouseAsync(Visitor sender, Visitor shelter, string number, params (string, string)[] basis)
    {
        var referral = await Story.ReferAsync(sender, number, "Identity");
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", basis);
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        Assert.Equal("Arrived", await portal.ScalarAsync($"select state from referrals where number = '{referral}'"));
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
    }

    // Out, and still to be asked whether they agree to the stay.
    private async Task<(string Number, Visitor Officer, Visitor Shelter)> OutAsync()
    {
        await portal.ScalarAsync($"update place_pools set places = places + 2 where shelter_id = '{ReferenceData.IdOf("shelter", "SHN-63")}'");
        var (officer, shelter) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("shelter.ngo"));
        var number = await Story.ScreenAsync(officer);
        await HouseAsync(officer, shelter, number, ("Basis", "VoluntaryReflection"));
        await LeaveAsync(shelter, number);
        Assert.Equal((1L, 1L), await OpenAsync(number));
        return (number, officer, shelter);
    }

    [Fact]
    public async Task AnotherOffice_EndsWhatItRecordedItself_AndThePersonIsStillMissedByTheShelter()
    {
        var (number, officer, _) = await OutAsync();
        await Story.StayAsync(officer, number, "WelfareS33");
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await EndAsync(officer, number, "Released", "OwnHome");
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from case_events e join cases c on c.id = e.case_id where c.nrm_number = '{number}' and e.code = 'case.endPlacement'"));
        Assert.Equal((1L, 1L), await OpenAsync(number));
    }

    [Fact]
    public async Task TheEndOfTheStay_AnswersBoth()
    {
        var (number, _, shelter) = await OutAsync();
        await EndAsync(shelter, number, "Missing", "Unknown");
        Assert.Equal((0L, 0L), await OpenAsync(number));
        Assert.Equal(2L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.answered_by = 'case.endPlacement' and t.done_by_user_id = '{ReferenceData.IdOf("user", "shelter.ngo")}'"));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    [Fact]
    public async Task WithASecondStayInTheSameShelter_TheLeaveOfTheFirstIsOver_AndTheQuestionStays()
    {
        var (number, _, shelter) = await OutAsync();
        await HouseAsync(await portal.VisitAsync("caseworker"), shelter, number, ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from placements p join cases c on c.id = p.case_id where c.nrm_number = '{number}' and p.ended_at is null"));
        Assert.Equal((0L, 1L), await OpenAsync(number));
        await LeaveAsync(shelter, number);
        Assert.Equal((1L, 1L), await OpenAsync(number));
    }
}
