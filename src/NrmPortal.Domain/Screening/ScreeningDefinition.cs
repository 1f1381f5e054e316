using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;

namespace NrmPortal.Domain.Screening;

/// <summary>The screening form as data: the server evaluates it now, the browser offline later, both from this one file.</summary>
public sealed record ScreeningDefinition(string Id, int Version, IReadOnlyList<ScreeningStep> Steps)
{
    private const int Newest = 2;

    private static readonly Lazy<IReadOnlyList<ScreeningDefinition>> Loaded = new(() => [.. Enumerable.Range(1, Newest).Select(Load)]);

    /// <summary>The definition new screenings pin by id and hash.</summary>
    public static ScreeningDefinition Current => Loaded.Value[^1];

    /// <summary>All versions, oldest first: a screening goes on with the one it began with.</summary>
    public static IReadOnlyList<ScreeningDefinition> All => Loaded.Value;

    /// <summary>The definition a screening pins; the current one for a hash that no version of this portal has.</summary>
    public static ScreeningDefinition Of(string hash) => All.FirstOrDefault(d => d.Hash == hash) ?? Current;

    /// <summary>SHA-256 of the definition's bytes, hexadecimal. Line ends count as LF: a checkout on Windows has the same hash.</summary>
    public string Hash { get; private init; } = "";

    public IEnumerable<ScreeningField> Fields => Steps.SelectMany(s => s.Fields);

    public ScreeningStep? Step(string id) => Steps.FirstOrDefault(s => s.Id == id);

    internal static byte[] Bytes(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"NrmPortal.Domain.Screening.Definitions.{file}.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static ScreeningDefinition Load(int version)
    {
        var bytes = Bytes($"nrm-screening-{version}").Where(b => b != (byte)'\r').ToArray();
        var definition = JsonSerializer.Deserialize<ScreeningDefinition>(bytes, JsonSerializerOptions.Web)!;
        return definition with { Hash = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
    }
}

/// <summary>One page of the form. <paramref name="Section"/> is the part of the case file its answers belong to.</summary>
public sealed record ScreeningStep(
    string Id, string TitleTh, string TitleEn, string HelpTh, string HelpEn, string Section, JsonElement? When, IReadOnlyList<ScreeningField> Fields);

/// <summary>
/// One field; <paramref name="Kind"/> is choice, multichoice, text, longtext or indicator. <paramref name="Section"/> names the restricted
/// part of the case file that stores the answer; <c>None</c> is a category of the case's core.
/// </summary>
public sealed record ScreeningField(
    string Id, string Kind, string LabelTh, string LabelEn, string? HelpTh, string? HelpEn, bool Required, bool Personal,
    JsonElement? When, IReadOnlyList<FieldOption>? Options, string? Group, string? AppliesTo, string? Dimension, string Section, string? SourceFamily)
{
    public bool IsIndicator => Kind == "indicator";

    /// <summary>The answer lives in a table of its own once the screening is concluded, and not in the screening's record; the names in a consent too.</summary>
    public bool HasOwnSection => Section is "Identity" or "Health" || (Section == "Consent" && Kind == "text" && Personal);

    /// <summary>False where an indicator is written for the other age class; an unknown age takes both.</summary>
    public bool Fits(AgeGroup age) => AppliesTo switch
    {
        "adult" => age != AgeGroup.Child,
        "child" => age != AgeGroup.Adult,
        _ => true,
    };
}

public sealed record FieldOption(string Value, string Th, string En);
