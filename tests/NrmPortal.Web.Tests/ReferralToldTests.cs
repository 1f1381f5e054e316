using NrmPortal.Data.Jobs;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Whoever a referral reaches is told of it, by the portal and by letter, and nobody else reads that.</summary>
public sealed class ReferralToldTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static readonly (string User, string Role)[] Readers =
    [
        ("officer.immigration", "FrontlineOfficer"), ("caseworker", "ProvinceCaseworker"), ("datip", "DatipReviewer"), ("datip.coordinator", "DatipCoordinator"),
        ("shelter.ngo", "ShelterWorker"), ("shelter.police", "ShelterWorker"), ("justice", "JusticeOfficer"), ("ngo", "NgoCaseworker"), ("officer.police", "FrontlineOfficer"),
    ];

    // Who of all these reads such a notice of this referral in the database.
    private async Task<string> ReadAsync(string code, string referral)
    {
        var found = new List<string>();
        foreach (var (user, role) in Readers)
            if ((long)(await portal.AsAsync(user, role, $"select count(*) from notices where code = '{code}' and parameters ->> 'referral' = '{referral}'"))! > 0) found.Add(user);
        return string.Join(' ', found);
    }

    private async Task<string> ReferAsync(params (string, string)[] form)
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await officer.GetAsync($"/cases/{number}/referrals/new");
        await officer.PostAsync($"/cases/{number}/referrals/new", [("Input.RestsOn", "ground"), ("Input.Ground", "s29"), ("Input.Sections", "Identity"), .. form]);
        return officer.Path["/referrals/".Length..];
    }

    [Fact]
    public async Task AnOrdinaryOne_IsToldToTheShelter_WithTheApproval_AndItsAnswersToTheSender()
    {
        var referral = await ReferAsync();
        Assert.Equal("", await ReadAsync("ReferralUrgent", referral));
        Assert.Equal("", await ReadAsync("ReferralReceived", referral));
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        Assert.Equal("shelter.ngo", await ReadAsync("ReferralReceived", referral));
        var shelter = await portal.VisitAsync("shelter.ngo");
        Assert.True(await shelter.ListsAsync("/notifications", $"A referral has reached your office: please accept or decline it · {referral}"));

        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        Assert.Equal("officer.immigration", await ReadAsync("ReferralAccepted", referral));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        Assert.Equal("officer.immigration", await ReadAsync("ReferralArrived", referral));
        var officer = await portal.VisitAsync("officer.immigration");
        foreach (var said in new[] { "A referral was accepted", "The person has arrived where they were referred" }) Assert.True(await officer.ListsAsync("/notifications", said), said);
    }

    [Fact]
    public async Task AnEmergency_IsToldToTheShelterAndToDatip_AtOnce_AlsoToWhoeverReadsOneLetterADay()
    {
        foreach (var user in new[] { "datip", "shelter.ngo" })
            await portal.ScalarAsync($"insert into notice_preferences (id, user_id, channel, digest_hour) values (gen_random_uuid(), '{ReferenceData.IdOf("user", user)}', 'DailyDigest', 7)");
        var referral = await ReferAsync(("Input.Emergency", "true"), ("Input.UnitId", $"{ReferenceData.IdOf("unit", "SHN-63")}"));
        Assert.Equal("shelter.ngo", await ReadAsync("ReferralReceived", referral));
        Assert.Equal("datip", await ReadAsync("ReferralUrgent", referral));
        Assert.True(await (await portal.VisitAsync("shelter.ngo")).ListsAsync("/notifications", $"An urgent referral has reached your office: please answer it at once · {referral}"));
        Assert.True(await (await portal.VisitAsync("datip")).ListsAsync("/notifications", "An urgent or emergency referral waits for review"));

        var outbox = new Outbox((await TestCluster.Server).WorkerConnection(portal.Database));
        await outbox.FillAsync(portal.Clock.GetUtcNow(), CancellationToken.None);
        Assert.Equal("datip:ReferralUrgent shelter.ngo:ReferralReceived", await portal.ScalarAsync($"""
            select string_agg(distinct split_part(u.user_name, '@', 1) || ':' || n.code, ' ') from mail_notices w join notices n on n.id = w.notice_id join users u on u.id = w.user_id
            where n.parameters ->> 'referral' = '{referral}' and w.mail_id is not null and u.user_name in ('datip@demo.nrm', 'shelter.ngo@demo.nrm')
            """));
        await portal.ScalarAsync("delete from notice_preferences");
    }

    [Fact]
    public async Task WhatCannotWait_KeepsItsLimit_WhenDatipSendsItBack()
    {
        foreach (var (urgent, clock) in new[] { ("true", (object)"ReferralDecisionUrgent"), ("false", DBNull.Value) })
        {
            var referral = await ReferAsync(("Input.Urgent", urgent));
            var datip = await portal.VisitAsync("datip");
            await Story.Then(datip, $"/referrals/{referral}", "Claim");
            await Story.Then(datip, $"/referrals/{referral}", "Return", ("Reason", "Which language?"));
            Assert.Equal(("Returned", clock), (await portal.ScalarAsync($"select state from referrals where number = '{referral}'"), await portal.ScalarAsync($"select due_clock from referrals where number = '{referral}'")));
            Assert.Equal(urgent == "true" ? 1L : 0L, await portal.ScalarAsync($"select count(*) from running_clocks k join referrals r on r.id = k.subject_id where r.number = '{referral}'"));
        }
    }

    [Fact]
    public async Task AService_IsToldThatItIsAsked_AndAgain_AndTheSenderThatItWasTakenOn()
    {
        var caseworker = await portal.VisitAsync("caseworker");
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var referral = await Story.ReferToServiceAsync(caseworker, number, "LegalAid", "MOJ-63", "Justice");
        Assert.Equal("justice", await ReadAsync("ReferralReceived", referral));
        var justice = await portal.VisitAsync("justice");
        await Story.Then(justice, $"/referrals/{referral}/service", "TurnDown", ("Reason", "No lawyer"));
        await caseworker.GetAsync($"/referrals/{referral}");
        await caseworker.PostAsync($"/referrals/{referral}/sender?handler=Resend", ("ShareBasis", $"c:{await portal.ScalarAsync($"select consent_id from referrals where number = '{referral}'")}"), ("Reason", "One is back"));
        Assert.Equal(2L, await portal.ScalarAsync($"select count(*) from notices where code = 'ReferralReceived' and parameters ->> 'referral' = '{referral}'"));
        await Story.Then(justice, $"/referrals/{referral}/service", "TakeOn");
        // The sender, and the office that opened the case and still has it.
        Assert.Equal("officer.immigration caseworker", await ReadAsync("ReferralAccepted", referral));
    }
}
