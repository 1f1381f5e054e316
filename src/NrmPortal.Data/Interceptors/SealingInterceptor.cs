using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using NrmPortal.Data.Encryption;
using NrmPortal.Domain;

namespace NrmPortal.Data.Interceptors;

/// <summary>Seals every <see cref="SealedText"/> on saving and opens it on materialisation, bound to table, column and row.</summary>
public sealed class SealingInterceptor(KeyRing ring) : SaveChangesInterceptor, IMaterializationInterceptor
{
    private static readonly ConcurrentDictionary<IEntityType, IProperty[]> SealedProperties = new();

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Seal(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Seal(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public object InitializedInstance(MaterializationInterceptionData materializationData, object entity)
    {
        var type = materializationData.EntityType;
        foreach (var property in PropertiesOf(type))
        {
            var info = property.PropertyInfo!;
            if (info.GetValue(entity) is not SealedText { Cipher: { } cipher } value || value.Plain is not null) continue;
            var id = (Guid)type.FindPrimaryKey()!.Properties[0].PropertyInfo!.GetValue(entity)!;
            var text = Envelope.Open(cipher, ring.KeyOf, Place(type, property, id));
            info.SetValue(entity, SealedText.Opened(text, cipher));
        }
        return entity;
    }

    private void Seal(DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified).ToList())
        {
            foreach (var property in PropertiesOf(entry.Metadata)) Seal(entry, property);
        }
    }

    private void Seal(EntityEntry entry, IProperty property)
    {
        var member = entry.Property(property.Name);
        if (member.CurrentValue is not SealedText { Cipher: null, Plain: { } text }) return;
        var id = (Guid)entry.Metadata.FindPrimaryKey()!.Properties[0].PropertyInfo!.GetValue(entry.Entity)!;
        var (keyId, key) = ring.Current;
        member.CurrentValue = SealedText.Opened(text, Envelope.Seal(text, keyId, key, Place(entry.Metadata, property, id)));
    }

    private static string Place(IReadOnlyEntityType type, IReadOnlyProperty property, Guid id) =>
        $"{type.GetTableName()}.{property.Name}.{id:N}";

    private static IProperty[] PropertiesOf(IEntityType type) => SealedProperties.GetOrAdd(type,
        t => [.. t.GetProperties().Where(p => p.ClrType == typeof(SealedText))]);
}
