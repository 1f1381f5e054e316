using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Documents;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Documents;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>A paper about money is filed in the case; an entry of the book rests on it.</summary>
internal sealed record FileMoneyPaper(string By, DateTimeOffset At, string Title) : Act(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).AddDocument(
        await scene.Numbers.Document(At), Section.Money, DocumentKind.OtherPaper, SealedText.Of(Title), await KeepAsync(scene, Paper("Made up for the demonstration of the NRM Portal.")), scene.By, At));

    // Told again after an interruption it is another file; what was left behind is swept away with other orphans.
    private async Task<StoredFile> KeepAsync(Scene scene, byte[] pdf)
    {
        var (vault, id) = (scene.Services.GetRequiredService<DocumentVault>(), Guid.CreateVersion7(At));
        await using var file = vault.Begin(id);
        await file.WriteAsync(pdf);
        var stored = new StoredFile(id, FileFormat.Pdf, pdf.Length, await file.FinishAsync(), file.Key);
        vault.Keep(id);
        return stored;
    }

    /// <summary>One page with one line, as small as a PDF can be.</summary>
    private static byte[] Paper(string line)
    {
        var drawn = $"BT /F1 14 Tf 72 760 Td ({line}) Tj ET";
        string[] parts =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            string.Create(CultureInfo.InvariantCulture, $"<< /Length {drawn.Length} >>\nstream\n{drawn}\nendstream"), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var (text, table) = (new StringBuilder("%PDF-1.4\n"), new StringBuilder("0000000000 65535 f \n"));
        for (var i = 0; i < parts.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{text.Length:D10} 00000 n \n");
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{parts[i]}\nendobj\n");
        }

        var begins = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {parts.Length + 1}\n{table}trailer\n<< /Size {parts.Length + 1} /Root 1 0 R >>\nstartxref\n{begins}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
