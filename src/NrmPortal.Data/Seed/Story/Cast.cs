using NrmPortal.Domain;
using NrmPortal.Domain.Access;

namespace NrmPortal.Data.Seed.Story;

/// <summary>A fictional person in one role at one unit.</summary>
internal sealed record Player(string User, string Unit, AgencyType Agency, Actor Actor);

/// <summary>
/// Who acts in the story: the demonstration accounts, and the people of other provinces, who have no password. Named
/// <c>user</c>, or <c>user/Role</c> for a second membership.
/// </summary>
internal static class Cast
{
    private static readonly Lazy<Dictionary<string, (AgencyType Agency, string Province)>> Units = new(() => ReferenceData.Units(demo: true)
        .ToDictionary(r => r["code"], r => (Enum.Parse<AgencyType>(r["agency"]), r["province"]), StringComparer.Ordinal));

    private static readonly Lazy<List<Player>> Accounts = new(() => Read("demo-accounts"));

    private static readonly Lazy<Dictionary<string, Player>> ByName = new(() =>
    {
        var all = Accounts.Value.Concat(Read("story-people")).ToList();
        var named = all.ToDictionary(p => $"{p.User}/{p.Actor.Role}", StringComparer.Ordinal);
        foreach (var first in all.DistinctBy(p => p.User)) named.Add(first.User, first);
        return named;
    });

    /// <summary>The demonstration accounts, one entry a membership.</summary>
    public static IReadOnlyList<Player> Listed => Accounts.Value;

    public static Player Of(string name) => ByName.Value[name];

    public static Guid Unit(string code) => ReferenceData.IdOf("unit", code);

    public static AgencyType AgencyOf(string unit) => Units.Value[unit].Agency;

    /// <summary>The province office that a case opened under this membership belongs to.</summary>
    public static string OfficeOf(string province) => $"MSDHS-{province}";

    private static List<Player> Read(string file) => [.. ReferenceData.Rows(file).Select(r => Play(r["user"], r["unit"], Enum.Parse<Role>(r["role"])))];

    private static Player Play(string user, string unit, Role role) => new(user, unit, Units.Value[unit].Agency, new Actor(
        ReferenceData.IdOf("user", user), ReferenceData.IdOf("membership", user + role), Unit(unit), role, Units.Value[unit].Province));
}

/// <summary>The people of one province who take a case from screening to decision.</summary>
internal sealed record Crew(string Province, IReadOnlyList<string> Officers, string Caseworker, string Secretary, string Authority, IReadOnlyList<string> Members)
{
    /// <summary>Tak, where the demonstration accounts work.</summary>
    public static readonly Crew Tak = new("63", ["officer.immigration", "officer.police", "officer.labour", "ngo"], "caseworker", "mdt.secretary", "authority",
        ["labour", "prosecutor", "mdt"]);

    /// <summary>The DCY officer of the province.</summary>
    public string Dcy => Province == Tak.Province ? "dcy" : $"dcy.{Province}";

    public static Crew Of(string province) => province == Tak.Province ? Tak : new(province,
        province == "10" ? ["hotline", "imm.10", "pol.10"] : [$"imm.{province}", $"pol.{province}"],
        $"msdhs.{province}", $"msdhs.{province}/{Role.MdtSecretary}", $"authority.{province}", [$"mdt.{province}", $"pol.{province}/{Role.InquiryOfficer}"]);
}
