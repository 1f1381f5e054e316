namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>ReferralPages.th.resx</c> and <c>ReferralPages.en.resx</c>.</summary>
public sealed class ReferralPages
{
}
