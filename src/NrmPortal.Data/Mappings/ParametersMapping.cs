using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace NrmPortal.Data.Mappings;

/// <summary>Codes and values that a text in the reader's language names: one JSON column, written once.</summary>
internal static class ParametersMapping
{
    public static void IsParameters(this PropertyBuilder<IReadOnlyDictionary<string, string>> property) => property.HasColumnType("jsonb").HasConversion(
        v => JsonSerializer.Serialize(v, JsonSerializerOptions.Default),
        v => JsonSerializer.Deserialize<Dictionary<string, string>>(v, JsonSerializerOptions.Default)!,
        new ValueComparer<IReadOnlyDictionary<string, string>>((a, b) => ReferenceEquals(a, b), v => v.Count, v => v));
}
