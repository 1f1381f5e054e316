using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;
using Npgsql;

namespace NrmPortal.Data.Setup;

/// <summary>The rules live in the domain; the database holds a copy as its second lock, rewritten at every start.</summary>
internal static class RuleTables
{
    private static readonly string[] Tables = ["section_grants", "casework_roles", "assignable_roles", "role_permissions", "task_answers", "task_limits", "legal_grounds", "referral_kinds", "referral_receivers", "standing_needed"];

    public static async Task WriteAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var table in Tables) Add(batch, $"delete from {table}");
        foreach (var role in Enum.GetValues<Role>())
        {
            if (RoleGrants.Has(role, Permission.CaseRead) || RoleGrants.Has(role, Permission.ReferralRead))
                Add(batch, "insert into casework_roles values ($1, $2::boolean, $3::boolean, $4::boolean)",
                    role.ToString(), RoleGrants.SeesUnit(role).ToString(), RoleGrants.Has(role, Permission.CaseBreakGlass).ToString(), RoleGrants.Has(role, Permission.BreakGlassReview).ToString());
            foreach (var permission in RoleGrants.Of(role))
                Add(batch, "insert into role_permissions values ($1, $2)", role.ToString(), permission);
            foreach (var section in Enum.GetValues<Section>().Where(s => SectionGrants.Has(role, s)))
                Add(batch, "insert into section_grants values ($1, $2)", role.ToString(), section.ToString());
        }

        foreach (var agency in Enum.GetValues<AgencyType>())
            foreach (var role in AssignableRoles.For(agency))
                Add(batch, "insert into assignable_roles values ($1, $2)", agency.ToString(), role.ToString());
        foreach (var answer in TaskRules.Answers)
            Add(batch, "insert into task_answers values ($1, $2, $3::boolean, $4::boolean, nullif($5, ''))", answer.Event, answer.Code.ToString(), answer.OwnOnly.ToString(), answer.SameOnly.ToString(), answer.OnlyWith ?? "");
        foreach (var code in Enum.GetValues<TaskCode>())
            if (TaskRules.LimitOf(code) is { } limit) Add(batch, "insert into task_limits values ($1, $2)", code.ToString(), limit.ToString());
        foreach (var g in LegalGrounds.Table)
            Add(batch, "insert into legal_grounds (ground, agency, outside, owner, sections) values ($1, nullif($2, ''), nullif($3, ''), nullif($4, ''), string_to_array($5, ' '))", g.Code, g.Agency.ToString()!, g.Outside.ToString()!, g.Owner.ToString()!, string.Join(' ', g.Sections));
        foreach (var k in ReferralKinds.All)
            Add(batch, "insert into referral_kinds values ($1, string_to_array($2, ' '), $3::boolean)", k.Kind.ToString(), string.Join(' ', k.Receivers), k.Reviewed.ToString());
        foreach (var o in ReferralKinds.All.SelectMany(k => k.Offers))
            Add(batch, "insert into referral_receivers values ($1, $2, string_to_array($3, ' '))", o.Kind.ToString(), o.Agency.ToString(), string.Join(' ', o.Sections));
        foreach (var (happened, needs) in Standings.Needed) Add(batch, "insert into standing_needed values ($1, $2)", happened, needs.ToString());
        foreach (var row in NrmFlow.Rows)
        {
            Add(batch, "insert into flow_rows values ($1, $2, $3, $4) on conflict do nothing",
                NrmFlow.Version, row.From.ToString(), row.To.ToString(), row.Action.ToString());
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static void Add(NpgsqlBatch batch, string sql, params string[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(command);
    }
}
