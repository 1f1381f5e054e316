using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Directory;
using NrmPortal.Web.Startup;
using Npgsql;

namespace NrmPortal.Web.Access;

/// <summary>
/// Turns the sign-in into an actor. Asked of the database at each request: an ended membership, a disabled account and a
/// changed password or second factor stop at once. What no longer stands is signed out, and the page asks anew.
/// </summary>
internal sealed class ActorMiddleware(RequestDelegate next, TimeProvider clock)
{
    private static readonly Func<PortalDbContext, Guid, Guid, string, DateOnly, Task<Membership?>> Live = EF.CompileAsyncQuery(
        (PortalDbContext db, Guid user, Guid membership, string stamp, DateOnly today) => db.Memberships.AsNoTracking().Include(m => m.Unit)
            .FirstOrDefault(m => m.Id == membership && m.UserId == user && m.EndedAt == null && (m.LastDay == null || m.LastDay >= today)
                && db.Users.Any(u => u.Id == user && u.DisabledAt == null && u.SecurityStamp == stamp)));

    public async Task InvokeAsync(HttpContext context, PortalDbContext db, CurrentActor current, SignedIn signedIn)
    {
        if (current.Actor is null && context.User.Identity?.IsAuthenticated == true && IsPage(context) && !DatabaseAway.IsNoted(context))
        {
            var found = await Ask(context, db, ThaiDay.Of(clock.GetUtcNow()));
            if (found is not null)
            {
                current.Set(found.AsActor());
                signedIn.Set(found, context.User);
            }
            else if (!DatabaseAway.IsNoted(context))
            {
                await context.SignOutAsync(IdentityConstants.ApplicationScheme);
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
            }
        }

        await next(context);
    }

    // Styles and signs of life concern nobody in particular.
    private static bool IsPage(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null;

    private static async Task<Membership?> Ask(HttpContext context, PortalDbContext db, DateOnly today)
    {
        try
        {
            return await AskTwice(context.User, db, today);
        }
        catch (Exception e) when (DatabaseAway.Is(e) && context.GetEndpoint()!.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            // The public pages (help, numbers to call) stand without it; whoever is signed in stays so.
            DatabaseAway.Note(context);
            return null;
        }
    }

    // The first question of a request meets what a restarted server left in the pool.
    private static async Task<Membership?> AskTwice(ClaimsPrincipal person, PortalDbContext db, DateOnly today)
    {
        try
        {
            return await Find(person, db, today);
        }
        catch (Exception e) when (DatabaseAway.IsCut(e))
        {
            NpgsqlConnection.ClearAllPools();
            return await Find(person, db, today);
        }
    }

    private static async Task<Membership?> Find(ClaimsPrincipal person, PortalDbContext db, DateOnly today) =>
        Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var user)
        && Guid.TryParse(person.FindFirstValue(SignedIn.MembershipClaim), out var membership)
        && person.FindFirstValue(SignedIn.StampClaim) is { } stamp
            ? await Live(db, user, membership, stamp, today) : null;
}

/// <summary>What pages show of the person signed in.</summary>
public sealed class SignedIn
{
    public const string MembershipClaim = "nrm.membership";
    public const string NameThClaim = "nrm.name.th";
    public const string NameEnClaim = "nrm.name.en";
    public const string SecondFactorClaim = "nrm.2fa";

    /// <summary>Identity's own: changes with the password, the second factor and the account's state.</summary>
    public static string StampClaim { get; } = new ClaimsIdentityOptions().SecurityStampClaimType;

    public Membership? Membership { get; private set; }
    public string NameTh { get; private set; } = "";
    public string NameEn { get; private set; } = "";

    public bool Can(string permission) => Membership is { } m && Domain.Access.RoleGrants.Has(m.Role, permission);

    /// <summary>How many notices the person has not read, counted once a page and to a hundred at most.</summary>
    public int Unread { get; internal set; }

    internal void Set(Membership membership, ClaimsPrincipal user) =>
        (Membership, NameTh, NameEn) = (membership, user.FindFirstValue(NameThClaim) ?? "", user.FindFirstValue(NameEnClaim) ?? "");
}
