namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>CarePages.th.resx</c> and <c>CarePages.en.resx</c>.</summary>
public sealed class CarePages
{
}
