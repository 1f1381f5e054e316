namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>TransferPages.th.resx</c> and <c>TransferPages.en.resx</c>.</summary>
public sealed class TransferPages
{
}
