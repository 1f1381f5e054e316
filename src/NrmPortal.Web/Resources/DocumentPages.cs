namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>DocumentPages.th.resx</c> and <c>DocumentPages.en.resx</c>.</summary>
public sealed class DocumentPages
{
}
