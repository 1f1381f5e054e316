using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NrmPortal.Domain.Screening;

/// <summary>What was recorded of an indicator. Not asked is the default and is shown as such, never as absent.</summary>
public enum IndicatorValue
{
    NotAsked,
    Yes,
    No,
    Unknown,
    Declined,
}

/// <summary>Where the officer has it from.</summary>
public enum IndicatorSource
{
    Told,
    Observed,
    Document,
}

/// <summary>The answers of one screening, field id to value; several values of one field are separated by a space.</summary>
public sealed class ScreeningAnswers
{
    private readonly Dictionary<string, string> values;

    public ScreeningAnswers(IReadOnlyDictionary<string, string>? values = null)
        => this.values = values is null ? new(StringComparer.Ordinal) : new(values, StringComparer.Ordinal);

    public string? this[string field] => values.GetValueOrDefault(field) is { Length: > 0 } value ? value : null;

    public ScreeningAnswers With(string field, string? value)
    {
        var copy = new ScreeningAnswers(values);
        if (string.IsNullOrWhiteSpace(value)) copy.values.Remove(field);
        else copy.values[field] = value.Trim();
        return copy;
    }

    public ScreeningAnswers With(string code, IndicatorValue value, IndicatorSource? source = null) =>
        With(code, value == IndicatorValue.NotAsked ? null : value.ToString()).With($"{code}.source", value == IndicatorValue.NotAsked ? null : source?.ToString());

    public IndicatorValue Indicator(string code) => Enum.TryParse<IndicatorValue>(this[code], out var value) && Enum.IsDefined(value) ? value : IndicatorValue.NotAsked;

    public IndicatorSource? Source(string code) => Enum.TryParse<IndicatorSource>(this[$"{code}.source"], out var source) && Enum.IsDefined(source) ? source : null;

    /// <summary>The answers of these fields only, indicators with their sources.</summary>
    public ScreeningAnswers Only(IReadOnlySet<string> fields)
    {
        const string Source = ".source";
        string FieldOf(string key) => key.EndsWith(Source, StringComparison.Ordinal) ? key[..^Source.Length] : key;
        return new(values.Where(v => fields.Contains(FieldOf(v.Key))).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal));
    }

    /// <summary>Names the present state of these fields: whoever saves over another state than they saw is told.</summary>
    public string VersionOf(IEnumerable<ScreeningField> fields) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Only(fields.Select(f => f.Id).ToHashSet(StringComparer.Ordinal)).ToJson())))[..16];

    /// <summary>Which of these fields have another answer (or source) there.</summary>
    public IEnumerable<ScreeningField> Differing(ScreeningAnswers other, IEnumerable<ScreeningField> fields) =>
        fields.Where(f => this[f.Id] != other[f.Id] || Source(f.Id) != other.Source(f.Id));

    public bool Has(string field, string option) => this[field]?.Split(' ').Contains(option, StringComparer.Ordinal) == true;

    public AgeGroup AgeGroup => this["age_class"] switch { "adult" => AgeGroup.Adult, "child" => AgeGroup.Child, _ => AgeGroup.Unknown };

    public Sex Sex => this["sex"] switch { "female" => Sex.Female, "male" => Sex.Male, "other" => Sex.Other, _ => Sex.Unknown };

    public ExploitationCategory Category => this["category"] switch
    {
        "labour" => ExploitationCategory.Labour,
        "sexual" => ExploitationCategory.Sexual,
        "begging" => ExploitationCategory.Begging,
        "forced_criminality" => ExploitationCategory.ForcedCriminality,
        "other" => ExploitationCategory.Other,
        _ => ExploitationCategory.NotStated,
    };

    public string ToJson() => JsonSerializer.Serialize(values.OrderBy(v => v.Key, StringComparer.Ordinal).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal));

    public static ScreeningAnswers FromJson(string? json) =>
        new(string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(json));
}
