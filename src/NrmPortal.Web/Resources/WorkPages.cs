namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>WorkPages.th.resx</c> and <c>WorkPages.en.resx</c>.</summary>
public sealed class WorkPages
{
}
