using NrmPortal.Data.Encryption;
using NrmPortal.Domain;

namespace NrmPortal.Data.Interceptors;

/// <summary>A row read anew after its lock. EF's own reload builds no entity, so what is sealed would stay shut.</summary>
public static class WholeRows
{
    public static async Task ReloadWholeAsync(this PortalDbContext db, object row, CancellationToken cancellation = default)
    {
        var entry = db.Entry(row);
        await entry.ReloadAsync(cancellation);
        foreach (var property in SealedProperties.Of(entry.Metadata))
        {
            var member = entry.Property(property.Name);
            if (member.CurrentValue is not SealedText { Cipher: { } cipher, Plain: null }) continue;
            var id = (Guid)entry.Metadata.FindPrimaryKey()!.Properties[0].PropertyInfo!.GetValue(row)!;
            var open = SealedText.Opened(Envelope.Open(cipher, SealedProperties.RingOf(db).KeyOf, SealedProperties.Place(entry.Metadata, property, id)), cipher);
            (member.CurrentValue, member.OriginalValue, member.IsModified) = (open, open, false);
        }
    }
}
