using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Documents;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Documents;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using QRCoder;

namespace NrmPortal.Web.Documents;

/// <summary>Issues a document: writes it from the case, prints it, and files it as an uploaded one is.</summary>
internal sealed class PaperPress(PortalDbContext db, CurrentCase current, CaseNumbers numbers, PaperWriter writer, PaperView view, Chromium browser, DocumentVault vault, Words words)
{
    /// <param name="referral">Which one it tells of, if it tells of one; null for the first that fits.</param>
    /// <param name="site">The portal's address as people outside reach it.</param>
    /// <exception cref="RefusedException">The case has nothing of the kind yet, the section is not the actor's, or nothing prints.</exception>
    public async Task<Document> IssueAsync(DocumentKind kind, Guid? referral, string language, Uri site, Actor by, DateTimeOffset at, CancellationToken cancellation)
    {
        using var speaking = Languages.Speak(language);
        var (subject, code, number) = (current.Value, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), await numbers.Document(at));
        var agency = await db.Units.Where(u => u.Id == by.UnitId).Select(u => Languages.Pick(u.NameTh, u.NameEn)).FirstAsync(cancellation);
        var address = new Uri(site, $"verify/{code}").ToString();
        var paper = new Paper(kind, language, number, subject.Number, agency, at, address, Qr(address), await writer.WriteAsync(kind, referral, at));
        var file = await Store(await browser.PrintAsync(await view.HtmlAsync(paper), cancellation), cancellation);
        try
        {
            var issued = subject.IssueDocument(number, kind, language, code, SealedText.Of($"{words.Of(kind)} {subject.Number}"), writer.HoldsHealth, file, by, at);
            db.Add(issued);
            await db.SaveChangesAsync(cancellation);
            vault.Keep(file.Id);
            return issued;
        }
        finally
        {
            vault.Drop(file.Id);
        }
    }

    private async Task<StoredFile> Store(byte[] pdf, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        await using var file = vault.Begin(id);
        await file.WriteAsync(pdf, cancellation);
        return new StoredFile(id, FileFormat.Pdf, pdf.Length, await file.FinishAsync(cancellation), file.Key);
    }

    private static string Qr(string address)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(data);
        return "data:image/png;base64," + Convert.ToBase64String(png.GetGraphic(6));
    }
}
