using Microsoft.AspNetCore.Authorization;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;

namespace NrmPortal.Web.Access;

/// <summary>
/// A form that comes back after its sign-in is gone (expired, ended, another membership or another person at the same
/// machine) loses nothing: it is kept for the person who opened it, who signs in and finds it again.
/// </summary>
internal sealed class LostSignIn(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, CurrentActor current, FormAuthor author, Drafts drafts)
    {
        if (await AuthorOf(http, author) is { } who && !IsSame(who, current.Actor)
            && await drafts.KeepAsync(who.User, Draft.Of(http.Request, await http.Request.ReadFormAsync(), who.Membership)) is { } id)
        {
            var address = $"/account/draft/{id}";
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = who.User == current.Actor?.UserId ? address : $"/account/login?ReturnUrl={Uri.EscapeDataString(address)}";
            return;
        }

        await next(http);
    }

    private static async Task<FormAuthor.Author?> AuthorOf(HttpContext http, FormAuthor author)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType) return null;
        if (http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) return null;
        return author.Read((await http.Request.ReadFormAsync())[FormAuthor.Field]);
    }

    private static bool IsSame(FormAuthor.Author who, Actor? actor) => who.User == actor?.UserId && who.Membership == actor.MembershipId;
}
