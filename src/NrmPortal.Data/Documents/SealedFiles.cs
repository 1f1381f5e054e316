using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NrmPortal.Data.Documents;

/// <summary>
/// How a file lies on the disk: a mark, then chunks of 64 KiB, each AES-256-GCM under the file's own key with its tag behind it.
/// The nonce is the chunk's number, which never comes twice under one key. The associated data names file, number and whether
/// the chunk is the last: a chunk that is moved, dropped or put at the end does not open.
/// </summary>
internal static class SealedFiles
{
    public const int ChunkLength = 64 * 1024;
    public const int TagLength = 16;
    public static ReadOnlySpan<byte> Mark => "NRMDOC1\n"u8;

    public static void Nonce(Span<byte> nonce, long number)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[4..], number);
    }

    public static void Place(Span<byte> place, Guid file, long number, bool last)
    {
        file.TryWriteBytes(place);
        BinaryPrimitives.WriteInt64BigEndian(place[16..], number);
        place[24] = last ? (byte)1 : (byte)0;
    }
}

/// <summary>Encrypts what is written, chunk by chunk; holds one chunk in memory.</summary>
public sealed class SealedFileWriter : IAsyncDisposable
{
    private readonly byte[] plain = new byte[SealedFiles.ChunkLength], chunk = new byte[SealedFiles.ChunkLength + SealedFiles.TagLength];
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly AesGcm aes;
    private readonly FileStream file;
    private readonly Guid id;
    private int used;
    private long number;

    internal SealedFileWriter(string path, Guid id)
    {
        this.id = id;
        Key = RandomNumberGenerator.GetBytes(32);
        aes = new AesGcm(Key, SealedFiles.TagLength);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        file = new FileStream(path, options);
        file.Write(SealedFiles.Mark);
    }

    public byte[] Key { get; }
    public long Size { get; private set; }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation = default)
    {
        hash.AppendData(bytes.Span);
        Size += bytes.Length;
        while (bytes.Length > 0)
        {
            // A full chunk waits for the next byte: only then is it known not to be the last.
            if (used == plain.Length) await Flush(last: false, cancellation);
            var part = Math.Min(bytes.Length, plain.Length - used);
            bytes[..part].CopyTo(plain.AsMemory(used));
            (used, bytes) = (used + part, bytes[part..]);
        }
    }

    /// <summary>Writes the last chunk and has the disk keep all of it.</summary>
    /// <returns>SHA-256 of the content.</returns>
    public async Task<byte[]> FinishAsync(CancellationToken cancellation = default)
    {
        await Flush(last: true, cancellation);
        file.Flush(flushToDisk: true);
        return hash.GetHashAndReset();
    }

    private async Task Flush(bool last, CancellationToken cancellation)
    {
        Seal(last);
        await file.WriteAsync(chunk.AsMemory(0, used + SealedFiles.TagLength), cancellation);
        (used, number) = (0, number + 1);
    }

    private void Seal(bool last)
    {
        Span<byte> nonce = stackalloc byte[12], place = stackalloc byte[25];
        SealedFiles.Nonce(nonce, number);
        SealedFiles.Place(place, id, number, last);
        aes.Encrypt(nonce, plain.AsSpan(0, used), chunk.AsSpan(0, used), chunk.AsSpan(used, SealedFiles.TagLength), place);
    }

    public async ValueTask DisposeAsync()
    {
        CryptographicOperations.ZeroMemory(plain);
        aes.Dispose();
        hash.Dispose();
        await file.DisposeAsync();
    }
}
