using System.Security.Cryptography;

namespace NrmPortal.Data.Documents;

/// <summary>Decrypts a file as it is read, from its beginning on; holds one chunk in memory.</summary>
/// <exception cref="CryptographicException">A chunk was altered, moved or is missing, or the key is another file's.</exception>
internal sealed class SealedFileReader : Stream
{
    private readonly byte[] chunk = new byte[SealedFiles.ChunkLength + SealedFiles.TagLength], plain = new byte[SealedFiles.ChunkLength];
    private readonly FileStream file;
    private readonly AesGcm aes;
    private readonly Guid id;
    private int at, used;
    private long number;
    private bool ended;

    public SealedFileReader(string path, Guid id, byte[] key)
    {
        this.id = id;
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        aes = new AesGcm(key, SealedFiles.TagLength);
        Span<byte> mark = stackalloc byte[SealedFiles.Mark.Length];
        if (file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) < mark.Length || !mark.SequenceEqual(SealedFiles.Mark)) throw new CryptographicException("Not a sealed file.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length == 0) return 0;
        if (at == used && !ended) await Next(cancellationToken);
        var part = Math.Min(buffer.Length, used - at);
        plain.AsMemory(at, part).CopyTo(buffer);
        at += part;
        return part;
    }

    private async Task Next(CancellationToken cancellation)
    {
        var read = await file.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellation);
        if (read < SealedFiles.TagLength) throw new CryptographicException("The file ends before its last chunk.");
        var last = file.Position == file.Length;
        Open(read - SealedFiles.TagLength, last);
        (at, used, ended, number) = (0, read - SealedFiles.TagLength, last, number + 1);
    }

    private void Open(int length, bool last)
    {
        Span<byte> nonce = stackalloc byte[12], place = stackalloc byte[25];
        SealedFiles.Nonce(nonce, number);
        SealedFiles.Place(place, id, number, last);
        aes.Decrypt(nonce, chunk.AsSpan(0, length), chunk.AsSpan(length, SealedFiles.TagLength), plain.AsSpan(0, length), place);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A document is read asynchronously.");
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CryptographicOperations.ZeroMemory(plain);
            aes.Dispose();
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
