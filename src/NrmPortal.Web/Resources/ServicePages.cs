namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>ServicePages.th.resx</c> and <c>ServicePages.en.resx</c>.</summary>
public sealed class ServicePages
{
}
