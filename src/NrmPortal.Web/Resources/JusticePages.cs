namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>JusticePages.th.resx</c> and <c>JusticePages.en.resx</c>.</summary>
public sealed class JusticePages
{
}
