using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Data.Mappings;

internal sealed class DirectoryEntryMapping : IEntityTypeConfiguration<DirectoryEntry>
{
    public void Configure(EntityTypeBuilder<DirectoryEntry> builder)
    {
        builder.ToTable("directory_entries");
        builder.HasOne(e => e.Unit).WithOne().HasForeignKey<DirectoryEntry>(e => e.Id);
        // Two who save at the same moment: the second is told.
        builder.Property(e => e.ChangedAt).IsConcurrencyToken();
        builder.Property(e => e.Services).IsListOf();
        builder.Property(e => e.Accepts).IsListOf();
        builder.Property(e => e.FocalPoints).HasColumnType("jsonb").HasConversion(
            v => JsonSerializer.Serialize(v, JsonSerializerOptions.Web),
            v => JsonSerializer.Deserialize<FocalPoint[]>(v, JsonSerializerOptions.Web)!,
            new ValueComparer<IReadOnlyList<FocalPoint>>((a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)), v => v.Count, v => v));
    }
}

/// <summary>A list of values of an enumeration as a text array.</summary>
internal static class EnumLists
{
    public static void IsListOf<T>(this PropertyBuilder<IReadOnlyList<T>> property) where T : struct, Enum => property.HasColumnType("text[]").HasConversion(
        v => v.Select(s => s.ToString()).ToArray(),
        v => v.Select(Enum.Parse<T>).ToArray(),
        new ValueComparer<IReadOnlyList<T>>((a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)), v => v.Count, v => v));
}
