namespace NrmPortal.Data.Scopes;

/// <summary>How much a page leaves out for a reader without the right to health, so that it can say so.</summary>
public sealed class HealthKeptBack(IEnumerable<HealthKeptBack.Part> parts)
{
    private readonly Dictionary<Guid, int> entries = parts.ToDictionary(p => p.Of, p => p.Entries);

    public static HealthKeptBack Nothing { get; } = new([]);

    /// <param name="Of">A plan, a plan of return; or the case, for incidents.</param>
    public sealed record Part(Guid Of, int Entries);

    public int From(Guid of) => entries.GetValueOrDefault(of);
}
