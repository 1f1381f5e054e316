using NrmPortal.Data.Seed;

namespace NrmPortal.Testing;

/// <summary>Steps of the legal track and of the money over HTTP.</summary>
public static class JusticeStory
{
    public static async Task<Visitor> FillAsync(Visitor visitor, string number, string page, params (string, string)[] values)
    {
        await visitor.GetAsync($"/cases/{number}/{page}");
        return await visitor.PostAsync($"/cases/{number}/{page}", values);
    }

    /// <summary>A police case of 20 days ago, in the hands of that province's police and prosecutors.</summary>
    public static Task<Visitor> OpenAsync(Visitor visitor, string number, string province = "63", int day = -20) => FillAsync(visitor, number, "legal/police-case",
        ("Input.OpenedOn", Portal.Day(day)), ("Input.Number", "77/2569"), ("Input.Station", "Mae Sot"),
        ("Input.InquiryUnitId", ReferenceData.IdOf("unit", $"POL-{province}").ToString()), ("Input.ProsecutorUnitId", ReferenceData.IdOf("unit", $"OAG-{province}").ToString()));

    /// <summary>The person was told of the right to compensation today.</summary>
    public static Task<Visitor> TellRightAsync(Visitor visitor, string number) => FillAsync(visitor, number, "legal/compensation-right",
        ("Input.On", Portal.Day(0)), ("Input.Language", "my"), ("Input.Interpreter", "Present"), ("Input.How", "SpokenWithPaper"));

    /// <param name="policeCase">Which of those that the form offers, from the first that was opened.</param>
    public static async Task<Visitor> ChargeAsync(Visitor visitor, string number, int day = -15, int policeCase = 0)
    {
        await visitor.GetAsync($"/cases/{number}/legal/charge");
        return await visitor.PostAsync($"/cases/{number}/legal/charge", ("Input.PoliceCaseId", PoliceCase(visitor, policeCase)), ("Input.Offence", "s6"), ("Input.On", Portal.Day(day)));
    }

    private static string PoliceCase(Visitor visitor, int which) =>
        visitor.Page.QuerySelectorAll("select[name='Input.PoliceCaseId'] option:not([value=''])").ElementAtOrDefault(which)?.GetAttribute("value") ?? "";

    public static Task<Visitor> SuspectAsync(Visitor visitor, string number, string name, string relation = "Acquaintance") => FillAsync(visitor, number, "legal/suspect",
        ("Input.Role", "Recruiter"), ("Input.Relation", relation), ("Input.Name", name));

    public static async Task<Visitor> StepAsync(Visitor visitor, string number, string kind, int day, string page = "step", int policeCase = 0)
    {
        await visitor.GetAsync($"/cases/{number}/legal/{page}");
        return await visitor.PostAsync($"/cases/{number}/legal/{page}", ("Input.PoliceCaseId", PoliceCase(visitor, policeCase)),
            ("Input.Kind", kind), ("Input.On", Portal.Day(day)), ("Input.Place", "Court"), ("Input.Note", "By the court"));
    }

    public static Task<Visitor> CourtAsync(Visitor visitor, string number, int day) => FillAsync(visitor, number, "legal/court",
        ("Input.On", Portal.Day(day)), ("Input.Time", "09:30"), ("Input.Purpose", "WitnessHearing"), ("Input.Court", "Court room 4"), ("Input.PersonAttends", "true"));

    /// <param name="charge">Which of those that the form offers.</param>
    public static async Task<Visitor> VerdictAsync(Visitor visitor, string number, int day, int charge = 0)
    {
        await visitor.GetAsync($"/cases/{number}/legal/verdict");
        return await visitor.PostAsync($"/cases/{number}/legal/verdict", ("Input.ChargeId", visitor.Page.QuerySelectorAll("input[name='Input.ChargeId']")[charge].GetAttribute("value")!),
            ("Input.Court", "FirstInstance"), ("Input.Outcome", "Convicted"), ("Input.On", Portal.Day(day)));
    }

    public static Task<Visitor> AskOfficerAsync(Visitor visitor, string number, string user, string role) =>
        Story.Then(visitor, $"/cases/{number}/compensation", "Ask", ("MembershipId", ReferenceData.IdOf("membership", user + role).ToString()));

    /// <summary>Arrives at the claim.</summary>
    public static Task<Visitor> ClaimAsync(Visitor visitor, string number, string kind, string amount, int day = -10) => FillAsync(visitor, number, "compensation/claim",
        ("Input.Kind", kind), ("Input.Benefit", "living"), ("Input.Amount", amount), ("Input.On", Portal.Day(day)), ("Input.Document", "C 1/2569"));

    /// <param name="claim">The claim's path.</param>
    public static Task<Visitor> RecordAsync(Visitor visitor, string claim, string fact, string amount, string reason = "") => Story.Then(visitor, claim, "Record",
        ("Input.Fact", fact), ("Input.Amount", amount), ("Input.On", Portal.Day(-1)), ("Input.Authority", "Court"), ("Input.Document", "D 2/2569"), ("Input.Reason", reason));

    /// <summary>What people whom a test does not ask have written: a suspect, a verdict, a note, a claim.</summary>
    public static Task WriteRestAsync(Portal portal, string number) => portal.ScalarAsync($"""
        insert into suspects (id, case_id, role, is_known, relation, by_user_id, by_unit_id, at) select gen_random_uuid(), id, 'Employer', false, 'NotKnown', opened_by_user_id, owner_unit_id, now() from cases where nrm_number = '{number}';
        insert into prosecutor_notes (id, case_id, by_user_id, by_unit_id, at) select gen_random_uuid(), id, opened_by_user_id, owner_unit_id, now() from cases where nrm_number = '{number}';
        insert into verdicts (id, case_id, charge_id, court, outcome, given_on, by_user_id, at) select gen_random_uuid(), case_id, id, 'FirstInstance', 'Convicted', now(), by_user_id, now() from charges;
        insert into claims (id, case_id, kind, opened_on, by_user_id, by_unit_id, at) select gen_random_uuid(), id, 'CivilS34', now(), opened_by_user_id, owner_unit_id, now() from cases where nrm_number = '{number}';
        insert into money_entries (id, case_id, claim_id, fact, amount, happened_on, has_reason, by_user_id, by_unit_id, at) select gen_random_uuid(), case_id, id, 'Claimed', 100, now(), false, by_user_id, by_unit_id, now() from claims;
        insert into police_case_moves (id, case_id, police_case_id, moved_on, why, by_user_id, by_unit_id, at) select gen_random_uuid(), case_id, id, now(), '\x00', by_user_id, by_unit_id, now() from police_cases;
        insert into legal_strikes (id, case_id, entry, entry_id, by_user_id, by_unit_id, at) select gen_random_uuid(), s.case_id, 'Step', s.id, s.by_user_id, s.by_unit_id, now() from legal_steps s join cases c on c.id = s.case_id where c.nrm_number = '{number}' limit 1;
        """);
}
