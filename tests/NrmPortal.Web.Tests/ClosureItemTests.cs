using NrmPortal.Domain.Cases;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Before a case ends its page names all that is open, each thing by itself, whoever may read what it is.</summary>
public sealed class ClosureItemTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string Written = "gen_random_uuid(), c.id, c.opened_by_user_id, c.owner_unit_id, now()";

    // In a case that has none of it; what an act of the portal leaves stands in the tests of that act.
    private static readonly Dictionary<ClosureItem, string> Opened = new()
    {
        [ClosureItem.Service] = $"insert into services (id, case_id, by_user_id, by_unit_id, at, kind, began_on, refused, provider_unit_id) select {Written}, 'legalAid', now(), false, c.owner_unit_id from cases c where c.id = ",
        [ClosureItem.CourtDate] = "insert into court_dates (id, case_id, starts_at, purpose, person_attends, state, by_user_id, at) select gen_random_uuid(), c.id, timestamptz '2100-01-01', 'TrialHearing', true, 'Planned', c.opened_by_user_id, now() from cases c where c.id = ",
        [ClosureItem.CourtResult] = "insert into court_dates (id, case_id, starts_at, purpose, person_attends, state, by_user_id, at) select gen_random_uuid(), c.id, timestamptz '2020-01-01', 'TrialHearing', true, 'Planned', c.opened_by_user_id, now() from cases c where c.id = ",
        [ClosureItem.Money] = $"""
            with claim as (insert into claims (id, case_id, by_user_id, by_unit_id, at, kind, opened_on) select {Written}, 'CivilS34', now() from cases c where c.id = '#' returning *)
            insert into money_entries (id, case_id, claim_id, fact, amount, happened_on, has_reason, by_user_id, by_unit_id, at) select gen_random_uuid(), case_id, id, 'Ordered', 100, now(), true, by_user_id, by_unit_id, now() from claim
            """,
    };

    private readonly Portal portal = fixture.Portal;

    public static TheoryData<ClosureItem, string> Items
    {
        get
        {
            var data = new TheoryData<ClosureItem, string>();
            foreach (var (item, sql) in Opened) data.Add(item, sql);
            // What only whoever reads health may read is open all the same.
            data.Add(ClosureItem.Service, Opened[ClosureItem.Service].Replace("into services", "into health_services", StringComparison.Ordinal));
            foreach (var (item, task) in new[] { (ClosureItem.ChildProtection, "ProtectChild"), (ClosureItem.Danger, "ActOnDanger"), (ClosureItem.Danger, "LookIntoIncident"), (ClosureItem.DecisionNotTold, "TellDecision"),
                (ClosureItem.RecipientNotTold, "TellRecipientToStop"), (ClosureItem.Claim, "PursueClaim"), (ClosureItem.Task, "Written") })
                data.Add(item, $"insert into tasks (id, case_id, code, to_unit_id, to_role, given_at) select gen_random_uuid(), c.id, '{task}', c.province_office_id, 'ProvinceCaseworker', now() from cases c where c.id = ");
            return data;
        }
    }

    private async Task<IReadOnlyList<ClosureItem>> OpenAsync(string number)
    {
        var caseworker = await portal.VisitAsync("caseworker");
        var lines = (await caseworker.GetAsync($"/cases/{number}/closure")).Page.QuerySelectorAll("main ul[aria-labelledby=list] li");
        Assert.Equal(Enum.GetValues<ClosureItem>().Length, lines.Length);
        return [.. Enum.GetValues<ClosureItem>().Where((_, n) => lines[n].QuerySelector(".govuk-tag--green") is null)];
    }

    private async Task<string> BareAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await portal.ScalarAsync($"update tasks set done_at = given_at where case_id = (select id from cases where nrm_number = '{number}')");
        await portal.ScalarAsync($"delete from consents where case_id = (select id from cases where nrm_number = '{number}')");
        Assert.Empty(await OpenAsync(number));
        return number;
    }

    [Theory]
    [MemberData(nameof(Items))]
    public async Task WhatIsOpen_IsNamed(ClosureItem item, string sql)
    {
        var number = await BareAsync();
        var id = await portal.ScalarAsync($"select id from cases where nrm_number = '{number}'");
        await portal.ScalarAsync(sql.Contains('#', StringComparison.Ordinal) ? sql.Replace("#", $"{id}", StringComparison.Ordinal) : $"{sql}'{id}'");
        Assert.Equal([item], await OpenAsync(number));
    }

    [Fact]
    public async Task WhoeverLivesInAShelter_HasAReferralThatRuns_APlace_AGround_AndWhatIsKeptForThem()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var referral = await Story.ReferAsync(await portal.VisitAsync("officer.immigration"), number);
        Assert.Contains(ClosureItem.OpenReferral, await OpenAsync(number));
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Arrive");
        await portal.ScalarAsync($"insert into belongings (id, case_id, placement_id, by_user_id, by_unit_id, at, what) select gen_random_uuid(), p.case_id, p.id, c.opened_by_user_id, p.unit_id, now(), '\\x00' from placements p join cases c on c.id = p.case_id where c.nrm_number = '{number}'");
        var open = await OpenAsync(number);
        foreach (var item in new[] { ClosureItem.OpenReferral, ClosureItem.LivePlacement, ClosureItem.Stay, ClosureItem.Belongings, ClosureItem.Consent }) Assert.Contains(item, open);
    }

    [Fact]
    public async Task WhoeverIsHeld_AndWhoeverWasHeldOnNoGroundSince_IsNamed()
    {
        var number = await BareAsync();
        var officer = await portal.VisitAsync("officer.immigration");
        await Story.StayAsync(officer, number, "CustodyS29");
        Assert.Contains(ClosureItem.Custody, await OpenAsync(number));
        await portal.ScalarAsync($"update bases_of_stay set ended_at = '{portal.Clock.GetUtcNow():O}', end_reason = 'MovedPlace', ended_by_user_id = by_user_id where case_id = (select id from cases where nrm_number = '{number}')");
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains(ClosureItem.NoGround, await OpenAsync(number));
    }
}
