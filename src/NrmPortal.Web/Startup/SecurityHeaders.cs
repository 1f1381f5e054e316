namespace NrmPortal.Web.Startup;

internal static class SecurityHeaders
{
    /// <summary>Strict policy: nothing inline, nothing from elsewhere, no framing, no referrer, no caching of pages.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use(async (context, next) =>
    {
        // At the last moment: the page of a fault begins by clearing what was set before.
        context.Response.OnStarting(() =>
        {
            Set(context.Response);
            return Task.CompletedTask;
        });
        await next();
    });

    private static void Set(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true || response.ContentType?.StartsWith("text/csv", StringComparison.Ordinal) == true) headers.CacheControl = "no-store";
    }
}
