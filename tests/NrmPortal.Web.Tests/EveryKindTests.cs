using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Domain.Referrals;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Every kind that takes no place, from the sender's form to its end, by the receiver's own login: what that one does, and what it can read at each moment.</summary>
public sealed class EveryKindTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    // Where a part of the file stands: one row of each, the first three by the screening.
    private static readonly (string Section, string Table)[] Parts =
    [
        ("Identity", "person_identities"), ("Account", "screening_records"), ("Health", "health_notes"), ("Plan", "plans"), ("Family", "return_steps"), ("Legal", "police_cases"), ("Money", "claims"),
    ];

    // The parts that others have filled by then; a track that no office of this test follows.
    private Task<object?> FillAsync(string number) => portal.ScalarAsync($"""
        with file as (select *, timestamptz '{portal.Clock.GetUtcNow():O}' as day from cases where nrm_number = '{number}'),
            plan as (insert into plans (id, case_id, version, agreement, language, interpreter, review_on, by_user_id, by_unit_id, at) select gen_random_uuid(), id, 1, 'Agreed', 'my', 'Present', day::date + 30, opened_by_user_id, gen_random_uuid(), day from file),
            step as (insert into return_steps (id, case_id, kind, happened_on, finding, who, reasons, by_user_id, by_unit_id, at) select gen_random_uuid(), id, 'RiskAssessed', day::date, 'Safe', ''::bytea, ''::bytea, opened_by_user_id, gen_random_uuid(), day from file),
            police as (insert into police_cases (id, case_id, opened_on, number, station, by_user_id, by_unit_id, at) select gen_random_uuid(), id, day::date, ''::bytea, ''::bytea, opened_by_user_id, gen_random_uuid(), day from file)
        insert into claims (id, case_id, kind, opened_on, by_user_id, by_unit_id, at) select gen_random_uuid(), id, 'Wages', day::date, opened_by_user_id, gen_random_uuid(), day from file
        """);

    private static string Unit(string code) => ReferenceData.IdOf("unit", code).ToString();

    [Fact]
    public void EveryKind_IsDriven()
        => Assert.Equal(Enum.GetValues<ReferralKind>().Except([ReferralKind.ShelterPlacement]).Order(), Kinds.Select(k => Enum.Parse<ReferralKind>(k.Data.Item1)).Order());

    public static TheoryData<string, string, string, string, string, string> Kinds => new()
    {
        // Kind, who opens and who sends, the receiving office and its kind, who answers there, what is shared.
        { "Services", "officer.immigration caseworker", "NGO-63 Ngo", "ngo", "NgoCaseworker", "Identity Account Plan" },
        { "Health", "hotline hotline", "MSDHS-63 ProvincialMsdhs", "caseworker", "ProvinceCaseworker", "Identity Health" },
        { "Ngo", "officer.immigration caseworker", "NGO-63 Ngo", "ngo", "NgoCaseworker", "Identity" },
        { "PoliceProtection", "officer.immigration caseworker", "POL-63 Police", "inquiry", "InquiryOfficer", "Identity Account Legal" },
        { "LegalAid", "officer.immigration caseworker", "MOJ-63 Justice", "justice", "JusticeOfficer", "Identity Account Money" },
        { "LabourClaim", "officer.immigration caseworker", "LAB-63 Labour", "labour", "LabourOfficer", "Identity Account Money" },
        { "ImmigrationStatus", "officer.police caseworker", "IMM-63 Immigration", "officer.immigration", "FrontlineOfficer", "Identity Account" },
        { "ChildProtection", "officer.immigration caseworker", "DCY-63 Dcy", "dcy", "DcyOfficer", "Identity Family" },
        { "Embassy", "officer.immigration caseworker", "MFA-10 ForeignAffairs", "mfa", "ForeignAffairsOfficer", "Identity Family" },
    };

    [Theory, MemberData(nameof(Kinds))]
    public async Task FromTheForm_ToTheEnd(string kind, string senders, string receivers, string user, string role, string shared)
    {
        var (opener, sender, unit, agency) = (senders.Split(' ')[0], senders.Split(' ')[1], receivers.Split(' ')[0], receivers.Split(' ')[1]);
        var number = await Story.ScreenAsync(await portal.VisitAsync(opener), age: kind == "ChildProtection" ? "child" : "adult", health: "Fever at night");
        await FillAsync(number);
        var from = await portal.VisitAsync(sender);
        var referral = await SentAsync(from, number, kind, unit, agency, shared);
        var receiver = await portal.VisitAsync(user);
        if (ReferralKinds.Of(Enum.Parse<ReferralKind>(kind)).Reviewed)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await receiver.GetAsync($"/referrals/{referral}")).Status);
            var datip = await portal.VisitAsync("datip");
            await Story.Then(datip, $"/referrals/{referral}", "Claim");
            await Story.Then(datip, $"/referrals/{referral}/service", "Approve", ("UnitId", Unit(unit)));
        }

        // Asked: the words of need, and nothing of whose they are.
        Assert.True(await receiver.ListsAsync("/referrals", referral));
        await receiver.GetAsync($"/referrals/{referral}");
        Assert.Contains("What is needed, in words", receiver.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Aung Example", receiver.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await receiver.GetAsync($"/cases/{number}")).Status);
        await ReadsAsync("", user, role, number);

        await Story.Then(receiver, $"/referrals/{referral}/service", "TakeOn");
        Assert.Equal("Accepted", await StateAsync(referral));
        Assert.Equal(HttpStatusCode.OK, (await receiver.GetAsync($"/cases/{number}")).Status);
        Assert.Contains("Aung Example", receiver.Text, StringComparison.Ordinal);
        await ReadsAsync(shared, user, role, number);

        await Story.Then(receiver, $"/referrals/{referral}/notes", "Report", ("Text", "It goes on well"));
        Assert.Contains("It goes on well", (await from.GetAsync($"/referrals/{referral}/notes")).Text, StringComparison.Ordinal);

        await Story.Then(receiver, $"/referrals/{referral}/service", "Finish", ("Reason", "Handed over, all done"));
        Assert.Equal("Completed", await StateAsync(referral));
        Assert.Equal(HttpStatusCode.NotFound, (await receiver.GetAsync($"/cases/{number}")).Status);
        await ReadsAsync("", user, role, number);
        Assert.Contains("Handed over, all done", (await from.GetAsync($"/referrals/{referral}")).Text, StringComparison.Ordinal);
        Assert.Equal(3L, await portal.ScalarAsync($"select count(*) from case_events e join cases c on c.id = e.case_id where c.nrm_number = '{number}' and e.code in ('case.takeOnReferral', 'case.referralReported', 'case.finishReferral')"));
    }

    [Fact]
    public async Task Health_OfTheProvinceOffice_GoesToAHospital_AndIsAskedAfter()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), health: "Fever at night");
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"/cases/{number}/referrals/kinds");
        var form = caseworker.Page.QuerySelector("main th a[href*='Hospital']")!.GetAttribute("href")!;
        Assert.NotNull(caseworker.Page.QuerySelector("main td a[href$='kind=Health']"));
        await caseworker.GetAsync(form);
        Assert.Equal("Hospital", caseworker.Page.QuerySelector("#Input_Outside option[selected]")!.GetAttribute("value"));
        Assert.Equal(["Identity", "Health"], caseworker.Page.QuerySelectorAll("input[name='Input.Sections'][checked]").Select(i => i.GetAttribute("value")));
        (string, string)[] filled = [("Input.Outside", "Hospital"), ("Input.Name", "Mae Sot Hospital"), ("Input.Sections", "Identity"), ("Input.Sections", "Health"), ("Input.Reason", "Fever at night"), ("Input.How", "ByHand")];
        await caseworker.PostAsync($"/cases/{number}/disclosures/new", [.. filled, ("Input.Basis", "g:s33")]);
        Assert.Equal($"/cases/{number}/disclosures", caseworker.Path);
        Assert.Equal("Hospital Identity Health", await portal.ScalarAsync($"select d.to_outside || ' ' || array_to_string(d.sections, ' ') from disclosures d join cases c on c.id = d.case_id where c.nrm_number = '{number}'"));

        // What came of it is asked for, by a day.
        var task = await portal.ScalarAsync($"select t.id from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'AskTheHospital' and t.due_at is not null and t.to_unit_id = c.province_office_id");
        Assert.NotNull(task);
        await Story.Then(caseworker, $"/cases/{number}/tasks/{task}", "Finish");
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from tasks where id = '{task}' and done_at is null"));
        // Who is not of that office refers to it as before, or goes to the hospital as well.
        var hotline = await portal.VisitAsync("hotline");
        var theirs = await Story.ScreenAsync(hotline, health: "Fever");
        await hotline.GetAsync($"/cases/{theirs}/referrals/kinds");
        Assert.NotNull(hotline.Page.QuerySelector("main th a[href$='kind=Health']"));
    }

    private Task<object?> StateAsync(string referral) => portal.ScalarAsync($"select state from referrals where number = '{referral}'");

    private static async Task<string> SentAsync(Visitor from, string number, string kind, string unit, string agency, string shared)
    {
        var sections = shared.Split(' ').Select(s => ("Input.Sections", s)).ToList();
        // A child's best interest is the ground; everybody else says yes to this kind of office.
        if (kind != "ChildProtection")
        {
            await from.GetAsync($"/cases/{number}/consent/new");
            await from.PostAsync($"/cases/{number}/consent/new", [("Input.Purpose", "Referral"), ("Input.Outcome", "Given"), .. sections, ("Input.Reach", "agency"), ("Input.Agency", agency), ("Input.Language", "my"), ("Input.Interpreter", "Present"), ("Input.How", "Signature"), ("Input.GivenBy", "Person"), .. Story.SevenPoints]);
        }

        await from.GetAsync($"/cases/{number}/referrals/service?kind={kind}");
        var basis = from.Page.QuerySelectorAll("#Input_Basis option").Select(o => o.GetAttribute("value")!).First(v => v.StartsWith("c:", StringComparison.Ordinal) || v == "g:childInterest");
        // The form offers each part that this receiver reads.
        Assert.All(sections, s => Assert.NotNull(from.Page.QuerySelector($"input[name='Input.Sections'][value='{s.Item2}']")));
        await from.PostAsync($"/cases/{number}/referrals/service", [("Kind", kind), ("Input.UnitId", Unit(unit)), ("Input.Basis", basis), .. sections, ("Input.Remarks", "What is needed, in words"), ("Input.Languages", "my")]);
        Assert.StartsWith("/referrals/", from.Path, StringComparison.Ordinal);
        return from.Path["/referrals/".Length..];
    }

    // As the application's own role, in the receiver's name: the parts that were shared, and no others.
    private async Task ReadsAsync(string shared, string user, string role, string number)
    {
        var server = await TestCluster.Server;
        var id = await portal.ScalarAsync($"select id from cases where nrm_number = '{number}'");
        await using var connection = new NpgsqlConnection(server.AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var me = new NpgsqlCommand($"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true)", connection, transaction))
            await me.ExecuteNonQueryAsync();
        foreach (var (section, table) in Parts)
        {
            await using var command = new NpgsqlCommand($"select count(*) from {table} where case_id = '{id}'", connection, transaction);
            Assert.Equal((section, shared.Split(' ').Contains(section) ? 1L : 0L), (section, (long)(await command.ExecuteScalarAsync())!));
        }
    }
}
