namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>Screenings.th.resx</c> and <c>Screenings.en.resx</c>.</summary>
public sealed class Screenings
{
}
