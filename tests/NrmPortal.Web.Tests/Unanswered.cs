using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Urgent referrals that DATIP has approved and no shelter answers, on the portal's clock.</summary>
internal static class Unanswered
{
    public static async Task<string> ReferAsync(Portal portal, string shelter = "NGO Shelter", string name = "Aung Example")
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer, name);
        await officer.GetAsync($"/cases/{number}/referrals/new");
        await officer.PostAsync($"/cases/{number}/referrals/new", ("Input.Urgent", "true"), ("Input.RestsOn", "ground"), ("Input.Ground", "s29"), ("Input.Sections", "Identity"));
        var referral = officer.Path[(officer.Path.LastIndexOf('/') + 1)..];
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, shelter);
        return referral;
    }

    /// <summary>So many cases in all, copies of the one with a referral; the journey has tested how one comes about.</summary>
    public static async Task MultiplyAsync(Portal portal, int cases)
    {
        await ReferAsync(portal);
        await portal.ScalarAsync($"""
            create temp table twins as select c.id as old, gen_random_uuid() as id, format('NRM-2569-9%s', lpad(i::text, 5, '0')) as number from cases c cross join generate_series(2, {cases}) i;
            insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', t.id, 'nrm_number', t.number, 'first_contact_number', replace(t.number, 'NRM', 'FC')))).* from twins t join cases c on c.id = t.old;
            insert into case_events select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'case_id', t.id))).* from twins t join case_events e on e.case_id = t.old;
            insert into referrals select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'case_id', t.id, 'number', t.number || '-R1'))).* from twins t join referrals r on r.case_id = t.old;
            """);
    }
}
