using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Web.Commands;

/// <summary><c>docs/permissions.md</c>: who may do what at which stage, and which sections each role may open.</summary>
public static class PermissionsDocument
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();
    private static readonly Section[] Sections = Enum.GetValues<Section>();

    public static string Text() => new DocumentText(
            "Who may see and do what",
            "Printed from `RoleGrants`, `SectionGrants`, `AssignableRoles`, `NrmFlow` and `ReferralFlow`.")
        .Lines("Sight of a case comes from `case_access`, kept by the database; this page says what a role may do, and which sections it may open, on the cases it sees.")
        .Heading("Roles and permissions")
        .Table(["Role", "English", "Thai", "Permissions"], Roles.Select(r => new[] { r.ToString(), RoleNames.Of(r).En, RoleNames.Of(r).Th, Codes(RoleGrants.Of(r)) }))
        .Heading("Roles and sections")
        .Table(["Role", .. Sections.Select(s => s.ToString())], Roles.Select(r => new[] { r.ToString() }.Concat(Sections.Select(s => SectionGrants.Has(r, s) ? "yes" : "")).ToArray()))
        .Heading("Roles an agency administrator may give")
        .Lines("In the administrator's own kind of agency, never to themselves. System administrators and auditors are made by command.")
        .Table(["Agency", "English", "Thai", "Roles"], Enum.GetValues<AgencyType>().Select(a => new[] { a.ToString(), RoleNames.Of(a).En, RoleNames.Of(a).Th, string.Join(", ", AssignableRoles.For(a)) }))
        .Heading("Acts on a case: stages and roles")
        .Table(["Act", "Stages", "Permission", "Roles"], CaseActs())
        .Heading("Acts on a referral: states and roles")
        .Table(["Act", "States", "Permission", "Roles"], ReferralActs())
        .ToString();

    private static IEnumerable<string[]> CaseActs() => NrmFlow.Rows.GroupBy(r => (r.Action, r.Permission)).OrderBy(g => g.Key.Action).Select(g => new[]
    {
        g.Key.Action.ToString(), string.Join(", ", g.Select(r => (int)r.From).Distinct().Order()), $"`{g.Key.Permission}`", Holders(g.Key.Permission),
    });

    private static IEnumerable<string[]> ReferralActs() => ReferralFlow.Rows.GroupBy(r => (r.Action, r.Permission)).OrderBy(g => g.Key.Action).Select(g => new[]
    {
        g.Key.Action.ToString(), string.Join(", ", g.Select(r => r.From).Distinct().Order()), $"`{g.Key.Permission}`", Holders(g.Key.Permission),
    });

    private static string Holders(string permission) => string.Join(", ", Roles.Where(r => RoleGrants.Has(r, permission)));

    private static string Codes(IEnumerable<string> permissions) => string.Join(", ", permissions.Select(p => $"`{p}`"));
}
