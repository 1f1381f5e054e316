using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data;
using NrmPortal.Data.Encryption;
using NrmPortal.Data.Jobs;
using NrmPortal.Data.Seed;
using NrmPortal.Domain.Access;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Raw SQL as the application role: what row security lets each membership see, table by table.</summary>
public sealed class RowSecurityTests(RowSecurityTests.Seeded seeded) : IClassFixture<RowSecurityTests.Seeded>
{
    private static readonly string[] CaseTables =
    [
        "cases", "case_access", "case_section_access", "case_events", "screenings", "screening_records", "person_identities", "name_tokens", "consents",
        "health_notes", "bases_of_stay", "panels", "seats", "opinions", "decisions", "referrals", "needs_profiles", "referral_steps", "referral_notes", "referral_versions", "place_calls", "placements", "break_glass",
        "notices", "tasks", "clock_pauses", "clock_extensions", "risk_assessments", "follow_up_visits", "closures", "reopenings",
        "plans", "plan_goals", "case_conferences", "services", "health_services", "shelter_leaves", "shelter_incidents", "movement_restrictions", "shelter_rooms", "rules_explained", "belongings", "exit_notes", "case_warnings", "warning_notes",
        "return_steps", "return_plans", "return_goals", "return_journeys", "stay_permits", "arrival_notices",
        "disclosures", "case_transfers", "case_links",
        "best_interests", "guardians", "dcy_involvements", "age_assessments", "child_interviews", "non_punishments", "non_punishment_answers",
        "police_cases", "police_case_moves", "charges", "suspects", "legal_steps", "court_dates", "verdicts", "prosecutor_notes", "claims", "money_entries", "claim_officers", "compensation_tellings", "legal_strikes",
        "indicator_marks", "dissent_answers", "decision_letters", "panel_minutes", "conflicts_of_interest", "review_requests", "attendances",
        "panel_replacements", "decision_tellings", "number_messages",
        "opinion_versions", "opinion_version_marks",
        "escalations", "stay_alarms",
        "task_handovers", "task_words", "shift_items", "case_messages", "message_reads",
        "documents", "document_versions", "document_copies",
    ];

    private static readonly (string Table, Section Section)[] SectionTables =
    [
        ("person_identities", Section.Identity), ("name_tokens", Section.Identity), ("screening_records", Section.Account), ("health_notes", Section.Health),
        ("consents", Section.Consent), ("bases_of_stay", Section.Plan), ("opinions", Section.Identification), ("decisions", Section.Identification),
        ("risk_assessments", Section.Plan), ("follow_up_visits", Section.Plan), ("closures", Section.Plan), ("reopenings", Section.Plan),
        ("plans", Section.Plan), ("plan_goals", Section.Plan), ("case_conferences", Section.Plan), ("services", Section.Plan), ("health_services", Section.Health),
        ("shelter_leaves", Section.Plan), ("shelter_incidents", Section.Plan), ("movement_restrictions", Section.Plan), ("shelter_rooms", Section.Plan), ("rules_explained", Section.Plan), ("belongings", Section.Plan), ("exit_notes", Section.Plan), ("warning_notes", Section.Identity),
        ("return_steps", Section.Family), ("return_plans", Section.Family), ("return_goals", Section.Family), ("return_journeys", Section.Family), ("stay_permits", Section.Plan), ("arrival_notices", Section.Family),
        ("disclosures", Section.Consent),
        ("best_interests", Section.Family), ("guardians", Section.Family), ("age_assessments", Section.Identity), ("child_interviews", Section.Account),
        ("non_punishments", Section.Legal), ("non_punishment_answers", Section.Legal),
        ("police_cases", Section.Legal), ("police_case_moves", Section.Legal), ("charges", Section.Legal), ("legal_steps", Section.Legal), ("court_dates", Section.Legal), ("verdicts", Section.Legal), ("legal_strikes", Section.Legal),
        ("suspects", Section.Suspects), ("prosecutor_notes", Section.ProsecutorNotes), ("claims", Section.Money), ("money_entries", Section.Money),
        ("indicator_marks", Section.Identification), ("dissent_answers", Section.Identification), ("decision_letters", Section.Identification),
        ("panel_minutes", Section.Identification), ("conflicts_of_interest", Section.Identification), ("review_requests", Section.Identification),
        ("panel_replacements", Section.Identification), ("decision_tellings", Section.Identification),
        ("attendances", Section.Identification), ("opinion_versions", Section.Identification), ("opinion_version_marks", Section.Identification),
        ("case_messages", Section.Messages),
        // The seeded document is bound to it.
        ("documents", Section.Health), ("document_versions", Section.Health), ("document_copies", Section.Health),
    ];

