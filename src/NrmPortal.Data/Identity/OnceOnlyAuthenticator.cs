using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace NrmPortal.Data.Identity;

/// <summary>
/// The authenticator app's code, each of which counts once (RFC 6238, 5.2): whoever has seen it typed cannot use it after. The
/// database remembers it, so that it counts once on all nodes.
/// </summary>
internal sealed class OnceOnlyAuthenticator(PortalDbContext db) : AuthenticatorTokenProvider<PortalUser>
{
    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<PortalUser> manager, PortalUser user) =>
        await base.ValidateAsync(purpose, token, manager, user)
        && await db.Database.SqlQuery<bool>($"select spend_code({user.Id}, {token}) as \"Value\"").SingleAsync();
}
