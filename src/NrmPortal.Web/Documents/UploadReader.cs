using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Documents;

/// <summary>
/// Reads the forms that carry a document, before anything else asks for them: the framework would spool the file in the open.
/// The fields become the form that every later step sees; the file goes encrypted to the disk as it comes.
/// </summary>
internal sealed class UploadReader(RequestDelegate next, PortalSettings settings)
{
    /// <summary>Stands in for the file where forms are compared: the same form with another file is another form.</summary>
    private const string FileMark = "file.sha256";
    private const int MostFields = 200, LongestField = 64 * 1024, BesidesTheFile = 1024 * 1024;

    public async Task InvokeAsync(HttpContext http, StagedUpload upload)
    {
        if (!IsUpload(http.Request))
        {
            await next(http);
            return;
        }

        try
        {
            if (await Refused(http, upload) is { } status) http.Response.StatusCode = status;
            else await next(http);
        }
        finally
        {
            upload.Drop();
        }
    }

    private static bool IsUpload(HttpRequest request) => HttpMethods.IsPost(request.Method)
        && request.Path.StartsWithSegments("/cases", StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value!.Split('/') is [_, _, var part, ..] && string.Equals(part, "documents", StringComparison.OrdinalIgnoreCase)
        && request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    private async Task<int?> Refused(HttpContext http, StagedUpload upload)
    {
        try
        {
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = settings.DocumentBytes + BesidesTheFile;
            // Only who is signed in makes the portal write to its disk; whoever is not is led to the sign-in with the fields alone.
            var signedIn = (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Succeeded;
            http.Features.Set<IFormFeature>(new FormFeature(new FormCollection(await Read(http, signedIn ? upload : null))));
            return null;
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or IOException)
        {
            http.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
            return e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
        }
    }

    private async Task<Dictionary<string, StringValues>> Read(HttpContext http, StagedUpload? upload)
    {
        var fields = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        var boundary = MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 100) throw new InvalidDataException("No boundary.");
        var reader = new MultipartReader(boundary, http.Request.Body);
        for (var count = 0; await reader.ReadNextSectionAsync(http.RequestAborted) is { } section; count++)
        {
            if (count > MostFields) throw new InvalidDataException("Too many fields.");
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            if (!disposition.IsFileDisposition()) fields[name] = StringValues.Concat(fields.GetValueOrDefault(name), await Text(section.Body, http.RequestAborted));
            else if (upload is { File: null, Fault: null } && NameOf(disposition) is { Length: > 0 } called) await upload.TakeInAsync(called, section.Body, settings.DocumentBytes, http.RequestAborted);
        }

        fields[FileMark] = upload?.File is { } file ? Convert.ToHexStringLower(file.Sha256) : "";
        return fields;
    }

    private static string? NameOf(ContentDispositionHeaderValue disposition) =>
        HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;

    private static async Task<string> Text(Stream body, CancellationToken cancellation)
    {
        var buffer = new byte[LongestField];
        var length = await body.ReadAtLeastAsync(buffer, LongestField, throwOnEndOfStream: false, cancellation);
        if (length == LongestField) throw new InvalidDataException("A field is too long.");
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
