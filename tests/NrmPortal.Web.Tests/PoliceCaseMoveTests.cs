using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>A police case comes into other hands: who has it from then on sees the track, who had it does not, and what was asked of them follows.</summary>
public sealed class PoliceCaseMoveTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static string Unit(string code) => ReferenceData.IdOf("unit", code).ToString();

    // In the hands of the police alone, with a day in court to come.
    private async Task<(string Case, string Police)> OpenedAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await JusticeStory.FillAsync(caseworker, number, "legal/police-case", ("Input.OpenedOn", Portal.Day(-20)), ("Input.Number", "77/2569"), ("Input.InquiryUnitId", Unit("POL-63")));
        await JusticeStory.CourtAsync(caseworker, number, 10);
        return (number, $"{await portal.ScalarAsync($"select p.id from police_cases p join cases c on c.id = p.case_id where c.nrm_number = '{number}'")}");
    }

    private static (string, string)[] To(string prosecutor, string reason = "The file went to the prosecutor", string inquiry = "POL-63") =>
        [("Input.InquiryUnitId", Unit(inquiry)), ("Input.ProsecutorUnitId", Unit(prosecutor)), ("Input.On", Portal.Day(-1)), ("Input.Reason", reason)];

    private Task<object?> CourtTasksAsync(string number) => portal.ScalarAsync($"select string_agg(u.code || case when t.done_at is null then '' else ' done' end, ', ' order by u.code) from tasks t join units u on u.id = t.to_unit_id join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'AttendCourt' and t.to_role = 'Prosecutor'");

    [Fact]
    public async Task TheProsecutorIsNamed_SeesTheTrack_AndIsAskedForTheDayInCourt_UntilItGoesToAnother()
    {
        var (number, police) = await OpenedAsync();
        var (inquiry, prosecutor, page) = (await portal.VisitAsync("inquiry"), await portal.VisitAsync("prosecutor"), $"/cases/{number}/legal/police-case/{police}/offices");
        Assert.Equal(HttpStatusCode.NotFound, (await prosecutor.GetAsync($"/cases/{number}/legal")).Status);
        Assert.NotNull((await inquiry.GetAsync($"/cases/{number}/legal")).Page.QuerySelector($"main a[href='{page}']"));
        await inquiry.GetAsync(page);
        Assert.Equal(Unit("POL-63"), inquiry.Page.QuerySelector("#Input_InquiryUnitId option[selected]")!.GetAttribute("value"));
        await inquiry.PostAsync(page, To("OAG-63", reason: ""));
        Assert.NotNull(inquiry.Page.QuerySelector("#Input_Reason-error"));
        await inquiry.PostAsync(page, To("POL-63"));
        Assert.Equal(HttpStatusCode.Conflict, inquiry.Status);
        await inquiry.PostAsync(page, To("OAG-63"));
        Assert.Equal($"/cases/{number}/legal", inquiry.Path);
        Assert.Contains("The file went to the prosecutor", inquiry.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await prosecutor.GetAsync($"/cases/{number}/legal")).Status);
        Assert.Contains("77/2569", prosecutor.Text, StringComparison.Ordinal);
        Assert.Equal("OAG-63", await CourtTasksAsync(number));
        Assert.True(await prosecutor.ListsAsync("/notifications", "Your office is named in a police case"));
        Assert.Contains("Name or change the offices of a police case", (await inquiry.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from police_case_moves where position('to the prosecutor'::bytea in why) > 0"));

        await Story.GiveTaskAsync(await portal.VisitAsync("caseworker"), number, "Bring the file", "Demonstration Public Prosecution Office");
        await prosecutor.GetAsync(page);
        await prosecutor.PostAsync(page, To("OAG-10", reason: "The court of Bangkok"));
        Assert.Equal("/cases", prosecutor.Path);
        Assert.Equal(HttpStatusCode.NotFound, (await prosecutor.GetAsync($"/cases/{number}/legal")).Status);
        Assert.Equal("OAG-10, OAG-63 done", await CourtTasksAsync(number));
        Assert.Equal("OAG-10", await portal.ScalarAsync($"select string_agg(u.code, ', ') from tasks t join units u on u.id = t.to_unit_id join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'Written' and t.done_at is null"));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from case_access a join cases c on c.id = a.case_id where c.nrm_number = '{number}' and a.scope = '{Unit("OAG-10")}'"));
    }

    [Theory]
    [InlineData("update police_cases set prosecutor_unit_id = '{OAG-63}' where id = '{police}'", "ck_police_case_move")]
    [InlineData("update police_cases set prosecutor_unit_id = '{NGO-63}' where id = '{police}'", "ck_police_case_hands")]
    [InlineData("update police_cases set inquiry_unit_id = '{MSDHS-63}' where id = '{police}'", "ck_police_case_hands")]
    [InlineData("insert into police_case_moves (id, case_id, police_case_id, moved_on, by_user_id, by_unit_id, at) select gen_random_uuid(), case_id, id, now(), app_user(), app_unit(), now() from police_cases where id = '{police}'", "ck_police_case_move_reason")]
    public async Task TheDatabase_MovesItToNoWrongOffice_AndNotWithoutARecord(string sql, string name)
    {
        var (_, police) = await OpenedAsync();
        var asked = sql.Replace("{police}", police, StringComparison.Ordinal);
        foreach (var code in new[] { "OAG-63", "NGO-63", "MSDHS-63" }) asked = asked.Replace($"{{{code}}}", Unit(code), StringComparison.Ordinal);
        Assert.Equal(name, (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("caseworker", "ProvinceCaseworker", $"set constraints all immediate; {asked}"))).ConstraintName);
    }

    [Fact]
    public async Task AnOfficeThatIsClosed_IsNotNamed_NorByAnOfficeThatHasNoPartInIt()
    {
        var (number, police) = await OpenedAsync();
        var (caseworker, page) = (await portal.VisitAsync("caseworker"), $"/cases/{number}/legal/police-case/{police}/offices");
        await portal.ScalarAsync($"update units set is_active = false where id = '{Unit("OAG-10")}'");
        try
        {
            await caseworker.GetAsync(page);
            await caseworker.PostAsync(page, To("OAG-10"));
            Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("caseworker", "ProvinceCaseworker", $"update police_cases set prosecutor_unit_id = '{Unit("OAG-10")}' where id = '{police}'"));
            Assert.Equal("ck_police_case_office_shut", refused.ConstraintName);
        }
        finally
        {
            await portal.ScalarAsync($"update units set is_active = true where id = '{Unit("OAG-10")}'");
        }

        Assert.Equal(0L, await portal.AsAsync("datip", "DatipReviewer", $"with done as (update police_cases set prosecutor_unit_id = '{Unit("OAG-63")}' where id = '{police}' returning 1) select count(*) from done"));
        Assert.Equal(HttpStatusCode.NotFound, (await caseworker.GetAsync($"/cases/{number}/legal/police-case/{Guid.NewGuid()}/offices")).Status);
    }
}
