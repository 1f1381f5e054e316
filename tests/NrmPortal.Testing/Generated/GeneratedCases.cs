using Npgsql;

namespace NrmPortal.Testing;

/// <summary>Many cases at once, for counts and benchmarks: set-based, as the owner, spread over units as real load is.</summary>
public static class GeneratedCases
{
    public static async Task AddAsync(string ownerConnection, int count)
    {
        await using var connection = new NpgsqlConnection(ownerConnection + ";Command Timeout=1800");
        await connection.OpenAsync();
        foreach (var sql in Statements)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            if (sql.Contains("$1", StringComparison.Ordinal)) command.Parameters.Add(new() { Value = count });
            await command.ExecuteNonQueryAsync();
        }
    }

    // The access trigger would recompute each case; here its result is written for all at once. Squared: a few units hold most.
    private static readonly string[] Statements =
    [
        "alter table cases disable trigger case_access_of_case",
        """
        insert into cases (id, first_contact_number, nrm_number, stage, stage_since, flow_version, owner_unit_id, opened_by_unit_id, opened_by_user_id,
            province_office_id, province_code, age_group, sex, category, opened_at, screening_negative, event_count, referral_count)
        select gen_random_uuid(), format('FC-2570-%s', lpad(n::text, 7, '0')), format('NRM-2570-%s', lpad(n::text, 7, '0')),
            (array['Protection', 'Identification', 'Assistance', 'FollowUp'])[1 + n % 4], now(), (select version from flow_rows limit 1), u.id, u.id,
            (select id from users limit 1), o.id, u.province_code, 'Adult', 'Female', 'Labour', now() - n * interval '1 minute', false, 0, 0
        from generate_series(1, $1) n
        join (select id, province_code, row_number() over (order by code) - 1 as place, count(*) over () as all_units from units) u
            on u.place = floor(power(((n * 7919) % 10007) / 10007.0, 3) * u.all_units)
        join units o on o.agency = 'ProvincialMsdhs' and o.province_code = u.province_code
        """,
        """
        insert into case_access (scope, case_id, via, number, stage, opened_at, due_at, province_code, category)
        select distinct on (s.scope, c.id) s.scope, c.id, s.via, coalesce(c.nrm_number, c.first_contact_number), c.stage, c.opened_at, c.due_at, c.province_code, c.category
        from cases c cross join lateral (values (c.owner_unit_id, 'owner'), (national_scope(), 'national'), (c.province_office_id, 'province')) s (scope, via)
        on conflict do nothing
        """,
        "alter table cases enable trigger case_access_of_case",
        "analyze",
    ];
}
