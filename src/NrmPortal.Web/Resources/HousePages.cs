namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>HousePages.th.resx</c> and <c>HousePages.en.resx</c>.</summary>
public sealed class HousePages
{
}
