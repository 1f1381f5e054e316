namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>Common.th.resx</c> and <c>Common.en.resx</c>.</summary>
public sealed class Common
{
}
