using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain;

namespace NrmPortal.Web.Access;

/// <summary>
/// Double submits: every form carries a key. The row is written in the page's transaction, so a second submit waits for the
/// first and gets its result; the same key with another body is a conflict.
/// </summary>
internal sealed class Submissions(PortalDbContext db, IUrlHelperFactory urls)
{
    public const string Field = "_key";

    public async Task<IActionResult?> Replay(HttpContext http, Actor actor)
    {
        if (await KeyOf(http) is not { } key) return null;
        var hash = await HashOf(http);
        var fresh = await db.Database.ExecuteSqlAsync(
            $"insert into idempotency (user_id, key, body_hash, location) values ({actor.UserId}, {key}, {hash}, '') on conflict do nothing");
        if (fresh == 1) return null;
        var earlier = await db.Database.SqlQuery<Row>($"select body_hash, location from idempotency where user_id = {actor.UserId} and key = {key}").SingleAsync();
        if (!earlier.BodyHash.AsSpan().SequenceEqual(hash) || earlier.Location.Length == 0) return new StatusCodeResult(StatusCodes.Status409Conflict);
        return new LocalRedirectResult(earlier.Location);
    }

    public async Task Remember(HttpContext http, Actor actor, IActionResult result)
    {
        if (await KeyOf(http) is not { } key) return;
        var location = LocationOf(http, result);
        await db.Database.ExecuteSqlAsync($"update idempotency set location = {location} where user_id = {actor.UserId} and key = {key}");
    }

    /// <summary>The form was shown again and did nothing: the same form may come once more, corrected.</summary>
    public async Task Forget(HttpContext http, Actor actor)
    {
        if (await KeyOf(http) is { } key) await db.Database.ExecuteSqlAsync($"delete from idempotency where user_id = {actor.UserId} and key = {key}");
    }

    private string LocationOf(HttpContext http, IActionResult result) => result switch
    {
        RedirectResult r => r.Url,
        LocalRedirectResult r => r.Url,
        RedirectToPageResult r => urls.GetUrlHelper(new ActionContext(http, http.GetRouteData(), http.GetEndpoint()!.Metadata.GetMetadata<Microsoft.AspNetCore.Mvc.Abstractions.ActionDescriptor>()!))
            .Page(r.PageName, r.PageHandler, r.RouteValues) ?? "/home",
        _ => "/home",
    };

    private static async Task<Guid?> KeyOf(HttpContext http) =>
        http.Request.HasFormContentType && Guid.TryParse((await http.Request.ReadFormAsync())[Field], out var key) ? key : null;

    private static async Task<byte[]> HashOf(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var text = new StringBuilder(http.Request.Path + http.Request.QueryString);
        // Without the portal's own fields: the author's mark and the token differ at each showing of the same answers.
        foreach (var pair in form.Where(p => !p.Key.StartsWith('_')).OrderBy(p => p.Key, StringComparer.Ordinal))
            text.Append('\u001f').Append(pair.Key).Append('=').Append(pair.Value.ToString());
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private sealed record Row(byte[] BodyHash, string Location);
}
