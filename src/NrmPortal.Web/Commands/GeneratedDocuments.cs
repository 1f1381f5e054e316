using System.Globalization;
using System.Text;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Commands;

/// <summary>Documents printed from the code, so that they cannot disagree with it.</summary>
public static class GeneratedDocuments
{
    public static IReadOnlyDictionary<string, string> All() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["docs/nrm-flow.md"] = Flow(),
        ["docs/permissions.md"] = Permissions(),
        ["docs/configuration.md"] = Configuration(),
    };

    /// <summary>Writes the documents below the current folder, or with <paramref name="check"/> reports the stale ones.</summary>
    internal static async Task<int> RunAsync(bool check)
    {
        var stale = 0;
        foreach (var (path, text) in All())
        {
            if (check && (!File.Exists(path) || await File.ReadAllTextAsync(path) != text))
            {
                stale++;
                await Console.Error.WriteLineAsync($"{path} is stale: run the command docs.");
            }
            else if (!check)
            {
                await File.WriteAllTextAsync(path, text);
            }
        }

        return stale == 0 ? 0 : 1;
    }

    private static string Flow()
    {
        var text = Start("The flow of the National Referral Mechanism", $"Version {NrmFlow.Version}, printed from `NrmFlow` and `ReferralFlow`.");
        Table(text, ["#", "Stage", "Thai", "Who acts"], NrmFlow.Stages.Select(s => new[] { s.Number.ToString(CultureInfo.InvariantCulture), s.NameEn, s.NameTh, s.WhoEn }));
        text.Append("\n## Steps that move a case\n\n");
        Table(text, ["From", "To", "Act", "Thai", "Permission", "Clock", "Guard", "Basis"], NrmFlow.Rows.Where(r => r.From != r.To).Select(Row));
        text.Append("\n## Acts within a stage\n\n");
        Table(text, ["From", "To", "Act", "Thai", "Permission", "Clock", "Guard", "Basis"], NrmFlow.Rows.Where(r => r.From == r.To).Select(Row));
        text.Append("\n## Referrals\n\n");
        Table(text, ["From", "To", "Act", "Thai", "Permission", "Clock"], ReferralFlow.Rows.Select(r =>
            new[] { r.From.ToString(), r.To.ToString(), r.LabelEn, r.LabelTh, $"`{r.Permission}`", r.Deadline?.ToString() ?? "" }));
        return text.ToString();
    }

    private static string[] Row(FlowRow r) =>
        [r.From.ToString(), r.To.ToString(), r.LabelEn, r.LabelTh, $"`{r.Permission}`", r.Deadline?.ToString() ?? "", r.Guard == Guard.None ? "" : r.Guard.ToString(), r.LegalBasis];

    private static string Permissions()
    {
        var text = Start("Who may see and do what", "Printed from `RoleGrants`, `SectionGrants` and `AssignableRoles`. Sight of a case comes from `case_access`; this page says what a role may do and which sections it may open on the cases it sees.");
        text.Append("## Roles and permissions\n\n");
        Table(text, ["Role", "Permissions"], Enum.GetValues<Role>().Select(r => new[] { r.ToString(), string.Join(", ", RoleGrants.Of(r).Select(p => $"`{p}`")) }));
        text.Append("\n## Roles and sections\n\n");
        var sections = Enum.GetValues<Section>();
        Table(text, ["Role", .. sections.Select(s => s.ToString())], Enum.GetValues<Role>().Select(r =>
            new[] { r.ToString() }.Concat(sections.Select(s => SectionGrants.Has(r, s) ? "yes" : "")).ToArray()));
        text.Append("\n## Roles an agency administrator may give\n\n");
        Table(text, ["Agency", "Roles"], Enum.GetValues<AgencyType>().Select(a => new[] { a.ToString(), string.Join(", ", AssignableRoles.For(a)) }));
        return text.ToString();
    }

    private static string Configuration()
    {
        var text = Start("Configuration", "Keys of `appsettings` or environment variables (`:` becomes `__`), printed from `PortalSettings`.");
        Table(text, ["Key", "Default", "Meaning"], PortalSettings.Keys.Select(k => new[] { $"`{k.Key}`", k.Default, k.Meaning }));
        return text.ToString();
    }

    private static StringBuilder Start(string title, string lead) => new($"# {title}\n\n{lead} Do not edit: the command `docs` writes it.\n\n");

    private static void Table(StringBuilder text, string[] head, IEnumerable<string[]> rows)
    {
        text.Append("| ").AppendJoin(" | ", head).Append(" |\n|").Append(string.Concat(Enumerable.Repeat(" --- |", head.Length))).Append('\n');
        foreach (var row in rows) text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
    }
}
