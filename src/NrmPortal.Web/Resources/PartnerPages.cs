namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>PartnerPages.th.resx</c> and <c>PartnerPages.en.resx</c>.</summary>
public sealed class PartnerPages
{
}
