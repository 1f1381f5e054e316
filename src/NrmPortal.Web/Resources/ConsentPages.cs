namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>ConsentPages.th.resx</c> and <c>MdtPages.en.resx</c>.</summary>
public sealed class ConsentPages
{
}
