namespace NrmPortal.Domain;

/// <summary>
/// A personal text that is encrypted at rest and bound to its row. It prints as a mark, never as its
/// content: a page, a log or a message that renders it by accident leaks nothing. <see cref="Open"/> reveals it.
/// </summary>
public sealed class SealedText
{
    private readonly string? text;
    private readonly byte[]? cipher;

    private SealedText(string? text, byte[]? cipher) => (this.text, this.cipher) = (text, cipher);

    /// <summary>Seals <paramref name="text"/>; null or blank gives null, so that empty fields stay empty in the database.</summary>
    public static SealedText? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : new(text.Trim(), null);

    /// <summary>A value as read from the database, not yet opened.</summary>
    internal static SealedText FromCipher(byte[] cipher) => new(null, cipher);

    /// <summary>Text and cipher together: what a saved or opened row holds.</summary>
    internal static SealedText Opened(string text, byte[] cipher) => new(text, cipher);

    internal byte[]? Cipher => cipher;

    internal string? Plain => text;

    /// <summary>The content.</summary>
    /// <exception cref="InvalidOperationException">The value came through a projection and was never decrypted.</exception>
    public string Open() => text
        ?? throw new InvalidOperationException("A sealed value is read only by loading its section row whole.");

    public override string ToString() => "▒▒▒";
}
