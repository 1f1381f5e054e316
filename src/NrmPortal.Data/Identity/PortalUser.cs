using Microsoft.AspNetCore.Identity;

namespace NrmPortal.Data.Identity;

/// <summary>A person who signs in. What they may do comes from their memberships, never from the account.</summary>
public sealed class PortalUser : IdentityUser<Guid>
{
    public string NameTh { get; set; } = "";
    public string NameEn { get; set; } = "";

    /// <summary>The language they read: <c>th</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "th";
    public bool IsDemo { get; set; }

    /// <summary>Set when an administrator made the account: the first sign-in must choose a password.</summary>
    public bool MustChangePassword { get; set; }
    public DateTimeOffset? DisabledAt { get; set; }
}
