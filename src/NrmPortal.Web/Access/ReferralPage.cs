using NrmPortal.Domain.Referrals;

namespace NrmPortal.Web.Access;

/// <summary>The page is about the referral named by the route's <c>{number}</c>: seen (404), on POST locked, its access recorded.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReferralPageAttribute : Attribute;

/// <summary>The referral of this request with its steps, and the needs profile.</summary>
public sealed class CurrentReferral
{
    private Referral? value;

    public Referral Value => value ?? throw new InvalidOperationException("This page has no referral: it lacks [ReferralPage].");
    /// <summary>The referral, or null on a page that has none.</summary>
    internal Referral? Found => value;

    public NeedsProfile Needs { get; private set; } = null!;

    internal void Set(Referral found, NeedsProfile needs) => (value, Needs) = (found, needs);
}
