namespace NrmPortal.Web.Startup;

internal static class WellFormed
{
    /// <summary>A form that cannot be read (bad encoding, NUL characters, too many or too long fields): 4xx with a page, never a fault.</summary>
    public static void RefuseMalformedForms(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (await Refused(context.Request) is { } status)
        {
            // The error page runs this pipeline again; nothing there may try to read the broken form once more.
            context.Request.ContentType = null;
            context.Response.StatusCode = status;
            return;
        }

        await next();
    });

    private static async Task<int?> Refused(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType) return null;
        try
        {
            var form = await request.ReadFormAsync();
            return form.Any(p => p.Value.ToString().Contains('\0', StringComparison.Ordinal)) ? StatusCodes.Status400BadRequest : null;
        }
        catch (InvalidDataException)
        {
            return StatusCodes.Status400BadRequest;
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode;
        }
    }
}
