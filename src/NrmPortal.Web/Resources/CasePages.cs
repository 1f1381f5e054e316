namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>CasePages.th.resx</c> and <c>CasePages.en.resx</c>.</summary>
public sealed class CasePages
{
}
