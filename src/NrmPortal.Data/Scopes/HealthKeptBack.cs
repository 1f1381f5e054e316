namespace NrmPortal.Data.Scopes;

/// <summary>How much a page leaves out for a reader without the right to health, so that it can say so.</summary>
public sealed class HealthKeptBack(IEnumerable<HealthKeptBack.Part> parts)
{
    private readonly Dictionary<(string, Guid), int> entries = parts.ToDictionary(p => (p.What, p.Of), p => p.Entries);

    public static HealthKeptBack Nothing { get; } = new([]);

    /// <param name="What">Of the parts that health_kept_back counts.</param>
    /// <param name="Of">A plan, a plan of return; or the case, for incidents and services.</param>
    public sealed record Part(string What, Guid Of, int Entries);

    /// <param name="plan">A plan, or a plan of return.</param>
    public int From(Guid plan) => Of("plan", plan) + Of("return", plan);

    public int Incidents(Guid ofCase) => Of("incident", ofCase);

    public int Services(Guid ofCase) => Of("service", ofCase);

    private int Of(string what, Guid of) => entries.GetValueOrDefault((what, of));
}
