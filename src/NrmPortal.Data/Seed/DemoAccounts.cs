using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Data.Seed;

/// <summary>One clearly fictional account per role, Development only; the same password for all, printed at start-up.</summary>
public static class DemoAccounts
{
    public const string Password = "nrm-demo-2569";

    public const string Domain = "@demo.nrm";

    public static async Task LoadAsync(PortalDbContext db, CancellationToken cancellation)
    {
        if (await db.Users.AnyAsync(u => u.IsDemo, cancellation)) return;
        var units = await db.Units.ToDictionaryAsync(u => u.Code, cancellation);
        var hasher = new PasswordHasher<PortalUser>();
        var users = new Dictionary<string, PortalUser>(StringComparer.Ordinal);
        string? hash = null;
        foreach (var row in ReferenceData.Rows("demo-accounts"))
        {
            if (!users.TryGetValue(row["user"], out var user))
            {
                user = Account(row);
                // One hash for all: hashing thirty times would cost the first start a second.
                user.PasswordHash = hash ??= hasher.HashPassword(user, Password);
                users.Add(row["user"], user);
                db.Users.Add(user);
            }

            db.Memberships.Add(new Membership(ReferenceData.IdOf("membership", row["user"] + row["role"]), user.Id, units[row["unit"]], Enum.Parse<Role>(row["role"])));
        }

        await db.SaveChangesAsync(cancellation);
    }

    private static PortalUser Account(IReadOnlyDictionary<string, string> row)
    {
        var name = row["user"] + Domain;
        return new PortalUser
        {
            Id = ReferenceData.IdOf("user", row["user"]),
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            Email = name,
            NormalizedEmail = name.ToUpperInvariant(),
            NameTh = row["name_th"],
            NameEn = row["name_en"],
            IsDemo = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
        };
    }
}
