namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>Letters.th.resx</c> and <c>Letters.en.resx</c>.</summary>
public sealed class Letters
{
}
