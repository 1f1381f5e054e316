using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace NrmPortal.Web.Startup;

internal static class WellFormed
{
    /// <summary>A form or query that cannot be read (bad encoding, NUL characters, too many or too long fields): 4xx with a page, never a fault.</summary>
    public static void RefuseMalformedForms(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (await Refused(context.Request) is { } status)
        {
            // The error page runs this pipeline again; nothing there may meet the broken form or query once more.
            context.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
            context.Features.Set<IQueryFeature>(new QueryFeature(QueryCollection.Empty));
            context.Response.StatusCode = status;
            return;
        }

        await next();
    });

    private static async Task<int?> Refused(HttpRequest request)
    {
        if (request.Query.Any(p => IsBroken(p.Key, p.Value))) return StatusCodes.Status400BadRequest;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType) return null;
        try
        {
            var form = await request.ReadFormAsync();
            return form.Any(p => IsBroken(p.Key, p.Value)) ? StatusCodes.Status400BadRequest : null;
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

    // NUL has no place in a database; U+FFFD is what the reader puts where the bytes were no UTF-8, and would be kept as such.
    private static bool IsBroken(string key, StringValues values) => IsBroken(key) || values.Any(IsBroken);

    private static bool IsBroken(string? text) => text?.AsSpan().IndexOfAny('\0', '\uFFFD') >= 0;
}
