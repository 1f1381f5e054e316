using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Setup;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Commands;

/// <summary>
/// The accounts that nobody in the portal can give: the system administrator of a new installation, the first administrator of an
/// agency, who gives its people their roles, and an auditor. None of them sees a case.
/// </summary>
internal static class CreateAdmin
{
    private static readonly Role[] Given = [Role.SystemAdministrator, Role.AgencyAdministrator, Role.Auditor];

    public static async Task<int> RunAsync(CommandArguments arguments, CancellationToken stop)
    {
        if (arguments.Value("--user") is not { } name) return await Command.NotUnderstood("create-admin needs --user NAME.");
        if (RoleOf(arguments) is not { } role) return await Command.NotUnderstood($"create-admin gives --role {string.Join(" or ", Given)}.");
        return await Command.WithOwner(arguments, async (owner, _) =>
        {
            await using var db = new PortalDbContext(PortalDatabase.Options(owner));
            if (await Database.IsBehind(owner, stop)) return await Refuse("The database is behind this version: run the command migrate first.");
            if (arguments.Value("--unit") is null && role == Role.AgencyAdministrator) return await Refuse("An agency administrator needs --unit CODE: the office whose kind of agency it is.");
            var code = arguments.Value("--unit") ?? (role == Role.Auditor ? "OVER" : "DATIP");
            if (await db.Units.FirstOrDefaultAsync(u => u.Code == code, stop) is not { } unit) return await Refuse($"There is no unit {code}.");
            var user = Account(name, arguments.Value("--name") ?? name);
            if (await db.Users.AnyAsync(u => u.NormalizedUserName == user.NormalizedUserName, stop)) return await Refuse($"{name} exists already.");

            // 80 bits, without letters that are read one for another.
            var password = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16);
            user.PasswordHash = new PasswordHasher<PortalUser>().HashPassword(user, password);
            db.Users.Add(user);
            db.Memberships.Add(new Membership(Guid.CreateVersion7(), user.Id, unit, role));
            await db.SaveChangesAsync(stop);
            await Console.Out.WriteLineAsync($"{name}: one-time password {password} (shown once; a new one is asked for at the first sign-in).");
            return 0;
        });
    }

    private static Role? RoleOf(CommandArguments arguments)
    {
        var wanted = arguments.Value("--role") ?? nameof(Role.SystemAdministrator);
        return Given.Where(r => r.ToString() == wanted).Select(r => (Role?)r).FirstOrDefault();
    }

    private static PortalUser Account(string name, string shown) => new()
    {
        Id = Guid.CreateVersion7(),
        UserName = name,
        NormalizedUserName = name.ToUpperInvariant(),
        Email = name,
        NormalizedEmail = name.ToUpperInvariant(),
        NameTh = shown,
        NameEn = shown,
        MustChangePassword = true,
        LockoutEnabled = true,
        SecurityStamp = Guid.NewGuid().ToString("N"),
    };

    private static async Task<int> Refuse(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }
}
