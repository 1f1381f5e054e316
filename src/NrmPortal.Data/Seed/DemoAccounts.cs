using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Data.Seed;

/// <summary>
/// One clearly fictional account per role, Development only; the same password for all, printed at start-up. Beside them the
/// people who act in other provinces of the story: they have no password, are locked, and are listed nowhere.
/// </summary>
public static class DemoAccounts
{
    public const string Password = "nrm-demo-2569";

    public const string Domain = "@demo.nrm";
    private const string StoryDomain = "@story.nrm";

    public static async Task LoadAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var units = await db.Units.ToDictionaryAsync(u => u.Code, cancellation);
        var known = (await db.Memberships.Select(m => m.Id).ToListAsync(cancellation)).ToHashSet();
        var users = (await db.Users.Select(u => u.Id).ToListAsync(cancellation)).ToHashSet();
        // One hash for all: hashing thirty times would cost the first start a second.
        var hash = new Lazy<string>(() => new PasswordHasher<PortalUser>().HashPassword(new PortalUser(), Password));
        var people = ReferenceData.Rows("demo-accounts").Select(r => (Row: r, Listed: true)).Concat(ReferenceData.Rows("story-people").Select(r => (r, false)));
        foreach (var (row, listed) in people)
        {
            var membership = ReferenceData.IdOf("membership", row["user"] + row["role"]);
            if (!known.Add(membership)) continue;
            var user = ReferenceData.IdOf("user", row["user"]);
            if (users.Add(user)) db.Users.Add(listed ? SignsIn(Account(user, row, Domain), hash.Value) : IsLocked(Account(user, row, StoryDomain)));
            db.Memberships.Add(new Membership(membership, user, units[row["unit"]], Enum.Parse<Role>(row["role"])));
        }

        await db.SaveChangesAsync(cancellation);
    }

    private static PortalUser SignsIn(PortalUser user, string hash)
    {
        (user.IsDemo, user.PasswordHash) = (true, hash);
        return user;
    }

    private static PortalUser IsLocked(PortalUser user)
    {
        user.LockoutEnd = DateTimeOffset.MaxValue;
        return user;
    }

    private static PortalUser Account(Guid id, IReadOnlyDictionary<string, string> row, string domain)
    {
        var name = row["user"] + domain;
        return new PortalUser
        {
            Id = id,
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            Email = name,
            NormalizedEmail = name.ToUpperInvariant(),
            NameTh = row["name_th"],
            NameEn = row["name_en"],
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
        };
    }
}
