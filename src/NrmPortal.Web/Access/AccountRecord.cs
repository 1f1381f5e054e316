using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Domain;

namespace NrmPortal.Web.Access;

/// <summary>Sign-ins and changes of an account, on the person's own chain and in the transaction of what they record.</summary>
public sealed class AccountRecord(PortalDbContext db, AuditTrail audit)
{
    /// <summary>The pages of the signed-out have no transaction yet; null where one is running, which its owner ends.</summary>
    public async Task<IDbContextTransaction?> BeginAsync() => db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync() : null;

    public Task WriteAsync(Guid user, string verb, string subject, object? details = null) => audit.Account(user, verb, subject, details);

    /// <summary>From here on the person acts: the record names them.</summary>
    public async Task SignedInAsync(Actor actor, string how)
    {
        await db.Database.ExecuteSqlAsync(
            $"select set_config('app.user_id', {actor.UserId.ToString()}, true), set_config('app.membership_id', {actor.MembershipId.ToString()}, true)");
        await audit.Account(actor.UserId, "signin", how);
    }
}
