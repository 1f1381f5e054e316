using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>The legal track put right and brought to an end, and the person's right to compensation told.</summary>
public sealed class LegalEndTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<string> OpenedAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await JusticeStory.OpenAsync(await portal.VisitAsync("caseworker"), number);
        return number;
    }

    private Task<object?> PoliceCaseAsync(string number) => portal.ScalarAsync($"select p.id from police_cases p join cases c on c.id = p.case_id where c.nrm_number = '{number}'");

    [Fact]
    public async Task AfterTheEnd_ItsOfficesSeeTheTrackNoMore_AndWhatNeverWasIsNotCounted()
    {
        var number = await OpenedAsync();
        var (caseworker, prosecutor) = (await portal.VisitAsync("caseworker"), await portal.VisitAsync("prosecutor"));
        var end = (await prosecutor.GetAsync($"/cases/{number}/legal")).Page.QuerySelector("main a[href$='/end']")!.GetAttribute("href")!;
        await prosecutor.GetAsync(end);
        await prosecutor.PostAsync(end, ("Input.Ended", "WronglyRecorded"), ("Input.Reason", ""));
        Assert.NotNull(prosecutor.Page.QuerySelector("#Input_Reason-error"));
        await prosecutor.PostAsync(end, ("Input.Ended", "WronglyRecorded"), ("Input.Reason", "It is about somebody else"));
        Assert.Equal((HttpStatusCode.OK, "/cases"), (prosecutor.Status, prosecutor.Path));
        foreach (var office in new[] { "prosecutor", "inquiry" })
            Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync(office)).GetAsync($"/cases/{number}/legal")).Status);
        await caseworker.GetAsync($"/cases/{number}/legal");
        Assert.Contains("It is about somebody else", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains("No police case", caseworker.Page.QuerySelector("main .govuk-tag")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(DBNull.Value, await portal.ScalarAsync($"select police_case_on from cases where nrm_number = '{number}'"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'TellCompensationRight' and t.done_at is null"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from police_cases where position('somebody else'::bytea in end_reason) > 0"));
        Assert.Contains("Wrongly recorded", (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        await caseworker.GetAsync(end);
        await caseworker.PostAsync(end, ("Input.Ended", "Finished"), ("Input.Reason", "Twice"));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await caseworker.GetAsync($"/cases/{number}/legal/police-case/{Guid.NewGuid()}/end")).Status);
    }

    [Fact]
    public async Task WhatWasWrong_IsStruckOut_AndTheVerdictThatStandsIsTheOneThatCounts()
    {
        var number = await OpenedAsync();
        var prosecutor = await portal.VisitAsync("prosecutor");
        await JusticeStory.ChargeAsync(prosecutor, number);
        foreach (var (kind, day) in new[] { ("ProsecutionOrdered", -10), ("Indicted", -9) }) await JusticeStory.StepAsync(prosecutor, number, kind, day, "prosecution");
        await JusticeStory.VerdictAsync(prosecutor, number, -3);
        var right = (await prosecutor.GetAsync($"/cases/{number}/legal")).Page.QuerySelector("main a[href*='/verdict?corrects=']")!.GetAttribute("href")!;
        await prosecutor.GetAsync(right);
        Assert.Equal("Convicted", prosecutor.Page.QuerySelector("input[name='Input.Outcome'][checked]")!.GetAttribute("value"));
        var charge = prosecutor.Page.QuerySelector("input[name='Input.ChargeId']")!.GetAttribute("value")!;
        (string, string)[] acquitted = [("Corrects", right[(right.IndexOf('=', StringComparison.Ordinal) + 1)..]), ("Input.ChargeId", charge), ("Input.Court", "FirstInstance"), ("Input.Outcome", "Acquitted"), ("Input.On", Portal.Day(-3))];
        await prosecutor.PostAsync($"/cases/{number}/legal/verdict", acquitted);
        Assert.NotNull(prosecutor.Page.QuerySelector("#Why-error"));
        await prosecutor.PostAsync($"/cases/{number}/legal/verdict", [.. acquitted, ("Why", "The other accused was convicted")]);
        Assert.Equal($"/cases/{number}/legal", prosecutor.Path);
        Assert.Contains("Convicted", prosecutor.Page.QuerySelector("main table s")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Acquitted 1", prosecutor.Page.QuerySelector("main dl")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Convicted 1", prosecutor.Page.QuerySelector("main dl")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The other accused", prosecutor.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await JusticeStory.VerdictAsync(prosecutor, number, -2)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await prosecutor.GetAsync(right)).Status);

        // A charge, and a step, in the same way; by whoever may record it.
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"/cases/{number}/legal");
        Assert.Null(caseworker.Page.QuerySelector("main a[href*='/verdict?corrects=']"));
        var wrong = caseworker.Page.QuerySelector("main a[href*='/charge?corrects=']")!.GetAttribute("href")!;
        await caseworker.GetAsync(wrong);
        await caseworker.PostAsync(wrong, ("Corrects", charge), ("Why", "The day was wrong"), ("Input.PoliceCaseId", caseworker.Page.QuerySelector("select[name='Input.PoliceCaseId'] option")!.GetAttribute("value")!), ("Input.Offence", "s6"), ("Input.On", Portal.Day(-16)));
        Assert.Equal(2, caseworker.Page.QuerySelectorAll("main table tbody tr").Length);
        Assert.Contains("Acquitted 1", caseworker.Page.QuerySelector("main dl")!.TextContent, StringComparison.Ordinal);
        var step = (await prosecutor.GetAsync($"/cases/{number}/legal")).Page.QuerySelectorAll("main a[href*='/prosecution?corrects=']")[0].GetAttribute("href")!;
        await prosecutor.GetAsync(step);
        await prosecutor.PostAsync(step, ("Corrects", step[(step.IndexOf('=', StringComparison.Ordinal) + 1)..]), ("Why", "A day later"), ("Input.Kind", "ProsecutionOrdered"), ("Input.On", Portal.Day(-9)));
        Assert.Equal($"/cases/{number}/legal", prosecutor.Path);
        Assert.NotNull(prosecutor.Page.QuerySelector("main li s"));
    }

    [Fact]
    public async Task WhatWasAMistake_IsStruckOutWithItsReason_AndASuspectKeepsTheNumberAndTheCharge()
    {
        var number = await OpenedAsync();
        var (inquiry, caseworker) = (await portal.VisitAsync("inquiry"), await portal.VisitAsync("caseworker"));
        foreach (var name in new[] { "Somebody", "Nobody" }) await JusticeStory.FillAsync(inquiry, number, "legal/suspect", ("Input.Role", "Recruiter"), ("Input.Relation", "Friend"), ("Input.Name", name));
        var page = $"/cases/{number}/legal";
        async Task<string> DoorAsync(Visitor by, string form, int which = 0) => (await by.GetAsync(page)).Page.QuerySelectorAll($"main a[href*='/{form}?corrects=']")[which].GetAttribute("href")!;
        await inquiry.GetAsync($"{page}/charge");
        var (police, suspect) = (inquiry.Page.QuerySelector("select[name='Input.PoliceCaseId'] option")!.GetAttribute("value")!, inquiry.Page.QuerySelectorAll("select[name='Input.SuspectId'] option")[1].GetAttribute("value")!);
        await inquiry.PostAsync($"{page}/charge", ("Input.PoliceCaseId", police), ("Input.Offence", "s6"), ("Input.SuspectId", suspect), ("Input.On", Portal.Day(-10)));

        var wrong = await DoorAsync(inquiry, "suspect");
        await inquiry.GetAsync(wrong);
        Assert.Equal("Somebody", inquiry.Page.QuerySelector("input[name='Input.Name']")!.GetAttribute("value"));
        (string, string)[] other = [("Corrects", suspect), ("Input.Role", "Employer"), ("Input.Relation", "Employer"), ("Input.Name", "Somebody else")];
        await inquiry.PostAsync(wrong, [.. other, ("Why", "")]);
        Assert.NotNull(inquiry.Page.QuerySelector("#Why-error"));
        await inquiry.PostAsync(wrong, [.. other, ("Why", "The passport says so")]);
        Assert.Equal(page, inquiry.Path);
        Assert.Contains("Somebody", inquiry.Page.QuerySelector("main table:last-of-type")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, inquiry.Page.QuerySelectorAll("main td").Count(c => c.TextContent.Contains("Somebody", StringComparison.Ordinal)));

        // Whoever reads no suspects puts the charge right without losing whom it is against.
        var charge = await DoorAsync(caseworker, "charge");
        Assert.DoesNotContain("Somebody", caseworker.Text, StringComparison.Ordinal);
        await caseworker.GetAsync(charge);
        Assert.Null(caseworker.Page.QuerySelector("select[name='Input.SuspectId']"));
        await caseworker.PostAsync(charge, ("Corrects", charge[(charge.IndexOf('=', StringComparison.Ordinal) + 1)..]), ("Why", "The day was wrong"), ("Input.PoliceCaseId", police), ("Input.Offence", "s6"), ("Input.On", Portal.Day(-9)));
        Assert.Equal(2, (await inquiry.GetAsync(page)).Page.QuerySelectorAll("main table tbody td").Count(c => c.TextContent.Trim() == "No. 1"));

        async Task StrikeAsync(string door, string why) => await inquiry.PostAsync(door[..door.IndexOf('?', StringComparison.Ordinal)] + "?handler=Strike", ("Corrects", door[(door.IndexOf('=', StringComparison.Ordinal) + 1)..]), ("Why", why));
        // Named by a charge that stands: the charge first.
        var named = await DoorAsync(inquiry, "suspect");
        await inquiry.GetAsync(named);
        await StrikeAsync(named, "It was not them");
        Assert.Equal(HttpStatusCode.Conflict, inquiry.Status);
        Assert.Contains("A charge names this suspect", inquiry.Text, StringComparison.Ordinal);
        foreach (var form in new[] { "charge", "suspect", "suspect" })
        {
            var door = await DoorAsync(inquiry, form);
            await inquiry.GetAsync(door);
            Assert.NotNull(inquiry.Page.QuerySelector("button[formaction*='handler=Strike']"));
            await StrikeAsync(door, " ");
            Assert.NotNull(inquiry.Page.QuerySelector("#Why-error"));
            await StrikeAsync(door, "It was not them");
            Assert.Equal((HttpStatusCode.OK, page), (inquiry.Status, inquiry.Path));
            Assert.Equal(HttpStatusCode.NotFound, (await inquiry.GetAsync(door)).Status);
        }

        await inquiry.GetAsync(page);
        Assert.Equal(3, inquiry.Page.QuerySelectorAll("main .govuk-tag").Count(t => t.TextContent == "Struck out"));
        Assert.Empty(inquiry.Page.QuerySelectorAll("main a[href*='corrects=']"));
        Assert.DoesNotContain("It was not them", (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        Assert.Contains("an earlier entry struck out", caseworker.Text, StringComparison.Ordinal);
        // Why a suspect was none is the suspects' section's; why a charge was none all read who read the charge.
        Assert.Equal(1L, await portal.AsAsync("caseworker", "ProvinceCaseworker", $"select count(*) from legal_strikes s join cases c on c.id = s.case_id where c.nrm_number = '{number}'"));
        Assert.Equal(3L, await portal.AsAsync("inquiry", "InquiryOfficer", $"select count(*) from legal_strikes s join cases c on c.id = s.case_id where c.nrm_number = '{number}'"));
    }

    [Fact]
    public async Task ThePersonIsToldOfCompensation_AndBothPagesSayWhen()
    {
        var number = await OpenedAsync();
        var (caseworker, prosecutor) = (await portal.VisitAsync("caseworker"), await portal.VisitAsync("prosecutor"));
        Assert.True(await caseworker.ListsAsync("/tasks?Whose=Team", number));
        foreach (var page in new[] { "legal", "compensation" })
            Assert.NotNull((await prosecutor.GetAsync($"/cases/{number}/{page}")).Page.QuerySelector("main a[href$='/legal/compensation-right']"));
        await JusticeStory.FillAsync(prosecutor, number, "legal/compensation-right", ("Input.On", "31/2/2569"));
        Assert.Equal(4, prosecutor.Page.QuerySelectorAll(".govuk-error-message").Length);
        Assert.Equal(HttpStatusCode.Conflict, (await JusticeStory.FillAsync(prosecutor, number, "legal/compensation-right", ("Input.On", Portal.Day(1)), ("Input.Language", "my"), ("Input.Interpreter", "Present"), ("Input.How", "Spoken"))).Status);
        await JusticeStory.TellRightAsync(prosecutor, number);
        foreach (var page in new[] { "legal", "compensation" })
            Assert.Contains("Spoken, with a paper to keep", (await caseworker.GetAsync($"/cases/{number}/{page}")).Text, StringComparison.Ordinal);
        Assert.Equal("case.tellCompensationRight", await portal.ScalarAsync($"select answered_by from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'TellCompensationRight'"));
        Assert.NotEqual(DBNull.Value, await portal.ScalarAsync($"select compensation_told_on from cases where nrm_number = '{number}'"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await portal.VisitAsync("officer.immigration")).GetAsync($"/cases/{number}/legal/compensation-right")).Status);
    }

    [Theory]
    [InlineData("NGO-63", "OAG-63")]
    [InlineData("MSDHS-63", "OAG-63")]
    [InlineData("POL-63", "NGO-63")]
    [InlineData("POL-63", "POL-63")]
    public async Task TheDatabase_OpensTheTrackToPoliceAndProsecutionAlone(string inquiry, string prosecutor)
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("caseworker", "ProvinceCaseworker", $"""
            insert into police_cases (id, case_id, opened_on, inquiry_unit_id, prosecutor_unit_id, by_user_id, by_unit_id, at)
            select gen_random_uuid(), id, now(), '{ReferenceData.IdOf("unit", inquiry)}', '{ReferenceData.IdOf("unit", prosecutor)}', app_user(), app_unit(), app_now() from cases where nrm_number = '{number}'
            """));
        Assert.Equal("42501", refused.SqlState);
    }

    [Theory]
    [InlineData("caseworker", "ProvinceCaseworker", "update police_cases set ended = 'Finished', end_reason = '\\x00', ended_at = now(), ended_by_user_id = gen_random_uuid() where id = '{police}'", "42501")] // in another's name
    [InlineData("caseworker", "ProvinceCaseworker", "update police_cases set ended = 'Finished', ended_at = now(), ended_by_user_id = app_user() where id = '{police}'", "23514")] // without a reason
    [InlineData("prosecutor", "Prosecutor", "insert into verdicts (id, case_id, charge_id, court, outcome, given_on, by_user_id, at) select gen_random_uuid(), case_id, id, 'FirstInstance', 'Acquitted', now(), app_user(), now() from charges where police_case_id = '{police}'", "23514")] // judged already
    [InlineData("prosecutor", "Prosecutor", "insert into verdicts (id, case_id, charge_id, court, outcome, given_on, by_user_id, at, corrects_id) select gen_random_uuid(), v.case_id, v.charge_id, 'FirstInstance', 'Acquitted', now(), app_user(), now(), v.id from verdicts v join charges c on c.id = v.charge_id where c.police_case_id = '{police}'", "23514")] // and no reason
    [InlineData("prosecutor", "Prosecutor", "insert into legal_strikes (id, case_id, entry, entry_id, why, by_user_id, by_unit_id, at) select gen_random_uuid(), case_id, 'Charge', id, '\\x00', app_user(), app_unit(), now() from charges where police_case_id = '{police}'", "23514")] // judged
    [InlineData("caseworker", "ProvinceCaseworker", "insert into legal_strikes (id, case_id, entry, entry_id, why, by_user_id, by_unit_id, at) select gen_random_uuid(), case_id, 'Verdict', id, '\\x00', app_user(), app_unit(), now() from verdicts where case_id in (select case_id from police_cases where id = '{police}')", "42501")] // not theirs to record
    [InlineData("inquiry", "InquiryOfficer", "insert into legal_strikes (id, case_id, entry, entry_id, why, by_user_id, by_unit_id, at) select gen_random_uuid(), case_id, 'Step', id, '\\x00', app_user(), app_unit(), now() from legal_steps where kind = 'Indicted' and case_id in (select case_id from police_cases where id = '{police}')", "23514")] // the prosecutor's
    [InlineData("prosecutor", "Prosecutor", "insert into legal_strikes (id, case_id, entry, entry_id, why, by_user_id, by_unit_id, at) select gen_random_uuid(), case_id, 'Step', id, '\\x00', app_user(), app_unit(), now() from charges where police_case_id = '{police}'", "23514")] // another kind
    [InlineData("officer.immigration", "FrontlineOfficer", "insert into compensation_tellings (id, case_id, told_on, language, interpreter, how, by_user_id, by_unit_id, at) select gen_random_uuid(), id, now(), 'my', 'Present', 'Spoken', app_user(), app_unit(), now() from cases where nrm_number = '{number}'", "42501")]
    public async Task TheDatabase_KeepsTheTrack(string user, string role, string sql, string state)
    {
        var number = await OpenedAsync();
        var prosecutor = await portal.VisitAsync("prosecutor");
        await JusticeStory.ChargeAsync(prosecutor, number);
        foreach (var (kind, day) in new[] { ("ProsecutionOrdered", -10), ("Indicted", -9) }) await JusticeStory.StepAsync(prosecutor, number, kind, day, "prosecution");
        await JusticeStory.VerdictAsync(prosecutor, number, -3);
        var asked = sql.Replace("{police}", $"{await PoliceCaseAsync(number)}", StringComparison.Ordinal).Replace("{number}", number, StringComparison.Ordinal);
        Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync(user, role, asked))).SqlState);
    }

    [Fact]
    public async Task TheProsecutor_IndictsInASecondPoliceCase_WhenTheFirstWasJudgedAndFinished()
    {
        var number = await OpenedAsync();
        var (caseworker, prosecutor) = (await portal.VisitAsync("caseworker"), await portal.VisitAsync("prosecutor"));
        var page = $"/cases/{number}/legal";
        await JusticeStory.ChargeAsync(prosecutor, number);
        foreach (var (kind, day) in new[] { ("ProsecutionOrdered", -14), ("Indicted", -13) }) await JusticeStory.StepAsync(prosecutor, number, kind, day, "prosecution");
        await JusticeStory.VerdictAsync(prosecutor, number, -12);
        await JusticeStory.OpenAsync(caseworker, number, day: -10);
        await JusticeStory.ChargeAsync(prosecutor, number, -9, policeCase: 1);

        // Two run: the form asks of which a step is, and says so beside the field.
        await prosecutor.GetAsync($"{page}/prosecution");
        Assert.Equal(3, prosecutor.Page.QuerySelectorAll("select[name='Input.PoliceCaseId'] option").Length);
        Assert.Equal("", prosecutor.Page.QuerySelector("select[name='Input.PoliceCaseId'] option")!.GetAttribute("value"));
        await prosecutor.PostAsync($"{page}/prosecution", ("Input.Kind", "ProsecutionOrdered"), ("Input.On", Portal.Day(-8)));
        Assert.NotNull(prosecutor.Page.QuerySelector("#Input_PoliceCaseId-error"));
        Assert.Equal(HttpStatusCode.Conflict, (await JusticeStory.StepAsync(prosecutor, number, "ProsecutionOrdered", -8, "prosecution")).Status);
        var end = (await prosecutor.GetAsync(page)).Page.QuerySelector("main a[href$='/end']")!.GetAttribute("href")!;
        await prosecutor.GetAsync(end);
        await prosecutor.PostAsync(end, ("Input.Ended", "Finished"), ("Input.Reason", "Served"));

        // One runs: it is chosen already, and the first one's indictment stands in nothing's way.
        await caseworker.GetAsync($"{page}/step");
        Assert.Single(caseworker.Page.QuerySelectorAll("select[name='Input.PoliceCaseId'] option"));
        await JusticeStory.StepAsync(caseworker, number, "TestimonyRequested", -8);
        Assert.Equal(page, caseworker.Path);
        await JusticeStory.StepAsync(caseworker, number, "ProtectionRequested", -8);
        Assert.Equal(HttpStatusCode.Conflict, (await JusticeStory.VerdictAsync(prosecutor, number, -2, charge: 1)).Status);
        Assert.Contains("Nobody is indicted yet", prosecutor.Text, StringComparison.Ordinal);
        await prosecutor.GetAsync($"{page}/prosecution");
        Assert.NotNull(prosecutor.Page.QuerySelector("input[value='ProsecutionOrdered']"));
        foreach (var (kind, day) in new[] { ("ProsecutionOrdered", -7), ("Indicted", -6) })
        {
            await JusticeStory.StepAsync(prosecutor, number, kind, day, "prosecution");
            Assert.Equal(page, prosecutor.Path);
        }

        Assert.Contains("Trial", prosecutor.Page.QuerySelector("main .govuk-tag")!.TextContent, StringComparison.Ordinal);
        // Beside every step of them stands the police case; protection is of none.
        Assert.Equal(5, prosecutor.Page.QuerySelectorAll("main li .nrm-small").Count(s => s.TextContent.Contains("Police case", StringComparison.Ordinal)));
        // The day is put right, and it stays in its police case.
        var indicted = prosecutor.Page.QuerySelectorAll("main a[href*='/prosecution?corrects=']")[^1].GetAttribute("href")!;
        await prosecutor.GetAsync(indicted);
        await prosecutor.PostAsync(indicted, ("Corrects", indicted[(indicted.IndexOf('=', StringComparison.Ordinal) + 1)..]), ("Why", "A day later"), ("Input.Kind", "Indicted"), ("Input.On", Portal.Day(-5)));
        Assert.Equal(page, prosecutor.Path);
        await JusticeStory.VerdictAsync(prosecutor, number, -2, charge: 1);
        Assert.Equal((HttpStatusCode.OK, page), (prosecutor.Status, prosecutor.Path));
        Assert.Equal(2L, await portal.ScalarAsync($"select count(distinct s.police_case_id) from legal_steps s join cases c on c.id = s.case_id where c.nrm_number = '{number}' and s.kind = 'Indicted'"));
    }

    [Theory]
    [InlineData("'{other}'", "'ProsecutionOrdered'", "ck_legal_step_police_case")] // another person's
    [InlineData("'{wrong}'", "'ProsecutionOrdered'", "ck_legal_step_police_case")] // never was
    [InlineData("'{ended}'", "'ProsecutionOrdered'", "ck_legal_step_police_case")] // has ended
    [InlineData("null", "'ProsecutionOrdered'", "ck_legal_step_of")]
    [InlineData("'{police}'", "'ProtectionRequested'", "ck_legal_step_of")]
    public async Task TheDatabase_KeepsEachStepInItsPoliceCase(string of, string kind, string constraint)
    {
        var (number, elsewhere) = (await OpenedAsync(), await OpenedAsync());
        var police = await PoliceCaseAsync(number);
        string Insert(object? into, string what) => $"insert into legal_steps (id, case_id, kind, happened_on, police_case_id, by_user_id, by_unit_id, at) select gen_random_uuid(), id, {what}, now(), {into}, app_user(), app_unit(), now() from cases where nrm_number = '{number}'";
        var asked = of.Replace("{police}", $"{police}", StringComparison.Ordinal).Replace("{other}", $"{await PoliceCaseAsync(elsewhere)}", StringComparison.Ordinal);
        foreach (var (name, end) in new[] { ("{wrong}", "WronglyRecorded"), ("{ended}", "Finished") })
            asked = asked.Replace(name, $"{await portal.ScalarAsync($"insert into police_cases (id, case_id, opened_on, ended, ended_at, end_reason, ended_by_user_id, by_user_id, by_unit_id, at) select gen_random_uuid(), id, now(), '{end}', now(), '\\x00', opened_by_user_id, opened_by_user_id, owner_unit_id, now() from cases where nrm_number = '{number}' returning id")}", StringComparison.Ordinal);
        Assert.Equal(constraint, (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("prosecutor", "Prosecutor", Insert(asked, kind)))).ConstraintName);
        await portal.AsAsync("prosecutor", "Prosecutor", Insert($"'{police}'", "'ProsecutionOrdered'"));
    }

    [Fact]
    public async Task TheDatabase_TakesACorrectedChargeForTheOneThatWasJudged()
    {
        var number = await OpenedAsync();
        var prosecutor = await portal.VisitAsync("prosecutor");
        await JusticeStory.ChargeAsync(prosecutor, number);
        foreach (var (kind, day) in new[] { ("ProsecutionOrdered", -10), ("Indicted", -9) }) await JusticeStory.StepAsync(prosecutor, number, kind, day, "prosecution");
        await JusticeStory.VerdictAsync(prosecutor, number, -3);
        await portal.ScalarAsync($"""
            insert into charges (id, case_id, police_case_id, offence, charged_on, by_user_id, at, corrects_id, why)
            select gen_random_uuid(), h.case_id, h.police_case_id, 's6', h.charged_on, h.by_user_id, now(), h.id, '\x00' from charges h join cases c on c.id = h.case_id where c.nrm_number = '{number}'
            """);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("prosecutor", "Prosecutor", $"""
            insert into verdicts (id, case_id, charge_id, court, outcome, given_on, by_user_id, at)
            select gen_random_uuid(), h.case_id, h.id, 'FirstInstance', 'Acquitted', now(), app_user(), now() from charges h join cases c on c.id = h.case_id where c.nrm_number = '{number}' and h.corrects_id is not null
            """));
        Assert.Equal("ck_verdict_stands", refused.ConstraintName);
    }

    [Fact]
    public async Task WhoMayNotRecord_EndsNothing()
    {
        var number = await OpenedAsync();
        await portal.AsAsync("datip", "DatipReviewer", $"update police_cases set ended = 'Finished', end_reason = '\\x00', ended_at = now(), ended_by_user_id = app_user() where id = '{await PoliceCaseAsync(number)}'");
        Assert.Equal(0L, await portal.AsAsync("datip", "DatipReviewer", $"with done as (update police_cases set ended = 'Finished', end_reason = '\\x00', ended_at = now(), ended_by_user_id = app_user() where id = '{await PoliceCaseAsync(number)}' returning 1) select count(*) from done"));
    }
}
