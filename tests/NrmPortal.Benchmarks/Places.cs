using NrmPortal.Data.Seed;

namespace NrmPortal.Benchmarks;

/// <summary>Shelters all over the country, and referrals for which DATIP looks for a place.</summary>
internal static class Places
{
    public static string Sql { get; } = $"""
        with u as (insert into units (id, code, agency, province_code, name_th, name_en, is_active)
                select gen_random_uuid(), 'BEN-' || n, 'NgoShelter', p.code, 'บ้านพักทดสอบ ' || n, 'Benchmark shelter ' || n, true
                from generate_series(1, 500) n join (select code, row_number() over (order by code) i from provinces) p on p.i = n % 77 + 1 returning id, province_code),
            s as (insert into shelters (id, unit_id, province_code, places, is_open, accepts_men, accepts_women, accepts_boys, accepts_girls, accepts_families, accepts_disability, accepts_high_risk, languages)
                select gen_random_uuid(), id, province_code, 15, true, true, true, true, true, true, false, false, 'th my' from u returning id)
            insert into place_pools (id, shelter_id, kind, places) select gen_random_uuid(), s.id, k, 5 from s cross join unnest(array['Men', 'Women', 'Any']) k;
        update referrals set state = 'Claimed', claimed_by_user_id = '{ReferenceData.IdOf("user", "datip")}' where id in (select id from referrals where state = 'Sent' order by id limit 50);
        """;
}
