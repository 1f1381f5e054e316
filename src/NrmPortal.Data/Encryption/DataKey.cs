namespace NrmPortal.Data.Encryption;

/// <summary>A data key, wrapped by Data Protection. The newest one encrypts; older ones still decrypt.</summary>
public sealed class DataKey
{
    private DataKey() { }

    public DataKey(int id, byte[] wrapped, DateTimeOffset at) => (Id, Wrapped, CreatedAt) = (id, wrapped, at);

    public int Id { get; private set; }
    public byte[] Wrapped { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
}
