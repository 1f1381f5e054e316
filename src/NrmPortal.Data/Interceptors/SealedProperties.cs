using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Encryption;
using NrmPortal.Domain;

namespace NrmPortal.Data.Interceptors;

/// <summary>Which properties are sealed, with which keys, and to which place each cipher is bound.</summary>
internal static class SealedProperties
{
    private static readonly ConcurrentDictionary<IReadOnlyEntityType, IProperty[]> Known = new();

    public static IProperty[] Of(IEntityType type) => Known.GetOrAdd(type, _ => [.. type.GetProperties().Where(p => p.ClrType == typeof(SealedText))]);

    public static KeyRing RingOf(DbContext db) =>
        db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!.ApplicationServiceProvider!.GetRequiredService<KeyRing>();

    public static string Place(IReadOnlyEntityType type, IReadOnlyProperty property, Guid id) =>
        $"{type.GetTableName()}.{property.Name}.{id:N}";
}
