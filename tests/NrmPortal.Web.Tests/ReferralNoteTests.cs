using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>What the two sides of a referral write to each other, and DATIP's calls: who reads it, over HTTP and in the database itself.</summary>
public sealed class ReferralNoteTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static string Unit(string code) => ReferenceData.IdOf("unit", code).ToString();

    private async Task<(string Case, string Referral, string Notes)> ServiceAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var referral = await Story.ReferToServiceAsync(await portal.VisitAsync("caseworker"), number, "LegalAid", "MOJ-63", "Justice");
        return (number, referral, $"/referrals/{referral}/notes");
    }

    private async Task<(string Case, string Referral, string Notes)> PlaceAsync(bool approved = true)
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number);
        if (approved) await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        return (number, referral, $"/referrals/{referral}/notes");
    }

    private static async Task AnswerAsync(Visitor by, string notes, string text)
    {
        await by.GetAsync(notes);
        var form = by.Page.QuerySelectorAll("form[action*=Answer]")[0];
        await by.PostFormAsync(form, $"{notes}?handler=Answer", ("Text", text));
    }

    private Task<object?> CountAsync(string user, string role, string table, string referral) =>
        portal.AsAsync(user, role, $"select count(*) from {table} n join referrals r on r.id = n.referral_id where r.number = '{referral}'");

    [Fact]
    public async Task AskedBack_Answered_Reported_AndHandedOver_InTheSightOfBothSides()
    {
        var (number, referral, notes) = await ServiceAsync();
        var (justice, caseworker) = (await portal.VisitAsync("justice"), await portal.VisitAsync("caseworker"));
        await Story.Then(justice, notes, "Ask", ("Text", " "));
        Assert.Equal(HttpStatusCode.Conflict, justice.Status);
        Assert.NotNull(justice.Page.GetElementById("Text-error"));
        await Story.Then(justice, notes, "Ask", ("Text", "Is an interpreter needed?"));
        Assert.True(await caseworker.ListsAsync("/notifications", "The receiver of a referral asks back"));
        await AnswerAsync(caseworker, notes, "Burmese, in the morning");
        Assert.Contains("Is an interpreter needed?", caseworker.Text, StringComparison.Ordinal);
        Assert.True(await justice.ListsAsync("/notifications", "A question about a referral has an answer"));
        Assert.Contains("Burmese, in the morning", (await justice.GetAsync(notes)).Text, StringComparison.Ordinal);

        // Nothing to report before it was taken on, nothing to ask after.
        await justice.PostAsync($"{notes}?handler=Report", ("Text", "Too early"));
        Assert.Equal(HttpStatusCode.Conflict, justice.Status);
        await Story.Then(justice, $"/referrals/{referral}/service", "TakeOn");
        await Story.Then(justice, notes, "Report", ("Text", "First advice given"));
        await justice.PostAsync($"{notes}?handler=Ask", ("Text", "Too late"));
        Assert.Equal(HttpStatusCode.Conflict, justice.Status);
        await Story.Then(justice, $"/referrals/{referral}/service", "Finish", ("Reason", "A lawyer goes on"));
        await caseworker.GetAsync(notes);
        foreach (var said in new[] { "First advice given", "A lawyer goes on" }) Assert.Contains(said, caseworker.Text, StringComparison.Ordinal);

        // Closed: nobody writes any more.
        await justice.GetAsync("/account/two-factor");
        await justice.PostAsync($"{notes}?handler=Report", ("Text", "Afterwards"));
        Assert.Equal(HttpStatusCode.Conflict, justice.Status);
        var history = (await caseworker.GetAsync($"/cases/{number}/history")).Text;
        foreach (var title in new[] { "asked back", "was answered", "reported progress" }) Assert.Contains(title, history, StringComparison.Ordinal);
        Assert.DoesNotContain("interpreter needed", history, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from referral_notes where position('interpreter'::bytea in text) > 0"));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from (select sequence - row_number() over (partition by case_id order by sequence) as gap from case_events) s where gap <> 0"));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from cases c where event_count <> (select max(sequence) from case_events e where e.case_id = c.id)"));
    }

    [Fact]
    public async Task AfterATransfer_QuestionAndReport_AreToldToTheOfficeThatHasTheCase_AsWellAsToTheSender()
    {
        var (number, referral, notes) = await PlaceAsync();
        await Story.ProposeTransferAsync(await portal.VisitAsync("caseworker"), number, "NGO-63");
        await Story.Then(await portal.VisitAsync("ngo"), $"/transfers/{await portal.ScalarAsync($"select id from case_transfers where case_number = '{number}'")}", "Accept");
        var shelter = await portal.VisitAsync("shelter.ngo");
        await Story.Then(shelter, notes, "Ask", ("Text", "Are there stairs?"));
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        await Story.Then(shelter, notes, "Report", ("Text", "Arrives tomorrow"));
        foreach (var code in new[] { "ReferralAsked", "ReferralReported", "ReferralAccepted" })
            Assert.Equal((code, "IMM-63 NGO-63"), (code, await portal.ScalarAsync($"select string_agg(u.code, ' ' order by u.code) from notices n join units u on u.id = n.to_unit_id where n.code = '{code}' and n.parameters ->> 'referral' = '{referral}'")));
    }

    [Fact]
    public async Task AShelterThatDeclined_ReadsNothingMore_AndTheNextOneNotWhatItAsked()
    {
        var (_, referral, notes) = await PlaceAsync();
        var shelter = await portal.VisitAsync("shelter.ngo");
        await Story.Then(shelter, notes, "Ask", ("Text", "Are there stairs?"));
        await AnswerAsync(await portal.VisitAsync("officer.immigration"), notes, "A wheelchair is used");
        Assert.Equal(2L, await CountAsync("shelter.ngo", "ShelterWorker", "referral_notes", referral));
        await Story.Then(shelter, $"/referrals/{referral}", "Decline", ("Reason", "No lift"));
        Assert.Equal(HttpStatusCode.NotFound, (await shelter.GetAsync(notes)).Status);
        await shelter.GetAsync("/account/two-factor");
        Assert.Equal(HttpStatusCode.NotFound, (await shelter.PostAsync($"{notes}?handler=Ask", ("Text", "Still there?"))).Status);
        Assert.Equal(0L, await CountAsync("shelter.ngo", "ShelterWorker", "referral_notes", referral));

        // Asked of another one.
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        var unit = datip.Page.QuerySelectorAll("button[name=UnitId]").Select(b => b.GetAttribute("value")!).First(v => v == Unit("SHP-10"));
        await Story.Then(datip, $"/referrals/{referral}", "Approve", ("UnitId", unit), ("Reason", "It has a place now"));
        var next = await portal.VisitAsync("shelter.police");
        await next.GetAsync(notes);
        Assert.Equal(HttpStatusCode.OK, next.Status);
        Assert.DoesNotContain("stairs", next.Text, StringComparison.Ordinal);
        await Story.Then(next, notes, "Ask", ("Text", "How long?"));
        Assert.Equal(1L, await CountAsync("shelter.police", "ShelterWorker", "referral_notes", referral));
        // The sender reads both, and answers whom it concerns now.
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync(notes);
        foreach (var asked in new[] { "Are there stairs?", "How long?" }) Assert.Contains(asked, officer.Text, StringComparison.Ordinal);
        Assert.Single(officer.Page.QuerySelectorAll("form[action*=Answer]"));
    }

    [Fact]
    public async Task WhoeverSeesTheReferral_AndStandsOnNeitherSide_ReadsNoneOfIt()
    {
        var (number, referral, notes) = await PlaceAsync();
        await Story.Then(await portal.VisitAsync("shelter.ngo"), notes, "Ask", ("Text", "Does she smoke?"));
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Aiyakarn");
        var prosecutor = await portal.VisitAsync("prosecutor");
        Assert.Equal(HttpStatusCode.OK, (await prosecutor.GetAsync($"/referrals/{referral}")).Status);
        Assert.Empty(prosecutor.Page.QuerySelectorAll("a[href$='/notes']"));
        Assert.Equal(HttpStatusCode.NotFound, (await prosecutor.GetAsync(notes)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("ngo")).GetAsync(notes)).Status);
        foreach (var (user, role) in new[] { ("prosecutor", "Prosecutor"), ("mdt", "MdtMember"), ("ngo", "NgoCaseworker"), ("shelter.police", "ShelterWorker"), ("officer.police", "FrontlineOfficer") })
            Assert.Equal((user, 0L), (user, await CountAsync(user, role, "referral_notes", referral)));
        // The office that owns the case, the one that answers for the province, DATIP, and the receiver.
        foreach (var (user, role) in new[] { ("officer.immigration", "FrontlineOfficer"), ("caseworker", "ProvinceCaseworker"), ("datip", "DatipReviewer"), ("shelter.ngo", "ShelterWorker") })
            Assert.Equal((user, 1L), (user, await CountAsync(user, role, "referral_notes", referral)));
    }

    [Theory]
    [InlineData("caseworker", "ProvinceCaseworker", "'Question', '{unit}', null")] // in the receiver's place
    [InlineData("shelter.ngo", "ShelterWorker", "'Answer', '{unit}', (select id from referral_notes where kind = 'Question' limit 1)")] // its own answer
    [InlineData("shelter.ngo", "ShelterWorker", "'Progress', '{unit}', null")] // not accepted yet
    [InlineData("shelter.police", "ShelterWorker", "'Question', '{unit}', null")]
    [InlineData("caseworker", "ProvinceCaseworker", "'Answer', '{unit}', gen_random_uuid()")] // no such question
    [InlineData("officer.police", "FrontlineOfficer", "'Answer', '{unit}', null")]
    public async Task TheDatabase_LetsNobodyWriteForAnother(string user, string role, string values)
    {
        var (_, referral, notes) = await PlaceAsync();
        await Story.Then(await portal.VisitAsync("shelter.ngo"), notes, "Ask", ("Text", "A question"));
        Assert.Equal(1L, await CountAsync("shelter.ngo", "ShelterWorker", "referral_notes", referral));
        var sql = $"insert into referral_notes (id, referral_id, case_id, text, by_user_id, by_unit_id, at, kind, with_unit_id, reply_to_id) select gen_random_uuid(), r.id, r.case_id, '\\x00', app_user(), app_unit(), now(), {values.Replace("{unit}", Unit("SHN-63"), StringComparison.Ordinal)} from (select '{await portal.ScalarAsync($"select id from referrals where number = '{referral}'")}'::uuid as id, '{await portal.ScalarAsync($"select case_id from referrals where number = '{referral}'")}'::uuid as case_id) r";
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync(user, role, sql))).SqlState);
    }

    [Fact]
    public async Task DatipsCalls_StandBesideTheSearch_AndAreItsOwn()
    {
        var (_, referral, _) = await PlaceAsync(approved: false);
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        var calls = datip.Page.QuerySelectorAll("a[href*='/calls?unit=']").Select(a => a.GetAttribute("href")!).First(h => h.EndsWith(Unit("SHN-63"), StringComparison.Ordinal));
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await datip.GetAsync(calls);
        Assert.Equal(Unit("SHN-63"), datip.Page.QuerySelector("#Input_UnitId option[selected]")?.GetAttribute("value"));
        await CallAsync(("Input.UnitId", ""), ("Input.Answer", "HasNoPlace"));
        Assert.NotNull(datip.Page.GetElementById("Input_UnitId-error"));
        await CallAsync(("Input.UnitId", Unit("SHN-63")), ("Input.Answer", "HasNoPlace"));
        Assert.NotNull(datip.Page.GetElementById("Input_SpokeTo-error"));
        await CallAsync(("Input.UnitId", Unit("SHN-63")), ("Input.Answer", "HasNoPlace"), ("Input.SpokeTo", "The officer on duty"));
        Assert.NotNull(datip.Page.GetElementById("Input_Reason-error"));
        await CallAsync(("Input.UnitId", Unit("SHN-63")), ("Input.Answer", "HasNoPlace"), ("Input.SpokeTo", "The officer on duty"), ("Input.Reason", "Full until Friday"));
        foreach (var said in new[] { "NGO Shelter", "The officer on duty", "Has no place", "Full until Friday", "Phijarana" }) Assert.Contains(said, datip.Text, StringComparison.Ordinal);
        Assert.Contains("Has no place", (await datip.GetAsync($"/referrals/{referral}")).Text, StringComparison.Ordinal);
        // The first call begins the review; the limit of DATIP's decision runs on.
        Assert.Equal("UnderReview ReferralDecisionNormal", await portal.ScalarAsync($"select state || ' ' || due_clock from referrals where number = '{referral}'"));

        var officer = await portal.VisitAsync("officer.immigration");
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync($"/referrals/{referral}/calls")).Status);
        Assert.DoesNotContain("Full until Friday", (await officer.GetAsync($"/referrals/{referral}")).Text, StringComparison.Ordinal);
        Assert.Equal(0L, await CountAsync("officer.immigration", "FrontlineOfficer", "place_calls", referral));
        Assert.Equal(1L, await CountAsync("datip.coordinator", "DatipCoordinator", "place_calls", referral));
        foreach (var sql in new[] { "update place_calls set answer = 'TakesThePerson'", "delete from place_calls", "update referral_notes set text = null", "delete from referral_notes" })
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("datip", "DatipReviewer", sql))).SqlState);
        var forged = $"insert into place_calls (id, referral_id, case_id, unit_id, called_at, answer, by_user_id, at) select gen_random_uuid(), id, case_id, from_unit_id, now(), 'NotReached', app_user(), now() from referrals where number = '{referral}'";
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("officer.immigration", "FrontlineOfficer", forged))).SqlState);

        await Story.Then(officer, $"/referrals/{referral}/sender", "Withdraw", ("Reason", "Stays with an aunt"));
        await datip.GetAsync("/account/two-factor");
        await datip.PostAsync($"/referrals/{referral}/calls", ("Input.UnitId", Unit("SHN-63")), ("Input.Answer", "CallsBack"));
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);

        Task<Visitor> CallAsync(params (string Name, string Value)[] values)
        {
            string Shown(string id) => datip.Page.GetElementById(id)!.GetAttribute("value")!;
            return datip.PostAsync(calls, [("Input.Day", Shown("Input_Day")), ("Input.Time", Shown("Input_Time")), .. values]);
        }
    }
}
