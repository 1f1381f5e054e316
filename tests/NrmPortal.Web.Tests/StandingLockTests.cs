using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>What an office has of a case, held by the database itself: past the portal, as the application role, in one person's name.</summary>
public sealed class StandingLockTests(StandingLockTests.Cases cases) : IClassFixture<StandingLockTests.Cases>
{
    private readonly Portal portal = cases.Portal;

    /// <summary>The first is the NGO's now: the immigration unit keeps its core, the police takes part for s.41, the province office answers for it.</summary>
    public sealed class Cases : IAsyncLifetime
    {
        public Portal Portal { get; private set; } = null!;
        public string Moved { get; private set; } = "";

        /// <summary>A child's, as it was opened: no part of DCY yet.</summary>
        public string Child { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Portal = await Portal.StartAsync();
            var (officer, caseworker) = (await Portal.VisitAsync("officer.immigration"), await Portal.VisitAsync("caseworker"));
            Child = await ChildStory.ScreenAsync(officer);
            Moved = await Story.ScreenAsync(officer);
            await ChildStory.FlagAsync(caseworker, Moved);
            await Story.ProposeTransferAsync(caseworker, Moved, "NGO-63");
            var proposal = await Portal.ScalarAsync($"select id from case_transfers where case_number = '{Moved}' and answer is null");
            var ngo = await Portal.VisitAsync("ngo");
            await ngo.GetAsync($"/transfers/{proposal}");
            await ngo.PostAsync($"/transfers/{proposal}?handler=Accept");
            await Story.ConveneAsync(await Portal.VisitAsync("mdt.secretary"), Child, "Mana", "Raengngan");
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }

    private async Task<string?> TryAsync(string user, string role, string sql)
    {
        try
        {
            await portal.AsAsync(user, role, sql);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.ConstraintName ?? refused.SqlState;
        }
    }

    [Theory]
    [InlineData("officer.immigration", "FrontlineOfficer", "Core")]
    [InlineData("inquiry", "InquiryOfficer", "Part")]
    [InlineData("ngo", "NgoCaseworker", "Full")]
    [InlineData("caseworker", "ProvinceCaseworker", "Full")]
    [InlineData("datip", "DatipReviewer", "Full")]
    public async Task AnOffice_HasOfTheCase(string user, string role, string standing) =>
        Assert.Equal(standing, await portal.AsAsync(user, role, $"select standing_in(id) from cases where nrm_number = '{cases.Moved}'"));

    [Theory]
    [InlineData("officer.immigration", "FrontlineOfficer", "case.recordWarning", null)]
    [InlineData("officer.immigration", "FrontlineOfficer", "case.assessRisk", "ck_core_alone")]
    [InlineData("officer.immigration", "FrontlineOfficer", "case.proposeClosure", "ck_core_alone")]
    [InlineData("inquiry", "InquiryOfficer", "case.assessRisk", null)]
    [InlineData("inquiry", "InquiryOfficer", "case.assignCaseManager", "ck_not_the_office")]
    [InlineData("inquiry", "InquiryOfficer", "case.proposeClosure", "ck_not_the_office")]
    [InlineData("caseworker", "ProvinceCaseworker", "case.assignCaseManager", null)]
    public async Task AnEvent_IsWrittenByWhoHasThatMuchOfIt(string user, string role, string code, string? refused) =>
        Assert.Equal(refused, await TryAsync(user, role, $$"""
            insert into case_events (id, case_id, sequence, code, at, by_user_id, by_unit_id, from_stage, to_stage, flow_version, parameters)
            select gen_random_uuid(), id, 9000, '{{code}}', app_now(), app_user(), app_unit(), stage, stage, '1', '{}'::jsonb from cases where nrm_number = '{{cases.Moved}}'
            """));

