namespace NrmPortal.Web.Resources;

/// <summary>Names the texts in <c>NotePages.th.resx</c> and <c>NotePages.en.resx</c>.</summary>
public sealed class NotePages
{
}
