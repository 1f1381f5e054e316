namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>LinkPages.th.resx</c> and <c>LinkPages.en.resx</c>.</summary>
public sealed class LinkPages
{
}
