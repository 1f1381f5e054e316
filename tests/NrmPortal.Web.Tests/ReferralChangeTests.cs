using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>A draft, and what came back, are opened in the form they were written in and sent as they are changed there.</summary>
public sealed class ReferralChangeTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static string Unit(string code) => ReferenceData.IdOf("unit", code).ToString();

    private Task<object?> Of(string referral, string column) => portal.ScalarAsync($"select {column} from referrals where number = '{referral}'");

    // As the form shows it, with what is changed.
    private static IEnumerable<(string, string)> Shown(Visitor visitor, params string[] changed) =>
        from field in visitor.Page.QuerySelectorAll("main form [name]")
        let name = field.GetAttribute("name")!
        where name.StartsWith("Input.", StringComparison.Ordinal) && !changed.Contains(name) && !field.HasAttribute("disabled")
        from value in field.LocalName switch
        {
            "select" => field.QuerySelectorAll("option[selected]").Select(o => o.GetAttribute("value") ?? ""),
            "textarea" => [field.TextContent],
            _ => field.GetAttribute("type") is "checkbox" or "radio" && !field.HasAttribute("checked") ? [] : [field.GetAttribute("value") ?? ""],
        }
        select (name, value);

    // What the first of the versions says, on one line.
    private static string Version(Visitor reader) => string.Join(' ', reader.Page.QuerySelectorAll("main details .govuk-summary-list")[0].QuerySelectorAll("dt, dd").SelectMany(x => x.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public async Task TheVersionBefore_SaysThatItWasAnEmergency_AndWhyAGroundCarriedIt()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await officer.GetAsync($"/cases/{number}/referrals/new");
        await officer.PostAsync($"/cases/{number}/referrals/new", ("Input.Emergency", "true"), ("Input.UnitId", Unit("SHN-63")), ("Input.RestsOn", "ground"), ("Input.Ground", "s29"), ("Input.GroundReason", "She cannot be asked tonight"), ("Input.Sections", "Identity"));
        var referral = officer.Path["/referrals/".Length..];
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        // Refused, the page comes back whole, with the ground's reason.
        await Story.Then(datip, $"/referrals/{referral}", "Return", ("Reason", ""));
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);
        Assert.Contains("She cannot be asked tonight", datip.Text, StringComparison.Ordinal);
        await Story.Then(datip, $"/referrals/{referral}", "Return", ("Reason", "Which floor?"));
        var form = $"/cases/{number}/referrals/new?revise={referral}";
        await officer.GetAsync(form);
        await officer.PostAsync(form, [("Revise", referral), .. Shown(officer, "Input.Emergency", "Input.GroundReason"), ("Input.GroundReason", "Asked tomorrow")]);
        foreach (var reader in new[] { officer, datip, await portal.VisitAsync("caseworker") })
        {
            await reader.GetAsync($"/referrals/{referral}");
            Assert.Contains("Urgency Emergency Urgent", Version(reader), StringComparison.Ordinal);
            Assert.Contains("She cannot be asked tonight", Version(reader), StringComparison.Ordinal);
        }
    }

    private async Task<(string Number, string Referral)> ReturnedAsync()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number, "Identity", "Health");
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        await Story.Then(datip, $"/referrals/{referral}", "Return", ("Reason", "Which language does she speak?"));
        return (number, referral);
    }

    [Fact]
    public async Task Returned_TheFilledFormIsChanged_SentAgain_AndTheHistorySaysWhat()
    {
        var (number, referral) = await ReturnedAsync();
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync($"/referrals/{referral}");
        var open = officer.Page.QuerySelectorAll("main a.govuk-button").Select(a => a.GetAttribute("href")!).Single(h => h.Contains("revise=", StringComparison.Ordinal));
        await officer.GetAsync(open);
        Assert.Contains("Which language does she speak?", officer.Text, StringComparison.Ordinal);
        Assert.NotNull(officer.Page.QuerySelector("input[name='Input.Languages'][value=my][checked]"));
        await officer.PostAsync(open, [("Revise", referral), .. Shown(officer, "Input.Languages", "Input.Sections", "Input.Urgent", "Input.Remarks", "Input.Note"),
            ("Input.Languages", "km"), ("Input.Sections", "Identity"), ("Input.Urgent", "true"), ("Input.Remarks", "A ground floor"), ("Input.Note", "She speaks Khmer")]);
        Assert.Equal($"/referrals/{referral}", officer.Path);
        Assert.Equal("Sent|true|Identity|ReferralDecisionUrgent", await Of(referral, "concat_ws('|', state, urgent::text, array_to_string(sections, ' '), due_clock)"));
        Assert.Equal("km", await portal.ScalarAsync($"select n.languages from needs_profiles n join referrals r on r.id = n.id where r.number = '{referral}'"));
        Assert.Contains("Changed: urgency, the parts shared, languages, remarks", officer.Text, StringComparison.Ordinal);
        Assert.Contains("She speaks Khmer", officer.Text, StringComparison.Ordinal);
        Assert.Contains("Changed: urgency, the parts shared, languages, remarks", (await officer.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);

        // As it was before stays, for the sender and DATIP.
        Assert.Equal("my|Identity Health", await portal.ScalarAsync($"select concat_ws('|', v.languages, array_to_string(v.sections, ' ')) from referral_versions v join referrals r on r.id = v.referral_id where r.number = '{referral}'"));
        var datip = await portal.VisitAsync("datip");
        Assert.Contains("As it was sent before", (await datip.GetAsync($"/referrals/{referral}")).Text, StringComparison.Ordinal);
        Assert.Contains("A ground floor", datip.Text, StringComparison.Ordinal);
        // Of the version: how urgent it was, and the consent it rested on; of whoever reads no consents, that it was one.
        Assert.Contains("Urgency Normal", Version(datip), StringComparison.Ordinal);
        Assert.Contains("Nationality", Version(datip), StringComparison.Ordinal);
        Assert.NotNull((await (await portal.VisitAsync("caseworker")).GetAsync($"/referrals/{referral}")).Page.QuerySelector("main .govuk-details__text a[href*='/consent/']"));
        await officer.GetAsync(open);
        Assert.Equal($"/referrals/{referral}", officer.Path);
    }

    [Fact]
    public async Task MoreParts_NeedAConsentThatReachesThem()
    {
        var (number, referral) = await ReturnedAsync();
        var officer = await portal.VisitAsync("officer.immigration");
        var form = $"/cases/{number}/referrals/new?revise={referral}";
        await officer.GetAsync(form);
        await officer.PostAsync(form, [("Revise", referral), .. Shown(officer), ("Input.Sections", "Plan")]);
        Assert.Equal((HttpStatusCode.Conflict, "Returned"), (officer.Status, await Of(referral, "state")));
        Assert.Equal("Identity Health", await Of(referral, "array_to_string(sections, ' ')"));
        // A consent given now, in the same form.
        await officer.PostAsync(form, [("Revise", referral), .. Shown(officer, "Input.RestsOn", "Input.Sections").Where(v => !Story.ConsentNow.Any(c => c.Item1 == v.Item1)), .. Story.ConsentNow, ("Input.Sections", "Identity"), ("Input.Sections", "Plan")]);
        Assert.Equal("Sent|Identity Plan", await Of(referral, "concat_ws('|', state, array_to_string(sections, ' '))"));
        // A foreign number opens nothing.
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/cases/{number}/referrals/new?revise=NRM-2569-999999-R1")).Status);
    }

    [Fact]
    public async Task ADraft_IsChanged_AsOftenAsItsOfficeLikes_AndThenSent()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await officer.GetAsync($"/cases/{number}/referrals/new");
        await officer.PostAsync($"/cases/{number}/referrals/new?handler=Draft", [.. Story.ConsentNow, ("Input.Languages", "my"), ("Input.Sections", "Identity")]);
        var referral = officer.Path["/referrals/".Length..];
        var form = $"/cases/{number}/referrals/new?revise={referral}";
        var second = await portal.VisitAsync("officer.immigration");
        await second.GetAsync(form);
        await officer.GetAsync(form);
        await officer.PostAsync($"/cases/{number}/referrals/new?handler=Draft", [("Revise", referral), .. Shown(officer), ("Input.Medical", "true")]);
        Assert.Equal($"/referrals/{referral}", officer.Path);
        Assert.Equal("Draft", await Of(referral, "state"));
        // Whoever opened the form before that is told who changed what; what they typed is kept, and goes through once they have read it.
        (string, string)[] typed = [("Revise", referral), .. Shown(second, "Input.Remarks"), ("Input.Remarks", "A ground floor")];
        await second.PostAsync($"/cases/{number}/referrals/new?handler=Draft", typed);
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("This referral was changed after you opened the form", second.Page.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(second.Page.QuerySelector($"#newest a[href='/referrals/{referral}']"));
        Assert.Contains("A ground floor", second.Html, StringComparison.Ordinal);
        Assert.Equal(true, await portal.ScalarAsync($"select n.medical from needs_profiles n join referrals r on r.id = n.id where r.number = '{referral}'"));
        await second.PostAsync($"/cases/{number}/referrals/new?handler=Draft", [.. typed, ("Input.Medical", "true")]);
        Assert.Equal($"/referrals/{referral}", second.Path);
        Assert.Equal(true, await portal.ScalarAsync($"select n.medical from needs_profiles n join referrals r on r.id = n.id where r.number = '{referral}'"));
        await officer.GetAsync(form);
        await officer.PostAsync(form, [("Revise", referral), .. Shown(officer, "Input.UnitId"), ("Input.UnitId", Unit("SHN-63"))]);
        Assert.Equal($"Sent|{Unit("SHN-63")}", await Of(referral, "concat_ws('|', state, requested_unit_id)"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from referral_versions v join referrals r on r.id = v.referral_id where r.number = '{referral}'"));
    }

    [Fact]
    public async Task TurnedDown_ADirectService_GoesToAnotherOffice()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        var referral = await Story.ReferToServiceAsync(caseworker, number, "LegalAid", "MOJ-63", "Justice");
        await Story.Then(await portal.VisitAsync("justice"), $"/referrals/{referral}/service", "TurnDown", ("Reason", "No lawyer is free"));
        await Story.ConsentToAgencyAsync(caseworker, number, "Ngo");
        await caseworker.GetAsync($"/cases/{number}/referrals/service?revise={referral}");
        Assert.Contains("No lawyer is free", caseworker.Text, StringComparison.Ordinal);
        var consents = caseworker.Page.QuerySelectorAll("#Input_Basis option").Select(o => o.GetAttribute("value")!).Where(v => v.StartsWith("c:", StringComparison.Ordinal)).ToList();
        var ngo = consents[0];
        await caseworker.PostAsync($"/cases/{number}/referrals/service", [("Kind", "LegalAid"), ("Revise", referral), .. Shown(caseworker, "Input.UnitId", "Input.Basis"), ("Input.UnitId", Unit("NGO-63")), ("Input.Basis", ngo)]);
        Assert.Equal($"Approved|{Unit("NGO-63")}", await Of(referral, "concat_ws('|', state, receiver_unit_id)"));
        Assert.Equal(HttpStatusCode.OK, (await (await portal.VisitAsync("ngo")).GetAsync($"/referrals/{referral}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("justice")).GetAsync($"/referrals/{referral}")).Status);
    }

    [Theory]
    [InlineData("Sent", "update referrals set sections = array['Identity','Plan'] where number = '{0}'", "ck_referral_terms")]
    [InlineData("Sent", "update referrals set requested_unit_id = null, urgent = true where number = '{0}'", "ck_referral_terms")]
    [InlineData("Sent", "update needs_profiles set languages = 'km' where id = (select id from referrals where number = '{0}')", "ck_referral_terms")]
    [InlineData("Returned", "update referrals set sections = array['Identity','Plan'] where number = '{0}'", "ck_share_basis")]
    public async Task TheDatabase_KeepsWhatIsAskedAndShared(string state, string sql, string constraint)
    {
        var (_, referral) = await ReturnedAsync();
        if (state == "Sent") await portal.ScalarAsync($"update referrals set state = 'Sent' where number = '{referral}'");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync("officer.immigration", "FrontlineOfficer", string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, referral)));
        Assert.Equal(constraint, refused.ConstraintName);
    }

    [Fact]
    public async Task TheDatabase_RewritesNoVersion_AndShowsItToTheTwoWhoSentAndDecided()
    {
        var (number, referral) = await ReturnedAsync();
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync($"/cases/{number}/referrals/new?revise={referral}");
        await officer.PostAsync($"/cases/{number}/referrals/new", [("Revise", referral), .. Shown(officer), ("Input.Medical", "true")]);
        var count = $"select count(*) from referral_versions v join referrals r on r.id = v.referral_id where r.number = '{referral}'";
        Assert.Equal(1L, await AsAsync("officer.immigration", "FrontlineOfficer", count));
        Assert.Equal(1L, await AsAsync("datip", "DatipReviewer", count));
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        Assert.Equal(0L, await AsAsync("shelter.ngo", "ShelterWorker", count));
        foreach (var sql in new[] { "update referral_versions set languages = ''", "delete from referral_versions" })
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => AsAsync("officer.immigration", "FrontlineOfficer", sql))).SqlState);
    }

    // As the application's own role, in the name of one person.
    private async Task<object?> AsAsync(string user, string role, string sql)
    {
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        object? last = null;
        foreach (var text in new[] { $"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true)", sql })
        {
            await using var command = new NpgsqlCommand(text, connection, transaction);
            last = await command.ExecuteScalarAsync();
        }

        return last;
    }
}
