namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>Terms.th.resx</c> and <c>Terms.en.resx</c>.</summary>
public sealed class Terms
{
}
