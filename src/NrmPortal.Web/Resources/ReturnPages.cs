namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>ReturnPages.th.resx</c> and <c>ReturnPages.en.resx</c>.</summary>
public sealed class ReturnPages
{
}
