namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>ChildPages.th.resx</c> and <c>ChildPages.en.resx</c>.</summary>
public sealed class ChildPages
{
}
