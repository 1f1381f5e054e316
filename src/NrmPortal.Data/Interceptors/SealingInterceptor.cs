using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Encryption;
using NrmPortal.Domain;

namespace NrmPortal.Data.Interceptors;

/// <summary>Seals every <see cref="SealedText"/> on saving and opens it on materialisation, bound to table, column and row.</summary>
public sealed class SealingInterceptor : SaveChangesInterceptor, IMaterializationInterceptor
{
    /// <summary>One for the process: EF builds its model and compiled queries anew for each different interceptor.</summary>
    public static readonly SealingInterceptor Instance = new();

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
        if (PropertiesOf(type).Length == 0) return entity;
        var ring = RingOf(materializationData.Context);
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

    private static void Seal(DbContext db)
    {
        // The first of the interceptors: it looks for changes, for all.
        db.ChangeTracker.DetectChanges();
        var sealing = Tracked.Found(db)
            .Where(e => e.State is EntityState.Added or EntityState.Modified && PropertiesOf(e.Metadata).Length > 0).ToList();
        if (sealing.Count == 0) return;
        var ring = RingOf(db);
        foreach (var entry in sealing)
        {
            foreach (var property in PropertiesOf(entry.Metadata)) Seal(entry, property, ring);
        }
    }

    private static void Seal(EntityEntry entry, IProperty property, KeyRing ring)
    {
        var member = entry.Property(property.Name);
        if (member.CurrentValue is not SealedText { Cipher: null, Plain: { } text }) return;
        var id = (Guid)entry.Metadata.FindPrimaryKey()!.Properties[0].PropertyInfo!.GetValue(entry.Entity)!;
        var (keyId, key) = ring.Current;
        member.CurrentValue = SealedText.Opened(text, Envelope.Seal(text, keyId, key, Place(entry.Metadata, property, id)));
    }

    private static KeyRing RingOf(DbContext db) =>
        db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!.ApplicationServiceProvider!.GetRequiredService<KeyRing>();

    private static string Place(IReadOnlyEntityType type, IReadOnlyProperty property, Guid id) =>
        $"{type.GetTableName()}.{property.Name}.{id:N}";

    private static IProperty[] PropertiesOf(IEntityType type) => SealedProperties.GetOrAdd(type,
        t => [.. t.GetProperties().Where(p => p.ClrType == typeof(SealedText))]);
}
