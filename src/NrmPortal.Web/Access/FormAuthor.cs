using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace NrmPortal.Web.Access;

/// <summary>
/// Every form says, sealed, who opened it and under which membership. A form that comes back when the sign-in is gone
/// can so be kept for that person and for nobody else.
/// </summary>
public sealed class FormAuthor(IDataProtectionProvider protection, SignedIn me)
{
    public const string Field = "_who";

    private static readonly TimeSpan Life = TimeSpan.FromDays(7);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("NrmPortal.FormAuthor.v1").ToTimeLimitedDataProtector();
    private string? mark;

    public sealed record Author(Guid User, Guid Membership);

    /// <summary>The mark of the person signed in, once a request however many forms the page has; null when nobody is.</summary>
    public string? Mark => me.Membership is not { } m ? null
        : mark ??= Convert.ToBase64String(protector.Protect([.. m.UserId.ToByteArray(), .. m.Id.ToByteArray()], Life));

    /// <summary>Who opened the form; null for a mark that is absent, altered or older than a week.</summary>
    public Author? Read(string? posted)
    {
        if (string.IsNullOrEmpty(posted)) return null;
        try
        {
            var plain = protector.Unprotect(Convert.FromBase64String(posted));
            return new Author(new Guid(plain.AsSpan(0, 16)), new Guid(plain.AsSpan(16, 16)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
