namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>Refusals.th.resx</c> and <c>Refusals.en.resx</c>.</summary>
public sealed class Refusals
{
}
