namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>FundPages.th.resx</c> and <c>FundPages.en.resx</c>.</summary>
public sealed class FundPages
{
}
