using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Whoever holds a person says so themselves, from the first hour on, and when they let them go (s.29).</summary>
public sealed class HoldingTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task WhoeverHoldsAPerson_RecordsIt_WhileTheyAreStillScreened_AndLetsThemGo()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var screening = await Story.OpenAccountStepAsync(officer);
        var number = await portal.ScalarAsync($"select c.first_contact_number from cases c join screenings s on s.case_id = c.id where s.id = '{screening.Split('/')[2]}'");
        Assert.Equal("Screening", await portal.ScalarAsync($"select stage from cases where first_contact_number = '{number}'"));
        Assert.Contains($"/cases/{number}/placements", (await officer.GetAsync($"/cases/{number}")).Html, StringComparison.Ordinal);
        await Story.StayAsync(officer, $"{number}", "CustodyS29", ("Input.Place", "OtherSuitable"));
        Assert.NotNull(officer.Page.QuerySelector("#Input_PlaceName-error"));
        await Story.StayAsync(officer, $"{number}", "CustodyS29", ("Input.Place", "OtherSuitable"), ("Input.PlaceName", "The guest room of the temple, watched by a woman officer"));
        Assert.Equal($"/cases/{number}/placements", officer.Path);
        Assert.Contains("The guest room of the temple", officer.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from bases_of_stay where position('temple'::bytea in place_name) > 0"));
        Assert.Equal(portal.Clock.GetUtcNow().AddHours(24).Date, ((DateTime)(await portal.ScalarAsync($"select custody_due_at from cases where first_contact_number = '{number}'"))!).Date);

        portal.Clock.Advance(TimeSpan.FromHours(2));
        await officer.GetAsync($"/cases/{number}/placements/end");
        string Shown(string id) => officer.Page.GetElementById(id)!.GetAttribute("value")!;
        await officer.PostAsync($"/cases/{number}/placements/end", ("On", Shown("On")), ("Time", Shown("Time")), ("Reason", "Released"), ("Destination", "OwnHome"));
        Assert.Equal($"/cases/{number}/placements", officer.Path);
        Assert.Equal(DBNull.Value, await portal.ScalarAsync($"select custody_due_at from cases where first_contact_number = '{number}'"));
    }
}
