using NrmPortal.Data.Seed.Story;

namespace NrmPortal.Data.Seed;

/// <summary>What one demonstration account should see, from the story's own words: case numbers, and names it finds by search.</summary>
public sealed record AccountSight(string User, string Unit, string Role, IReadOnlyList<string> Sees, IReadOnlyList<string> MustNotSee, IReadOnlyList<string> Finds)
{
    internal static IReadOnlyList<AccountSight> Of(IReadOnlyList<Tale> tales, Dictionary<string, (int Acts, string Number)> told)
    {
        var cases = tales.Select(t => (told[t.Key].Number, t.Persona.Name, Sight: t.Sight())).ToList();
        return [.. Cast.Listed.Select(player =>
        {
            var seen = cases.ToLookup(c => c.Sight.Shows(player), c => c.Number);
            return new AccountSight(player.User + DemoAccounts.Domain, player.Unit, player.Actor.Role.ToString(), [.. seen[true]], [.. seen[false]],
                [.. cases.Where(c => c.Sight.IsFoundBy(player)).Select(c => c.Name)]);
        })];
    }
}
