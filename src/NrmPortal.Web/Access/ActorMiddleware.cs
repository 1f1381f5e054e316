using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Web.Access;

/// <summary>Turns the sign-in into an actor. Asked of the database at each request: an ended membership stops at once.</summary>
internal sealed class ActorMiddleware(RequestDelegate next)
{
    private static readonly Func<PortalDbContext, Guid, Guid, Task<Membership?>> Live = EF.CompileAsyncQuery(
        (PortalDbContext db, Guid user, Guid membership) => db.Memberships.AsNoTracking().Include(m => m.Unit)
            .FirstOrDefault(m => m.Id == membership && m.UserId == user && m.EndedAt == null));

    public async Task InvokeAsync(HttpContext context, PortalDbContext db, CurrentActor current, SignedIn signedIn)
    {
        if (context.User.Identity?.IsAuthenticated == true
            && Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var user)
            && Guid.TryParse(context.User.FindFirstValue(SignedIn.MembershipClaim), out var membership)
            && await Live(db, user, membership) is { } found)
        {
            current.Set(found.AsActor());
            signedIn.Set(found, context.User);
        }

        await next(context);
    }
}

/// <summary>What pages show of the person signed in.</summary>
public sealed class SignedIn
{
    public const string MembershipClaim = "nrm.membership";
    public const string NameThClaim = "nrm.name.th";
    public const string NameEnClaim = "nrm.name.en";
    public const string SecondFactorClaim = "nrm.2fa";

    public Membership? Membership { get; private set; }
    public string NameTh { get; private set; } = "";
    public string NameEn { get; private set; } = "";

    public bool Can(string permission) => Membership is { } m && Domain.Access.RoleGrants.Has(m.Role, permission);

    internal void Set(Membership membership, ClaimsPrincipal user) =>
        (Membership, NameTh, NameEn) = (membership, user.FindFirstValue(NameThClaim) ?? "", user.FindFirstValue(NameEnClaim) ?? "");
}
