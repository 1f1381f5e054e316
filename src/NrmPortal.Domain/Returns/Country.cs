using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Returns;

/// <summary>A country people go to or come home from, from <c>Returns/Data/countries.csv</c>.</summary>
/// <param name="Code">ISO 3166, or <c>other</c>.</param>
public sealed record Country(string Code, string LabelTh, string LabelEn)
{
    public static IReadOnlyList<Country> All { get; } = [.. EmbeddedCsv.Rows("countries", "Returns").Select(r => new Country(r[0], r[1], r[2]))];

    public static Country? Of(string? code) => All.FirstOrDefault(c => c.Code == code);
}