    // A part of DCY opens the child's sections to it.
    [Theory]
    [InlineData("caseworker", "ProvinceCaseworker", "DCY-63", "app_user()", "null", null)]
    [InlineData("caseworker", "ProvinceCaseworker", "NGO-63", "app_user()", "null", "42501")]
    [InlineData("caseworker", "ProvinceCaseworker", "DCY-63", "gen_random_uuid()", "null", "42501")]
    [InlineData("caseworker", "ProvinceCaseworker", "DCY-63", "app_user()", "app_now()", "42501")]
    [InlineData("shelter.ngo", "ShelterWorker", "DCY-63", "app_user()", "null", "42501")]
    [InlineData("datip", "DatipReviewer", "DCY-63", "app_user()", "null", "42501")]
    public async Task DcyIsAsked_InOnesOwnName_ByWhoMay(string user, string role, string unit, string by, string answered, string? refused) =>
        Assert.Equal(refused, await TryAsync(user, role, $"""
            insert into dcy_involvements (id, case_id, unit_id, asked_by_user_id, asked_at, answered_at)
            select gen_random_uuid(), '{await portal.ScalarAsync($"select id from cases where nrm_number = '{cases.Child}'")}', '{ReferenceData.IdOf("unit", unit)}', {by}, app_now(), {answered}
            """));

    [Theory]
    [InlineData("caseworker", "ProvinceCaseworker", "POL-63", "PRO-63", "null", null)]
    [InlineData("caseworker", "ProvinceCaseworker", "NGO-63", "PRO-63", "null", "42501")]
    [InlineData("caseworker", "ProvinceCaseworker", "POL-63", "NGO-63", "null", "42501")]
    [InlineData("caseworker", "ProvinceCaseworker", "POL-63", "PRO-63", "'NotProsecuted'", "42501")]
    [InlineData("officer.immigration", "FrontlineOfficer", "POL-63", "PRO-63", "null", "42501")] // keeps the core alone
    public async Task NonPunishment_IsFlagged_ToOfficesOfThatKind_AndUnanswered(string user, string role, string inquiry, string prosecutor, string outcome, string? refused)
    {
        var (police, prosecution) = (await UnitAsync(inquiry, "Police"), await UnitAsync(prosecutor, "Prosecution"));
        var number = role == "ProvinceCaseworker" ? cases.Child : cases.Moved;
        Assert.Equal(refused, await TryAsync(user, role, $"""
            insert into non_punishments (id, case_id, offences, inquiry_unit_id, prosecutor_unit_id, by_user_id, by_unit_id, flagged_at, inquiry_asked_at, prosecutor_asked_at, outcome)
            select gen_random_uuid(), id, array['immigration'], '{police}', '{prosecution}', app_user(), app_unit(), app_now(), app_now(), app_now(), {outcome} from cases where nrm_number = '{number}'
            """));
    }

    // Any of the kind will do; a code that is not of it is the wrong office.
    private async Task<object?> UnitAsync(string code, string agency) =>
        code.StartsWith("NGO", StringComparison.Ordinal) ? ReferenceData.IdOf("unit", code) : await portal.ScalarAsync($"select id from units where agency = '{agency}' order by code limit 1");

    [Theory]
    [InlineData("Undeclared", null)]
    [InlineData("None", "42501")]
    public async Task NobodyDeclaresForAMember(string interest, string? refused) =>
        Assert.Equal(refused, await TryAsync("mdt.secretary", "MdtSecretary", $"""
            insert into seats (id, panel_id, case_id, membership_id, user_id, agency, decides, interest)
            values (gen_random_uuid(), '{await portal.ScalarAsync($"select p.id from panels p join cases c on c.id = p.case_id where c.nrm_number = '{cases.Child}'")}',
                '{await portal.ScalarAsync($"select id from cases where nrm_number = '{cases.Child}'")}', '{ReferenceData.IdOf("membership", "prosecutorProsecutor")}', '{ReferenceData.IdOf("user", "prosecutor")}', 'Prosecution', false, '{interest}')
            """));

