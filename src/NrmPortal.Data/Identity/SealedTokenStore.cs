using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace NrmPortal.Data.Identity;

/// <summary>
/// Identity's store with what it keeps in <c>user_tokens</c> (authenticator secrets, recovery codes) sealed and bound to
/// its row: a copy of the database makes no codes.
/// </summary>
public sealed class SealedTokenStore(PortalDbContext db, IDataProtectionProvider protection, IdentityErrorDescriber describer)
    : UserOnlyStore<PortalUser, PortalDbContext, Guid>(db, describer)
{
    public override Task SetTokenAsync(PortalUser user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : Protector(user, loginProvider, name).Protect(value), cancellationToken);

    public override async Task<string?> GetTokenAsync(PortalUser user, string loginProvider, string name, CancellationToken cancellationToken) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } kept ? Protector(user, loginProvider, name).Unprotect(kept) : null;

    private IDataProtector Protector(PortalUser user, string loginProvider, string name) =>
        protection.CreateProtector("NrmPortal.UserTokens.v1", user.Id.ToString("N"), loginProvider, name);
}
