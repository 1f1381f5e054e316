using NrmPortal.Domain.Access;

namespace NrmPortal.Data.Seed.Story;

/// <summary>
/// Who should see a case, as the story itself tells it (DESIGN, see and do): owner, opener, province office, receivers, open
/// seats, and DATIP. Kept by the acts and never read from the database, so that the two can be compared.
/// </summary>
internal sealed class Sight
{
    private readonly HashSet<string> receivers = new(StringComparer.Ordinal);
    private readonly HashSet<string> involved = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> seats = [];
    private readonly HashSet<Guid> pursuing = [];
    private readonly HashSet<string> former = new(StringComparer.Ordinal);
    private string opener = "";
    private string owner = "";
    private string office = "";
    private bool decided;

    /// <summary>Whether a name has been recorded for the case.</summary>
    public bool IsNamed { get; private set; }

    public void Open(Player by) => (opener, owner, office) = (by.Unit, by.Unit, Cast.OfficeOf(by.Actor.ProvinceCode));

    /// <summary>Announced by one, and the receiving office's from the beginning; whoever announced sees it until the person is home.</summary>
    public void Announce(Player by, string to) => (opener, owner, office) = (by.Unit, to, to);

    public void Name() => IsNamed = true;

    /// <summary>Handed over by who had it, who keeps the core.</summary>
    public void HandOver(string to)
    {
        former.UnionWith([owner, to]);
        owner = to;
    }

    public void Receive(string unit) => receivers.Add(unit);

    public void Release(string unit) => receivers.Remove(unit);

    /// <summary>Takes part for a while (DCY) or has to act (s.41): the unit sees the case and finds nobody by name.</summary>
    public void Involve(string unit) => involved.Add(unit);

    public void Uninvolve(string unit) => involved.Remove(unit);

    /// <summary>Asked by name to pursue a claim: this person sees the case for its money.</summary>
    public void Pursue(string member) => pursuing.Add(Cast.Of(member).Actor.MembershipId);

    public void Seat(IEnumerable<string> members) => seats.UnionWith(members.Select(m => Cast.Of(m).Actor.MembershipId));

    public void Unseat(string member) => seats.Remove(Cast.Of(member).Actor.MembershipId);

    /// <summary>The panel closes; the first final decision hands the case to the province office.</summary>
    public void Decide(bool final)
    {
        seats.Clear();
        if (!final || decided) return;
        (owner, decided) = (office, true);
    }

    public bool Shows(Player to) => SeesAll(to) || Sits(to) || pursuing.Contains(to.Actor.MembershipId) || (SeesUnit(to) && (to.Unit == owner || to.Unit == opener || former.Contains(to.Unit) || to.Unit == office || receivers.Contains(to.Unit) || involved.Contains(to.Unit)));

    /// <summary>Found by name: the role may search, may read identities, and its scope opens the identity; the opener keeps the core alone.</summary>
    public bool IsFoundBy(Player by) => IsNamed && RoleGrants.Has(by.Actor.Role, Permission.CaseSearchByName) && SectionGrants.Has(by.Actor.Role, Section.Identity)
        && (SeesAll(by) || Sits(by) || (SeesUnit(by) && (by.Unit == owner || by.Unit == office || receivers.Contains(by.Unit))));

    private static bool HasCases(Player player) => RoleGrants.Has(player.Actor.Role, Permission.CaseRead);

    private static bool SeesAll(Player player) => player.Agency == AgencyType.Datip && HasCases(player);

    private static bool SeesUnit(Player player) => HasCases(player) && RoleGrants.SeesUnit(player.Actor.Role);

    private bool Sits(Player player) => HasCases(player) && seats.Contains(player.Actor.MembershipId);
}