    [Theory]
    [InlineData("null", null)]
    [InlineData("app_now()", "42501")]
    public async Task AnEmergencyOpening_IsNotReviewedByWhoOpens(string reviewed, string? refused) =>
        Assert.Equal(refused, await TryAsync("hotline", "HotlineOperator", $"""
            insert into break_glass (id, case_id, by_user_id, membership_id, unit_id, reason, at, until, reviewed_at)
            values (gen_random_uuid(), '{await portal.ScalarAsync($"select id from cases where nrm_number = '{cases.Moved}'")}', app_user(), app_membership(), app_unit(), ''::bytea, app_now(), app_now() + interval '24 hours', {reviewed})
            """));

    // What the flow asks after an act is not for whoever did the act, though it bears their name.
    [Theory]
    [InlineData("officer.immigration", "FrontlineOfficer", "ProtectChild", 0)]
    [InlineData("officer.immigration", "FrontlineOfficer", "Written", 1)]
    [InlineData("caseworker", "ProvinceCaseworker", "ProtectChild", 1)]
    [InlineData("inquiry", "InquiryOfficer", "ProtectChild", 0)]
    public async Task ATask_IsPassedOnByThoseItIsFor_OrWhoWroteIt(string user, string role, string code, int changed)
    {
        var task = await portal.ScalarAsync($"""
            insert into tasks (id, case_id, code, to_unit_id, to_role, given_at, given_by_user_id) select gen_random_uuid(), id, '{code}', province_office_id, 'ProvinceCaseworker', opened_at, opened_by_user_id
            from cases where nrm_number = '{cases.Moved}' returning id
            """);
        Assert.Equal((long)changed, await portal.AsAsync(user, role, $"with passed as (update tasks set to_unit_id = app_unit(), to_role = null where id = '{task}' returning 1) select count(*) from passed"));
    }

    [Theory]
    [InlineData("inquiry", "InquiryOfficer", "POL-63", 1)]
    [InlineData("inquiry", "InquiryOfficer", "IMM-63", 0)] // of whom it warns may be an official who only takes part
    [InlineData("officer.immigration", "FrontlineOfficer", "IMM-63", 0)] // keeps the core alone
    [InlineData("ngo", "NgoCaseworker", "IMM-63", 1)]
    [InlineData("caseworker", "ProvinceCaseworker", "IMM-63", 1)]
    public async Task AWarning_IsTakenBackByWhoGaveIt_OrHasTheCase(string user, string role, string given, int ended)
    {
        var warning = await portal.ScalarAsync($"""
            insert into case_warnings (id, case_id, code, "from", by_user_id, by_unit_id, at) select gen_random_uuid(), id, 'OfficialInvolved', current_date, opened_by_user_id, '{ReferenceData.IdOf("unit", given)}', opened_at
            from cases where nrm_number = '{cases.Moved}' returning id
            """);
        Assert.Equal((long)ended, await portal.AsAsync(user, role, $"with ended as (update case_warnings set ended_at = app_now(), ended_by_user_id = app_user() where id = '{warning}' returning 1) select count(*) from ended"));
    }

    // A filter forgotten in the portal reaches no further than the office's own sight.
    [Fact]
    public async Task WhoSeesNothingOfACase_EndsNoWarningOfIt()
    {
        await portal.ScalarAsync($"""
            insert into case_warnings (id, case_id, code, "from", by_user_id, by_unit_id, at) select gen_random_uuid(), id, 'Armed', current_date, opened_by_user_id, opened_by_unit_id, opened_at
            from cases where nrm_number = '{cases.Moved}'
            """);
        Assert.Equal("0", await portal.AsAsync("shelter.police", "ShelterWorker", """
            do $$ declare n int; begin update case_warnings set ended_at = now(); get diagnostics n = row_count; perform set_config('nrm.ended', n::text, true); end $$;
            select current_setting('nrm.ended')
            """));
    }
}