    private readonly Portal portal = seeded.Portal;

    private async Task<long> Count(string table, string? user, string? role)
    {
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (user is not null) await Execute(connection, $"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true)");
        await using var command = new NpgsqlCommand($"select count(*) from {table}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task EveryTableThatNamesACase_IsUnderRowSecurity_AndIsTestedWithRowsInIt()
    {
        var server = await TestCluster.Server;
        await using var owner = new NpgsqlConnection(server.OwnerConnection(portal.Database));
        await owner.OpenAsync();
        await using var command = new NpgsqlCommand("""
            select c.relname, c.relrowsecurity from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'case_id' and not a.attisdropped
              and has_table_privilege('nrm_app', c.oid, 'select') and c.relname <> 'audit_records'
            """, owner);
        var found = new List<string> { "cases" };
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                Assert.True(reader.GetBoolean(1), $"{reader.GetString(0)} has no row security");
                found.Add(reader.GetString(0));
            }
        }

        Assert.Equal(CaseTables.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        foreach (var table in CaseTables)
        {
            await using var count = new NpgsqlCommand($"select count(*) from {table}", owner);
            Assert.True((long)(await count.ExecuteScalarAsync())! > 0, $"{table} is empty: seeing nothing of it proves nothing");
        }
    }

    [Theory]
    [InlineData("caseworker", "ProvinceCaseworker")]
    [InlineData("mdt.secretary", "MdtSecretary")]
    [InlineData("datip", "DatipReviewer")]
    [InlineData("datip.coordinator", "DatipCoordinator")]
    public async Task EverySection_ForThoseWithSightOfTheWholeCase_FollowsTheGrants(string user, string role)
    {
        foreach (var (table, section) in SectionTables)
            Assert.True(SectionGrants.Has(Enum.Parse<Role>(role), section) == await Count(table, user, role) > 0, $"{role} {table}");
    }

    [Fact]
    public async Task AReceiver_ReadsWhatWasShared_AndNothingElse()
    {
        // The basis on which it houses the person is its own.
        foreach (var (table, section) in SectionTables)
            Assert.True((section is Section.Identity or Section.Health or Section.Messages || table == "bases_of_stay") == await Count(table, "shelter.ngo", "ShelterWorker") > 0, table);
    }

    [Fact]
    public async Task WithoutAnActor_NoTableShowsARow()
    {
        foreach (var table in CaseTables) Assert.True(await Count(table, null, null) == 0, table);
    }

    [Theory]
    [InlineData("scnrm", "ScNrmMember")]
    [InlineData("agency.admin", "AgencyAdministrator")]
    [InlineData("admin", "SystemAdministrator")]
    [InlineData("trainer", "Trainer")]
    [InlineData("auditor", "Auditor")]
    [InlineData("officer.police", "FrontlineOfficer")]
    [InlineData("shelter.police", "ShelterWorker")]
    [InlineData("prosecutor", "Prosecutor")] // sat on the panel that has decided
    [InlineData("officer.immigration", "DatipReviewer")] // a membership that the person does not hold
    public async Task APersonWithoutSight_SeesNoRowOfAnyTable(string user, string role)
    {
        foreach (var table in CaseTables) Assert.True(await Count(table, user, role) == 0, table);
    }

    [Theory]
    [InlineData("person_identities", "officer.immigration", "FrontlineOfficer", 1)] // owns the one, and only opened the other
    [InlineData("opinions", "officer.immigration", "FrontlineOfficer", 0)] // sees the case, not this section
    [InlineData("opinions", "labour", "LabourOfficer", 1)] // seated on the open panel
    [InlineData("bases_of_stay", "labour", "LabourOfficer", 0)]
    [InlineData("bases_of_stay", "caseworker", "ProvinceCaseworker", 1)]
    [InlineData("risk_assessments", "officer.immigration", "FrontlineOfficer", 0)] // opened the case, neither assessed nor plans
    [InlineData("follow_up_visits", "officer.immigration", "FrontlineOfficer", 0)]
    [InlineData("follow_up_visits", "caseworker", "ProvinceCaseworker", 1)]
    [InlineData("closures", "officer.immigration", "FrontlineOfficer", 0)]
    [InlineData("closures", "datip.coordinator", "DatipCoordinator", 1)]
    [InlineData("plans", "officer.immigration", "FrontlineOfficer", 0)]
    [InlineData("plan_goals", "shelter.ngo", "ShelterWorker", 0)] // cares for the person; the plan was not shared with it
    [InlineData("services", "mdt.secretary", "MdtSecretary", 1)]
    [InlineData("movement_restrictions", "officer.immigration", "FrontlineOfficer", 0)]
    [InlineData("return_steps", "officer.immigration", "FrontlineOfficer", 0)]
    [InlineData("return_journeys", "shelter.ngo", "ShelterWorker", 0)] // cares for the person; the family was not shared with it
    [InlineData("stay_permits", "mdt.secretary", "MdtSecretary", 1)] // reads the plan
    [InlineData("health_services", "mdt.secretary", "MdtSecretary", 0)] // reads the plan, not what belongs to health
    [InlineData("plan_goals", "mdt.secretary", "MdtSecretary", 1)] // reads the plan, and of its three goals the one that is not of health
    [InlineData("plan_goals", "caseworker", "ProvinceCaseworker", 3)]
    [InlineData("shelter_incidents", "mdt.secretary", "MdtSecretary", 1)] // of an illness and a broken window
    [InlineData("shelter_incidents", "datip", "DatipReviewer", 2)]
    [InlineData("return_goals", "caseworker", "ProvinceCaseworker", 2)]
    [InlineData("case_warnings", "officer.immigration", "FrontlineOfficer", 2)] // all who see the case are warned
    [InlineData("case_warnings", "shelter.ngo", "ShelterWorker", 2)]
    [InlineData("warning_notes", "officer.immigration", "FrontlineOfficer", 0)]
    [InlineData("screening_records", "labour", "LabourOfficer", 1)]
    [InlineData("guardians", "labour", "LabourOfficer", 0)] // no grant for family
    [InlineData("best_interests", "dcy", "DcyOfficer", 1)] // takes part in the child's case
    [InlineData("non_punishments", "dcy", "DcyOfficer", 0)]
    [InlineData("non_punishment_answers", "dcy", "DcyOfficer", 0)]
    [InlineData("screening_records", "officer.immigration", "FrontlineOfficer", 2)] // keeps its own screening after the transfer
    [InlineData("person_identities", "datip", "DatipReviewer", 2)]
    [InlineData("documents", "officer.immigration", "FrontlineOfficer", 0)] // sees the case, not the section the document is bound to
    [InlineData("documents", "hotline", "HotlineOperator", 0)] // nor in an emergency opening
    [InlineData("claims", "justice", "JusticeOfficer", 1)] // asked by name to pursue it
    [InlineData("police_cases", "justice", "JusticeOfficer", 0)]
    [InlineData("person_identities", "justice", "JusticeOfficer", 0)]
    [InlineData("claim_officers", "shelter.ngo", "ShelterWorker", 1)] // who pursues a claim is part of the core
    [InlineData("compensation_tellings", "shelter.ngo", "ShelterWorker", 1)] // so is that the person was told of compensation
    [InlineData("suspects", "caseworker", "ProvinceCaseworker", 0)]
    [InlineData("task_words", "shelter.ngo", "ShelterWorker", 1)] // the task went to it
    [InlineData("task_words", "caseworker", "ProvinceCaseworker", 1)]
    [InlineData("task_words", "officer.immigration", "FrontlineOfficer", 0)] // sees that there is a task, not what was written
    [InlineData("task_words", "datip", "DatipReviewer", 0)]
    [InlineData("task_words", "hotline", "HotlineOperator", 0)]
    [InlineData("task_handovers", "shelter.ngo", "ShelterWorker", 1)]
    [InlineData("task_handovers", "officer.immigration", "FrontlineOfficer", 0)]
    [InlineData("referral_notes", "shelter.ngo", "ShelterWorker", 1)]
    [InlineData("referral_notes", "mdt.secretary", "MdtSecretary", 1)] // of the province office
    [InlineData("referral_notes", "labour", "LabourOfficer", 0)]
    [InlineData("case_links", "caseworker", "ProvinceCaseworker", 1)]
    [InlineData("case_links", "officer.immigration", "FrontlineOfficer", 1)] // owns the one, opened the other
    [InlineData("case_links", "shelter.ngo", "ShelterWorker", 0)] // sees one of the two alone
    [InlineData("case_links", "labour", "LabourOfficer", 0)]
    [InlineData("case_links", "hotline", "HotlineOperator", 0)]
    [InlineData("place_calls", "datip", "DatipReviewer", 1)]
    [InlineData("referral_versions", "datip", "DatipReviewer", 1)]
    [InlineData("referral_versions", "caseworker", "ProvinceCaseworker", 1)] // has the case now
    [InlineData("referral_versions", "shelter.ngo", "ShelterWorker", 0)] // reads what it was sent
    [InlineData("referral_versions", "labour", "LabourOfficer", 0)]
    [InlineData("place_calls", "caseworker", "ProvinceCaseworker", 0)] // DATIP's own
    [InlineData("cases", "caseworker", "ProvinceCaseworker", 2)]
    public async Task ASection_NeedsTheRolesGrantBesidesSight(string table, string user, string role, int rows) => Assert.Equal(rows, await Count(table, user, role));

    [Theory]
    [InlineData("insert into case_access (scope, case_id, via, number, stage, opened_at, province_code, category) values (gen_random_uuid(), gen_random_uuid(), 'owner', 'X', 'Screening', now(), '63', 'Labour')")]
    [InlineData("update audit_records set verb = 'x'")]
    [InlineData("delete from audit_records")]
    [InlineData("delete from case_events")]
    [InlineData("update money_entries set amount = 1")]
    [InlineData("delete from money_entries")]
    [InlineData("update claims set kind = 'Fund'")]
    [InlineData("update police_cases set opened_on = now()")]
    [InlineData("update verdicts set outcome = 'Acquitted'")]
    [InlineData("update court_dates set starts_at = now()")]
    [InlineData("update plans set version = 9")]
    [InlineData("delete from plan_goals")]
    [InlineData("update plan_goals set goal = null")]
    [InlineData("update services set refused = true")]
    [InlineData("delete from health_services")]
    [InlineData("update movement_restrictions set ends_at = now()")]
    [InlineData("delete from shelter_incidents")]
    [InlineData("update case_links set reason = null")]
    [InlineData("update exit_notes set text = null")]
    [InlineData("update belongings set what = null")]
    [InlineData("delete from belongings")]
    [InlineData("delete from rules_explained")]
    [InlineData("update shelter_rooms set room = null")]
    [InlineData("update place_pools set occupied = 0")]
    [InlineData("delete from case_links")]
    [InlineData("update return_steps set finding = 'Safe'")]
    [InlineData("update return_plans set country = 'MM'")]
    [InlineData("delete from return_journeys")]
    [InlineData("update stay_permits set valid_until = now()")]
    [InlineData("delete from legal_steps")]
    [InlineData("update suspects set name = null")]
    [InlineData("delete from prosecutor_notes")]
    [InlineData("update case_events set code = 'x'")]
    [InlineData("insert into section_grants values ('ShelterWorker', 'Account')")]
    [InlineData("select rebuild_case_access(gen_random_uuid())")]
    [InlineData("alter table cases disable row level security")]
    [InlineData("set role nrm_owner")]
    public async Task TheApplicationRole_CannotWidenItsSightOrRewriteHistory(string sql)
    {
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.AppConnection(portal.Database));
        await connection.OpenAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Execute(connection, sql));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task TheDatabase_RefusesAStageMoveThatTheChartDoesNotHave()
    {
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.OwnerConnection(portal.Database));
        await connection.OpenAsync();
        await Assert.ThrowsAsync<PostgresException>(() => Execute(connection, "update cases set stage = 'Return'"));
    }

    [Fact]
    public async Task PersonalTexts_AreNotReadableInTheTable_AndDoNotOpenInAnotherRow()
    {
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.OwnerConnection(portal.Database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select id, name from person_identities order by id", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var (id, cipher) = (reader.GetGuid(0), reader.GetFieldValue<byte[]>(1));
        await reader.ReadAsync();
        var other = reader.GetGuid(0);
        var ring = portal.Services.GetRequiredService<KeyRing>();
        Assert.DoesNotContain("Aung", Encoding.UTF8.GetString(cipher), StringComparison.Ordinal);
        Assert.Contains("Aung", Envelope.Open(cipher, ring.KeyOf, $"person_identities.Name.{id:N}"), StringComparison.Ordinal);
        Assert.ThrowsAny<CryptographicException>(() => Envelope.Open(cipher, ring.KeyOf, $"person_identities.Name.{other:N}"));
        Assert.ThrowsAny<CryptographicException>(() => Envelope.Open(cipher, ring.KeyOf, $"person_identities.Contact.{id:N}"));
    }

    [Fact]
    public async Task AQueryThatReachesIntoASealedText_IsRefused()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Identities.Select(p => p.Name).ToListAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Identities.Where(p => p.Contact != null).CountAsync());
    }

    /// <summary>Two cases: one before an open panel and offered to a shelter, one decided, housed and opened in an emergency.</summary>
    public sealed class Seeded : IAsyncLifetime
    {
        public Portal Portal { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Portal = await Portal.StartAsync();
            var (officer, datip, secretary) = (await Portal.VisitAsync("officer.immigration"), await Portal.VisitAsync("datip"), await Portal.VisitAsync("mdt.secretary"));
            var open = await Story.ScreenAsync(officer, age: "child", health: "A wound on the hand");
            await Story.ReferAsync(officer, open);
            await Story.ConveneAsync(secretary, open, "Mana", "Raengngan");
            await Story.OpineAsync(await Portal.VisitAsync("labour"), open, "Yes");
            await DifferAsync("labour", open);

            var caseworker = await Portal.VisitAsync("caseworker");
            await Story.Then(caseworker, $"/cases/{open}/clocks", "Pause", ("Pause.Clock", "ReflectionPeriod"), ("Pause.Reason", "InHospital"), ("Pause.ResumeBy", Portal.Day(5)));
            await Story.Then(await Portal.VisitAsync("datip.coordinator"), $"/cases/{open}/clocks", "Extend",
                ("Extend.Clock", "ReflectionPeriod"), ("Extend.Authority", "Datip"), ("Extend.Days", "10"), ("Extend.Document", "DATIP 7/2569"));

            await Story.ProposeTransferAsync(caseworker, open, "MSDHS-57");

            var decided = await Story.ScreenAsync(officer, "Aung Other", health: "Fever");
            var referral = await Story.ReferAsync(officer, decided, "Identity", "Health");
            await Story.ApproveAsync(datip, referral, "NGO Shelter");
            var shelter = await Portal.VisitAsync("shelter.ngo");
            await Story.Then(shelter, $"/referrals/{referral}/notes", "Ask", ("Text", "Are there stairs?"));
            await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
            await Portal.ScalarAsync($"insert into place_calls (id, referral_id, case_id, unit_id, called_at, answer, by_user_id, at) select gen_random_uuid(), id, case_id, receiver_unit_id, at, 'NotReached', by_user_id, at from (select *, now() as at from referrals where number = '{referral}') r");
            await Portal.ScalarAsync($"insert into referral_versions (id, referral_id, case_id, urgent, emergency, sections, age_group, sex, languages, with_family, medical, psychosocial, disability, high_risk, by_user_id, by_unit_id, at) select gen_random_uuid(), id, case_id, false, false, sections, 'Adult', 'Male', '', false, false, false, false, false, by_user_id, from_unit_id, now() from referrals where number = '{referral}'");
            await caseworker.GetAsync($"/cases/{decided}/disclosures/new");
            await caseworker.PostAsync($"/cases/{decided}/disclosures/new", ("Input.Outside", "Court"), ("Input.Name", "A court"), ("Input.Sections", "Identity"), ("Input.Reason", "An order"), ("Input.Basis", "g:s29"), ("Input.How", "ByHand"));
            // Twice: the second takes the place of the first.
            foreach (var _ in new[] { 1, 2 }) await Story.ConveneAsync(secretary, decided, "Mana", "Aiyakarn", "Yutitham");
            foreach (var (member, view) in new[] { ("mdt", "Yes"), ("prosecutor", "No") }) await Story.OpineAsync(await Portal.VisitAsync(member), decided, view);
            // Before the decision the offices read no opinion; after it they read this one with its remark.
            await DifferAsync("mdt", decided);
            await Story.DeclareAsync(await Portal.VisitAsync("justice"), decided, conflict: "My cousin");
            await secretary.GetAsync($"/cases/{decided}/identification/minutes");
            await secretary.PostAsync($"/cases/{decided}/identification/minutes", ("Minutes", "All were heard"));
            await Story.DecideAsync(await Portal.VisitAsync("authority"), decided, "VictimTraffickingS6");
            await Story.TellAsync(caseworker, decided);
            await Story.PassOnAsync(await Portal.VisitAsync("hotline"), decided);
            // The meeting is weeks away: what its secretary will write down then.
            await Portal.ScalarAsync("insert into attendances (id, case_id, presence, by_user_id, at) select id, case_id, 'InPerson', membership_id, now() from seats where spoken_at is not null");
            await Story.Then(caseworker, $"/cases/{decided}/identification/review", "", ("Asker", "Person"), ("Grounds", "New papers"));
            await ChildStory.AskDcyAsync(caseworker, open);
            await ChildStory.NameAsync(caseworker, open, "Cleared");
            await ChildStory.InterviewAsync(caseworker, open);
            await ChildStory.FillAsync(caseworker, open, "assessment", ChildStory.BestInterests);
            await ChildStory.AgeAsync(caseworker, decided, "Adult", ("Input.Years", "30"), ("Input.Margin", "12"));
            // Put before offices whose people the tests do not ask.
            await ChildStory.FlagAsync(caseworker, decided, "10");
            await Portal.ScalarAsync("""
                insert into non_punishment_answers (id, non_punishment_id, case_id, office, outcome, by_user_id, by_unit_id, at)
                select gen_random_uuid(), id, case_id, 'InquiryOfficer', 'NotProsecuted', gen_random_uuid(), inquiry_unit_id, now() from non_punishments
                """);
            await JusticeStory.OpenAsync(caseworker, decided, "10");
            await JusticeStory.ChargeAsync(caseworker, decided);
            await JusticeStory.TellRightAsync(caseworker, decided);
            await JusticeStory.StepAsync(caseworker, decided, "ProtectionRequested", 0);
            await JusticeStory.CourtAsync(caseworker, decided, 10);
            await JusticeStory.AskOfficerAsync(caseworker, decided, "justice", "JusticeOfficer");
            await JusticeStory.WriteRestAsync(Portal, decided);
            await OfficesWorkTogether(decided);
            var hotline = await Portal.VisitAsync("hotline");
            await hotline.GetAsync("/break-glass");
            await hotline.PostAsync("/break-glass", ("Number", decided), ("Reason", "A reason"));

            // The case is not that far: a visit of another office.
            await Portal.ScalarAsync($"insert into follow_up_visits (id, case_id, visited_on, kind, outcome, danger, by_user_id, by_unit_id, at) select gen_random_uuid(), id, current_date, 'Seen', 'Well', 'None', opened_by_user_id, gen_random_uuid(), now() from cases where nrm_number = '{decided}'");
            await Portal.ScalarAsync($"""
                insert into closures (id, case_id, "from", how, reason, summary, language, recontact, belongings, open_items, by_user_id, by_unit_id, at)
                select gen_random_uuid(), id, 'Assistance', 'EndAssistance', 'PlanFulfilled', ''::bytea, 'th', 'Declined', 'Returned', '', opened_by_user_id, gen_random_uuid(), now() from cases where nrm_number = '{decided}'
                """);
            await Portal.ScalarAsync($"insert into reopenings (id, case_id, how, reason, by_user_id, by_unit_id, at) select gen_random_uuid(), id, 'ReopenToProtection', 'InDanger', opened_by_user_id, gen_random_uuid(), now() from cases where nrm_number = '{decided}'");
            await Story.Then(caseworker, $"/cases/{decided}/links", "Link", ("Input.Number", open), ("Input.Kind", "SameExploiter"), ("Input.Reason", "The same boat"));
            await CareStory.PlanAsync(caseworker, decided, [.. CareStory.Goal(1, "health", "To sleep again"), .. CareStory.Goal(2, "sexualRecovery", "To trust again")]);
            await CareStory.ConferAsync(caseworker, decided);
            await CareStory.ServeAsync(caseworker, decided, "training");
            await CareStory.ServeAsync(caseworker, decided, "medical");
            // Not there yet: what another office will write down.
            await Portal.ScalarAsync("""
                insert into shelter_leaves (id, case_id, placement_id, out_at, back_by, by_user_id, by_unit_id, at)
                select gen_random_uuid(), p.case_id, p.id, now(), now() + interval '1 hour', c.opened_by_user_id, gen_random_uuid(), now() from placements p join cases c on c.id = p.case_id;
                insert into shelter_incidents (id, case_id, placement_id, kind, harm, is_serious, happened_at, account, by_user_id, by_unit_id, at)
                select gen_random_uuid(), p.case_id, p.id, 'Illness', 'None', false, now(), ''::bytea, c.opened_by_user_id, gen_random_uuid(), now() from placements p join cases c on c.id = p.case_id;
                insert into shelter_incidents (id, case_id, placement_id, kind, harm, is_serious, happened_at, account, by_user_id, by_unit_id, at)
                select gen_random_uuid(), p.case_id, p.id, 'Damage', 'None', false, now(), ''::bytea, c.opened_by_user_id, gen_random_uuid(), now() from placements p join cases c on c.id = p.case_id;
                insert into movement_restrictions (id, case_id, placement_id, kind, basis, reason, starts_at, ends_at, by_user_id, by_unit_id, at)
                select gen_random_uuid(), p.case_id, p.id, 'NotOut', 'OwnWish', ''::bytea, now(), now() + interval '1 day', c.opened_by_user_id, gen_random_uuid(), now() from placements p join cases c on c.id = p.case_id;
                insert into shelter_rooms (id, case_id, placement_id, room, by_user_id, by_unit_id, at)
                select gen_random_uuid(), p.case_id, p.id, ''::bytea, c.opened_by_user_id, gen_random_uuid(), now() from placements p join cases c on c.id = p.case_id;
                insert into rules_explained (id, case_id, placement_id, language, how, interpreter, explained_at, by_user_id, by_unit_id, at)
                select gen_random_uuid(), p.case_id, p.id, 'my', 'Spoken', 'Present', now(), c.opened_by_user_id, gen_random_uuid(), now() from placements p join cases c on c.id = p.case_id;
                insert into belongings (id, case_id, placement_id, what, by_user_id, by_unit_id, at)
                select gen_random_uuid(), p.case_id, p.id, ''::bytea, c.opened_by_user_id, gen_random_uuid(), now() from placements p join cases c on c.id = p.case_id;
                insert into exit_notes (id, case_id, placement_id, text, still_kept, by_user_id, by_unit_id, at)
                select gen_random_uuid(), p.case_id, p.id, ''::bytea, 0, c.opened_by_user_id, gen_random_uuid(), now() from placements p join cases c on c.id = p.case_id;
                """);
            await Portal.ScalarAsync($"""
                insert into return_steps (id, case_id, kind, happened_on, finding, who, reasons, by_user_id, by_unit_id, at)
                select gen_random_uuid(), id, 'RiskAssessed', current_date, 'Safe', ''::bytea, ''::bytea, opened_by_user_id, gen_random_uuid(), now() from cases where nrm_number = '{decided}';
                insert into return_plans (id, case_id, version, direction, country, receiver, receiver_name, by_user_id, by_unit_id, at)
                select gen_random_uuid(), id, 1, 'ToCountry', 'MM', 'Iom', ''::bytea, opened_by_user_id, gen_random_uuid(), now() from cases where nrm_number = '{decided}';
                insert into return_goals (id, case_id, plan_id, position, area, goal, support) select gen_random_uuid(), case_id, id, n, area, ''::bytea, ''::bytea from return_plans cross join (values (1, 'health'), (2, 'livelihood')) g (n, area);
                insert into return_journeys (id, case_id, direction, country, left_from, receiver, received_by, received_at, received_where, note, by_user_id, by_unit_id, at)
                select gen_random_uuid(), id, 'ToCountry', 'MM', ''::bytea, 'Iom', ''::bytea, now(), ''::bytea, ''::bytea, opened_by_user_id, gen_random_uuid(), now() from cases where nrm_number = '{decided}';
                insert into stay_permits (id, case_id, kind, granted_by, valid_from, valid_until, by_user_id, by_unit_id, at)
                select gen_random_uuid(), id, 'stayS37', ''::bytea, current_date, current_date, opened_by_user_id, gen_random_uuid(), now() from cases where nrm_number = '{decided}';
                insert into arrival_notices (id, case_id, to_unit_id, country, post, arrives_on, airport, person, needs_escort, by_user_id, by_unit_id, at)
                select gen_random_uuid(), id, province_office_id, 'MM', ''::bytea, current_date, ''::bytea, ''::bytea, false, opened_by_user_id, gen_random_uuid(), now() from cases where nrm_number = '{decided}';
                """);
            await Papers.AddAsync(caseworker, decided, "Health");
            using (await caseworker.DownloadAsync(caseworker.Path + "/file")) { }

            await Story.AssessRiskAsync(caseworker, decided, "Critical", "8/12/2026");
            await Story.WarnAsync(caseworker, decided, "TraffickerNear");
            await Story.WarnAsync(caseworker, decided, "AskCodeWord", "jasmine");
            await new Escalator((await TestCluster.Server).WorkerConnection(Portal.Database), new Later(Portal.Clock, TimeSpan.FromHours(60))).ClimbAsync();
        }

        // The member sees an indicator otherwise than the screening.
        private async Task DifferAsync(string user, string number)
        {
            var member = await Portal.VisitAsync(user);
            await member.GetAsync($"/cases/{number}/identification/opinion");
            await member.PostAsync($"/cases/{number}/identification/opinion", [.. Story.Findings("Yes"), ("Opinion.Reasons", "Again"), ("view.D01", "Differs"), ("reason.D01", "No debt")]);
        }

        // A message to all, read by the shelter; a task that went to it; a shift's list.
        private async Task OfficesWorkTogether(string number)
        {
            var (caseworker, shelter) = (await Portal.VisitAsync("caseworker"), await Portal.VisitAsync("shelter.ngo"));
            await Story.WriteAsync(caseworker, number, "The doctor comes on Friday");
            await shelter.GetAsync($"/cases/{number}/messages");
            await Story.GiveTaskAsync(caseworker, number, "Call the interpreter", "Karuna");
            await Story.HandOverAsync(caseworker, caseworker.Path, "NGO Shelter");
            await Story.LeaveShiftAsync(shelter);
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
