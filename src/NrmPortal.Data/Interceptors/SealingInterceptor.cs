using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using NrmPortal.Data.Encryption;
using NrmPortal.Domain;

namespace NrmPortal.Data.Interceptors;

/// <summary>Seals every <see cref="SealedText"/> on saving, bound to table, column and row.</summary>
public sealed class SealingInterceptor : SaveChangesInterceptor
{
    /// <summary>One for the process: EF builds its model and compiled queries anew for each different interceptor.</summary>
    public static readonly SealingInterceptor Instance = new();

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

    private static void Seal(DbContext db)
    {
        // The first of the interceptors: it looks for changes, for all.
        db.ChangeTracker.DetectChanges();
        var sealing = Tracked.Found(db)
            .Where(e => e.State is EntityState.Added or EntityState.Modified && SealedProperties.Of(e.Metadata).Length > 0).ToList();
        if (sealing.Count == 0) return;
        var ring = SealedProperties.RingOf(db);
        foreach (var entry in sealing)
        {
            foreach (var property in SealedProperties.Of(entry.Metadata)) Seal(entry, property, ring);
        }
    }

    private static void Seal(EntityEntry entry, IProperty property, KeyRing ring)
    {
        var member = entry.Property(property.Name);
        if (member.CurrentValue is not SealedText { Cipher: null, Plain: { } text }) return;
        var id = (Guid)entry.Metadata.FindPrimaryKey()!.Properties[0].PropertyInfo!.GetValue(entry.Entity)!;
        var (keyId, key) = ring.Current;
        member.CurrentValue = SealedText.Opened(text, Envelope.Seal(text, keyId, key, SealedProperties.Place(entry.Metadata, property, id)));
    }
}
