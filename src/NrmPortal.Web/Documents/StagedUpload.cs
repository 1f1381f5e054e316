using NrmPortal.Data.Documents;
using NrmPortal.Domain;
using NrmPortal.Domain.Documents;

namespace NrmPortal.Web.Documents;

/// <summary>The file of this request's form: encrypted on the disk already, and gone with the request unless a page takes it.</summary>
public sealed class StagedUpload(DocumentVault vault)
{
    private Guid? began;

    /// <summary>What came, and why it cannot be taken; neither where the form had no file.</summary>
    public StoredFile? File { get; private set; }
    public Refusal? Fault { get; private set; }

    internal async Task TakeInAsync(string? name, Stream body, long atMost, CancellationToken cancellation)
    {
        var (id, sniffer, buffer) = (Guid.CreateVersion7(), new FormatSniffer(), new byte[SealedChunk]);
        Drop();
        began = id;
        await using (var writer = vault.Begin(id))
        {
            int read;
            while ((read = await body.ReadAsync(buffer, cancellation)) > 0 && writer.Size + read <= atMost)
            {
                sniffer.See(buffer.AsSpan(0, read));
                await writer.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            // The rest of what is too long is read past, so that the person gets an answer and no broken connection.
            if (read > 0) while (await body.ReadAsync(buffer, cancellation) > 0) { }
            var hash = await writer.FinishAsync(cancellation);
            Fault = read > 0 ? new Refusal("document.tooLarge", (atMost / 1024 / 1024).ToString(System.Globalization.CultureInfo.InvariantCulture))
                : writer.Size == 0 ? new Refusal("document.empty")
                : sniffer.Format is not { } format ? new Refusal("document.format")
                : !FileFormats.MayBeCalled(format, name) ? new Refusal("document.misnamed", FileFormats.Extension(format))
                : null;
            if (Fault is null) File = new StoredFile(id, sniffer.Format!.Value, writer.Size, hash, writer.Key);
        }

        if (File is null) Drop();
    }

    private const int SealedChunk = 64 * 1024;

    /// <summary>The file of the row that is being saved.</summary>
    /// <exception cref="RefusedException">There is none, or none that may be taken.</exception>
    public StoredFile Take()
    {
        if (Fault is not null) throw new RefusedException(Fault);
        if (File is null) throw new RefusedException("document.noFile");
        vault.Keep(File.Id);
        began = null;
        return File;
    }

    internal void Drop()
    {
        if (began is { } id) vault.Drop(id);
        (began, File) = (null, null);
    }
}
