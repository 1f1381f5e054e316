namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>EndingPages.th.resx</c> and <c>EndingPages.en.resx</c>.</summary>
public sealed class EndingPages
{
}
