namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>ClockPages.th.resx</c> and <c>ClockPages.en.resx</c>.</summary>
public sealed class ClockPages
{
}
