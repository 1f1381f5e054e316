using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace NrmPortal.Web.Access;

/// <summary>
/// A sign-in ends some hours after it began, however often it was renewed: a session that is always busy, or a cookie that was
/// taken and is kept busy, does not live for ever. When it began is sealed into the cookie and goes on through every renewal.
/// </summary>
internal static class SessionLife
{
    private const string Began = "nrm.began";

    public static void Bind(CookieAuthenticationEvents events, TimeSpan lasts)
    {
        var validate = events.OnValidatePrincipal;
        events.OnSigningIn = c =>
        {
            c.Properties.Items.TryAdd(Began, Now(c.HttpContext).ToString("O", CultureInfo.InvariantCulture));
            return Task.CompletedTask;
        };
        events.OnValidatePrincipal = async c =>
        {
            // A cookie without the mark is older than the rule.
            if (c.Properties.Items.TryGetValue(Began, out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var began) && Now(c.HttpContext) < began + lasts)
            {
                await validate(c);
                return;
            }

            c.RejectPrincipal();
            await c.HttpContext.SignOutAsync(c.Scheme.Name);
        };
    }

    private static DateTimeOffset Now(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
}
