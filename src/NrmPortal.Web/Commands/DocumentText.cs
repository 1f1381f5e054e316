using System.Text;

namespace NrmPortal.Web.Commands;

/// <summary>Markdown of the generated documents: a title, and tables whose cells cannot break a row.</summary>
internal sealed class DocumentText
{
    private readonly StringBuilder text = new();

    public DocumentText(string title, string lead) => Lines($"# {title}", $"{lead} Do not edit: the command `docs` writes it.");

    public DocumentText Heading(string heading) => Lines($"## {heading}");

    public DocumentText Lines(params string[] paragraphs)
    {
        foreach (var paragraph in paragraphs) text.Append(paragraph).Append("\n\n");
        return this;
    }

    public DocumentText Table(string[] head, IEnumerable<string[]> rows)
    {
        text.Append("| ").AppendJoin(" | ", head).Append(" |\n|").Append(string.Concat(Enumerable.Repeat(" --- |", head.Length))).Append('\n');
        foreach (var row in rows) text.Append("| ").AppendJoin(" | ", row.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
        text.Append('\n');
        return this;
    }

    public override string ToString() => text.ToString().TrimEnd('\n') + "\n";
}
