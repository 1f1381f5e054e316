using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;

namespace NrmPortal.Web.Access;

/// <summary>A form as it was posted: where to, under which membership it was opened, and every answer.</summary>
public sealed record Draft(string Address, Guid Membership, string Key, bool HadFiles, IReadOnlyList<DraftField> Fields)
{
    // Made anew for the next post. The key stands apart and goes back: the same answers sent twice stay one act.
    private static readonly string[] NotKept = ["__RequestVerificationToken", FormAuthor.Field, Submissions.Field, Drafts.Restore];

    public static Draft Of(HttpRequest request, IFormCollection form, Guid membership) =>
        new($"{request.PathBase}{request.Path}{request.QueryString}", membership, form[Submissions.Field].ToString(), form.Files.Count > 0,
            [.. form.Where(p => !NotKept.Contains(p.Key, StringComparer.Ordinal)).SelectMany(p => p.Value, (p, value) => new DraftField(p.Key, value ?? ""))]);
}

public sealed record DraftField(string Name, string Value);

/// <summary>Answers posted after the sign-in was lost. Kept a day, sealed under the person's own purpose: nobody else's request opens them.</summary>
public sealed class Drafts(PortalDbContext db, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Posted with a draft's id: show the form again with these answers, do nothing yet.</summary>
    public const string Restore = "_restore";

    private const int MostBytes = 256 * 1024;
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Keeps the draft; the same answers posted twice are one draft. Null when it is too large.</summary>
    public async Task<Guid?> KeepAsync(Guid user, Draft draft)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(draft);
        if (plain.Length > MostBytes) return null;
        var id = new Guid(SHA256.HashData([.. user.ToByteArray(), .. plain]).AsSpan(0, 16));
        // In a transaction, which tells the database the portal's clock.
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync(
            $"insert into drafts (id, user_id, body, at) values ({id}, {user}, {Protector(user).Protect(plain)}, {clock.GetUtcNow()}) on conflict do nothing");
        await transaction.CommitAsync();
        return id;
    }

    /// <summary>The person's own draft, within its day; null otherwise.</summary>
    public async Task<Draft?> FindAsync(Guid user, Guid id)
    {
        var oldest = clock.GetUtcNow() - Life;
        var body = await db.Database.SqlQuery<byte[]>($"select body as \"Value\" from drafts where id = {id} and user_id = {user} and at >= {oldest}").SingleOrDefaultAsync();
        return body is null ? null : JsonSerializer.Deserialize<Draft>(Protector(user).Unprotect(body));
    }

    /// <summary>Back in its form, the draft has done its service. Row security lets a person remove their own alone.</summary>
    public async Task ForgetRestoredAsync(HttpRequest request)
    {
        if (request.HasFormContentType && Guid.TryParse((await request.ReadFormAsync())[Restore], out var id))
            await db.Database.ExecuteSqlAsync($"delete from drafts where id = {id}");
    }

    private IDataProtector Protector(Guid user) => protection.CreateProtector("NrmPortal.Drafts.v1", user.ToString("N"));
}
