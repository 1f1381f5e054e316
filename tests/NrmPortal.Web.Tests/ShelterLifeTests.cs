using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Room, house rules, belongings and the note at departure; how long people stay, and how many places a shelter states.</summary>
public sealed class ShelterLifeTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<string> HousedAsync(string shelterName = "NGO Shelter", string worker = "shelter.ngo")
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number, "Identity");
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, shelterName);
        var shelter = await portal.VisitAsync(worker);
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        return number;
    }

    private static async Task<Visitor> FillAsync(Visitor by, string page, string handler, params (string, string)[] values)
    {
        await by.GetAsync(page);
        return await by.PostFormAsync(by.Page.QuerySelector($"form[action$='handler={handler}']"), $"{page}?handler={handler}", values);
    }

    [Fact]
    public async Task TheShelter_WritesDownHowThePersonLives_AndHandsOverAtDeparture()
    {
        var number = await HousedAsync();
        var (shelter, house) = (await portal.VisitAsync("shelter.ngo"), $"/cases/{number}/daily/house");
        await shelter.GetAsync(house);
        var (day, time) = (shelter.Page.GetElementById("Rules_Day")!.GetAttribute("value")!, shelter.Page.GetElementById("Rules_Time")!.GetAttribute("value")!);
        await FillAsync(shelter, house, "Room", ("Room", ""));
        Assert.NotNull(shelter.Page.GetElementById("Room-error"));
        await FillAsync(shelter, house, "Room", ("Room", "Riverside room 4"));
        Assert.Contains("Riverside room 4", shelter.Text, StringComparison.Ordinal);
        await FillAsync(shelter, house, "Rules", ("Rules.Language", ""));
        foreach (var field in new[] { "Language", "How", "Interpreter" }) Assert.NotNull(shelter.Page.GetElementById($"Rules_{field}-error"));
        await FillAsync(shelter, house, "Rules", Rules("None"));
        Assert.Equal(HttpStatusCode.Conflict, shelter.Status);
        await FillAsync(shelter, house, "Rules", Rules("Phone"));
        Assert.Contains("Asked about visits", shelter.Text, StringComparison.Ordinal);
        await FillAsync(shelter, house, "Keep", ("What", "A silver ring"));
        await FillAsync(shelter, house, "Keep", ("What", "A telephone"));
        var form = shelter.Page.QuerySelectorAll("form[action$='handler=Return']")[0];
        await shelter.PostFormAsync(form, $"{house}?handler=Return");
        Assert.Single(shelter.Page.QuerySelectorAll("form[action$='handler=Return']"));
        await shelter.PostFormAsync(form, $"{house}?handler=Return", ("_key", Guid.CreateVersion7().ToString()));
        Assert.Equal(HttpStatusCode.Conflict, shelter.Status);

        // The departure asks for the note, which then counts what is still kept.
        Assert.Contains("No exit note has been written", (await shelter.GetAsync($"/cases/{number}/placements/end")).Text, StringComparison.Ordinal);
        await Story.Then(shelter, $"/cases/{number}/daily/exit", "", ("Note", ""));
        Assert.NotNull(shelter.Page.GetElementById("Note-error"));
        await Story.Then(shelter, $"/cases/{number}/daily/exit", "", ("Note", "Sleeps well; the clinic on Monday"));
        Assert.Contains("Sleeps well; the clinic on Monday", shelter.Text, StringComparison.Ordinal);
        Assert.Contains("Belongings still kept: 1", shelter.Text, StringComparison.Ordinal);
        await shelter.GetAsync($"/cases/{number}/daily/exit");
        await shelter.PostAsync($"/cases/{number}/daily/exit", ("Note", "Again"));
        Assert.Equal(HttpStatusCode.Conflict, shelter.Status);

        // Who reads the plan reads it; others who see the case read none of it.
        var caseworker = await portal.VisitAsync("caseworker");
        Assert.Contains("Sleeps well", (await caseworker.GetAsync($"/cases/{number}/daily")).Text, StringComparison.Ordinal);
        await caseworker.GetAsync(house);
        foreach (var said in new[] { "Riverside room 4", "A silver ring" }) Assert.Contains(said, caseworker.Text, StringComparison.Ordinal);
        var officer = await portal.VisitAsync("officer.immigration");
        foreach (var page in new[] { house, $"/cases/{number}/daily" })
        {
            await officer.GetAsync(page);
            foreach (var said in new[] { "Riverside", "silver ring", "Sleeps well", "visits" }) Assert.DoesNotContain(said, officer.Text, StringComparison.Ordinal);
        }

        foreach (var (table, column, word) in new[] { ("shelter_rooms", "room", "Riverside"), ("belongings", "what", "silver"), ("exit_notes", "text", "clinic"), ("rules_explained", "note", "visits") })
        {
            Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from {table} where position('{word}'::bytea in {column}) > 0"));
            Assert.Equal((table, 0L), (table, await portal.AsAsync("officer.immigration", "FrontlineOfficer", $"select count(*) from {table}")));
            Assert.NotEqual((table, 0L), (table, await portal.AsAsync("shelter.ngo", "ShelterWorker", $"select count(*) from {table}")));
        }

        var history = (await caseworker.GetAsync($"/cases/{number}/history")).Text;
        foreach (var title in new[] { "Record the room", "Explain the house rules", "Keep something for the person", "Give back what was kept", "Write the exit note" }) Assert.Contains(title, history, StringComparison.Ordinal);

        (string, string)[] Rules(string interpreter) => [("Rules.Language", "my"), ("Rules.How", "Spoken"), ("Rules.Interpreter", interpreter), ("Rules.Day", day), ("Rules.Time", time), ("Rules.Note", "Asked about visits")];
    }

    // Who records the departure need not be the shelter, which may still be writing its note.
    [Theory]
    [InlineData("shelter.ngo", false, false)]
    [InlineData("caseworker", false, false)]
    [InlineData("shelter.ngo", true, true)]
    [InlineData("shelter.ngo", true, false)]
    public async Task AnyDeparture_LeavesTheShelterDaysForWhatIsNotHandedOver_AndNoneWhereNothingIsLeft(string leaver, bool noted, bool kept)
    {
        var number = await HousedAsync();
        var (shelter, exit, left) = (await portal.VisitAsync("shelter.ngo"), $"/cases/{number}/daily/exit", !noted || kept);
        if (kept) await FillAsync(shelter, $"/cases/{number}/daily/house", "Keep", ("What", "A silver ring"));
        if (noted) await Story.Then(shelter, exit, "", ("Note", "Sleeps well"));
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        var (by, end) = (await portal.VisitAsync(leaver), $"/cases/{number}/placements/end");
        await by.GetAsync(end);
        string Shown(string id) => by.Page.GetElementById(id)!.GetAttribute("value")!;
        await by.PostAsync(end, ("On", Shown("On")), ("Time", Shown("Time")), ("Reason", "OwnWish"), ("Destination", "Unknown"));
        Assert.Equal((HttpStatusCode.OK, left ? $"/cases/{number}/placements" : "/home"), (by.Status, by.Path));
        Assert.Equal(left, !by.Text.Contains("your part in that case has ended", StringComparison.Ordinal));
        Assert.Equal("Completed", await portal.ScalarAsync($"select r.state from referrals r join cases c on c.id = r.case_id where c.nrm_number = '{number}'"));
        Task<object?> Asked(string done) => portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'HandOverAfterStay' and t.to_unit_id = '{ReferenceData.IdOf("unit", "SHN-63")}' and t.done_at is {done}");
        Assert.Equal(left ? 1L : 0L, await Asked("null"));
        Assert.Equal(left ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await shelter.GetAsync($"/cases/{number}")).Status);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
        if (!left) return;

        // The core alone: what was shared ended with the stay.
        Assert.Equal(0L, await portal.AsAsync("shelter.ngo", "ShelterWorker", $"select count(*) from person_identities i join cases c on c.id = i.case_id where c.nrm_number = '{number}'"));
        Assert.Contains("The person left this shelter", (await shelter.GetAsync($"/cases/{number}/daily")).Text, StringComparison.Ordinal);
        if (!noted)
        {
            await Story.Then(shelter, exit, "", ("Note", "Went with a friend at night"));
            Assert.Contains("Went with a friend at night", shelter.Text, StringComparison.Ordinal);
        }

        if (kept) await FillAsync(shelter, $"/cases/{number}/daily/house", "Return");
        Assert.Equal(HttpStatusCode.OK, shelter.Status);
        var task = await portal.ScalarAsync($"select t.id from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'HandOverAfterStay'");
        await Story.Then(shelter, $"/cases/{number}/tasks/{task}", "Finish", ("Note", "Handed over"));
        Assert.Equal(1L, await Asked("not null"));
        portal.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("shelter.ngo")).GetAsync($"/cases/{number}")).Status);
    }

    [Theory]
    [InlineData("officer.immigration", "FrontlineOfficer", "insert into shelter_rooms (id, case_id, placement_id, room, by_user_id, by_unit_id, at) select gen_random_uuid(), case_id, id, '\\x00', app_user(), app_unit(), now() from placements")] // may not
    [InlineData("shelter.ngo", "ShelterWorker", "insert into exit_notes (id, case_id, placement_id, text, still_kept, by_user_id, by_unit_id, at) select gen_random_uuid(), case_id, id, '\\x00', 0, gen_random_uuid(), app_unit(), now() from placements")] // in another's name
    [InlineData("shelter.police", "ShelterWorker", "insert into belongings (id, case_id, placement_id, what, by_user_id, by_unit_id, at) select gen_random_uuid(), '{case}', '{placement}', '\\x00', app_user(), app_unit(), now()")] // does not see it
    [InlineData("shelter.police", "ShelterWorker", "insert into place_pools (id, shelter_id, kind, places, stated_at, stated_by_user_id) select gen_random_uuid(), id, 'Men', 9, now(), app_user() from shelters where unit_id <> app_unit() limit 1")] // another's shelter
    [InlineData("caseworker", "ProvinceCaseworker", "insert into place_pools (id, shelter_id, kind, places, stated_at, stated_by_user_id) select gen_random_uuid(), id, 'Men', 9, now(), app_user() from shelters limit 1")]
    public async Task TheDatabase_LetsNobodyWriteForAShelterThatIsNotTheirs(string user, string role, string sql)
    {
        var number = await HousedAsync();
        var (id, placement) = (await portal.ScalarAsync($"select id from cases where nrm_number = '{number}'"), await portal.ScalarAsync($"select p.id from placements p join cases c on c.id = p.case_id where c.nrm_number = '{number}'"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync(user, role, sql.Replace("{case}", id!.ToString(), StringComparison.Ordinal).Replace("{placement}", placement!.ToString(), StringComparison.Ordinal)));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task ALongStay_IsOnTheSheltersList_WithItsSetting_AndNotOnAnothers()
    {
        var number = await HousedAsync();
        var shelter = await portal.VisitAsync("shelter.ngo");
        await shelter.GetAsync("/directory/SHN-63/places");
        Assert.DoesNotContain(number, shelter.Text, StringComparison.Ordinal);
        await portal.ScalarAsync($"update placements p set arrived_at = arrived_at - interval '200 days' from cases c where c.id = p.case_id and c.nrm_number = '{number}'");
        await shelter.GetAsync("/directory/SHN-63/places");
        foreach (var said in new[] { number, "200 days", "Longer than 180 days", "Long stay in a shelter" }) Assert.Contains(said, shelter.Text, StringComparison.Ordinal);
        Assert.Contains(number, (await (await portal.VisitAsync("datip")).GetAsync("/directory/SHN-63/places")).Text, StringComparison.Ordinal);
        var other = await portal.VisitAsync("shelter.police");
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/directory/SHN-63/places")).Status);
        Assert.Equal(0L, await portal.AsAsync("shelter.police", "ShelterWorker", $"select here + ended from stays_of_shelter('{ReferenceData.IdOf("shelter", "SHN-63")}', now())"));
        Assert.True((long)(await portal.AsAsync("shelter.ngo", "ShelterWorker", $"select here from stays_of_shelter('{ReferenceData.IdOf("shelter", "SHN-63")}', now())"))! > 0);
    }

    [Fact]
    public async Task TheAverageStay_IsOfThoseWhoLeft_AndOfThoseWhoLiveThere()
    {
        var (left, lives) = (await HousedAsync("Police Shelter", "shelter.police"), await HousedAsync("Police Shelter", "shelter.police"));
        var (shelter, now) = (await portal.VisitAsync("shelter.police"), portal.Clock.GetUtcNow());
        Task<object?> Set(string number, string what) => portal.ScalarAsync($"update placements p set {what} from cases c where c.id = p.case_id and c.nrm_number = '{number}'");
        await Set(left, $"arrived_at = timestamptz '{now:O}' - interval '30 days', ended_at = timestamptz '{now:O}' - interval '18 days'");
        await Set(lives, $"arrived_at = timestamptz '{now:O}' - interval '41 days'");
        var figures = $"from stays_of_shelter('{ReferenceData.IdOf("shelter", "SHP-10")}', '{now:O}')";
        Assert.Equal((1L, 1L), ((long)(await portal.AsAsync("shelter.police", "ShelterWorker", $"select ended {figures}"))!, (long)(await portal.AsAsync("shelter.police", "ShelterWorker", $"select here {figures}"))!));
        Assert.Equal((12d, 41d), ((double)(await portal.AsAsync("shelter.police", "ShelterWorker", $"select ended_days {figures}"))!, (double)(await portal.AsAsync("shelter.police", "ShelterWorker", $"select here_days {figures}"))!));
        await shelter.GetAsync("/directory/SHP-10/places");
        var rows = shelter.Page.QuerySelectorAll(".govuk-summary-list__row").Select(r => string.Join(' ', r.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Contains(rows, r => r.StartsWith("Average stay of those who left within a year (1 people)", StringComparison.Ordinal) && r.EndsWith("12 days", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.StartsWith("Average stay so far of those who live here (1 people)", StringComparison.Ordinal) && r.EndsWith("41 days", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AShelter_StatesItsPlaces_WhichThenCount()
    {
        var shelter = await portal.VisitAsync("shelter.msdhs2");
        const string Page = "/directory/SHM-65/places/state";
        Assert.Contains("Not stated", (await shelter.GetAsync(Page)).Text, StringComparison.Ordinal);
        await shelter.PostAsync(Page, ("Input.Number", ""));
        foreach (var field in new[] { "Kind", "Number" }) Assert.NotNull(shelter.Page.GetElementById($"Input_{field}-error"));
        var sum = (int)(await portal.ScalarAsync($"select places from shelters where id = '{ReferenceData.IdOf("shelter", "SHM-65")}'"))!;
        var men = (int)(await portal.ScalarAsync($"select places from place_pools where shelter_id = '{ReferenceData.IdOf("shelter", "SHM-65")}' and kind = 'Men'"))!;
        await shelter.GetAsync(Page);
        await shelter.PostAsync(Page, ("Input.Kind", "Men"), ("Input.Number", $"{men + 3}"));
        Assert.Equal("/directory/SHM-65/places", shelter.Path);
        await shelter.GetAsync(Page);
        await shelter.PostAsync(Page, ("Input.Kind", "Women"), ("Input.Number", "2"));
        Assert.Equal(sum + 5, await portal.ScalarAsync($"select places from shelters where id = '{ReferenceData.IdOf("shelter", "SHM-65")}'"));
        await portal.ScalarAsync($"update place_pools set held = 2 where shelter_id = '{ReferenceData.IdOf("shelter", "SHM-65")}' and kind = 'Women'");
        await shelter.GetAsync(Page);
        await shelter.PostAsync(Page, ("Input.Kind", "Women"), ("Input.Number", "1"));
        Assert.Equal(HttpStatusCode.Conflict, shelter.Status);
        Assert.NotNull(shelter.Page.GetElementById("Input_Number-error"));
        Assert.Equal(HttpStatusCode.NotFound, (await shelter.GetAsync("/directory/SHN-63/places/state")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await portal.VisitAsync("caseworker")).GetAsync(Page)).Status);
    }
}
