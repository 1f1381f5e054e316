using System.Globalization;
using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Clocks;

/// <summary>Who alone can extend a limit.</summary>
public enum ExtendingAuthority
{
    Court,
    Datip,
    ProvinceOffice,
}

/// <summary>A written-down rule: this limit may be extended by this authority, by so many calendar days in all.</summary>
/// <param name="Days">The most in all; 0 where <paramref name="DaysOf"/> says it.</param>
/// <param name="DaysOf">The limit whose own value is the most: what the court may permit is a setting like any other.</param>
/// <param name="Recorders">The roles that may record the authority's order: where it is DATIP's own, DATIP alone. None where it is a basis of stay.</param>
public sealed record ExtensionRule(
    ClockCode Clock, ExtendingAuthority Authority, int Days, ClockCode? DaysOf, IReadOnlyList<Role> Recorders, string LegalBasis, string Confidence)
{
    /// <summary>
    /// What a court permits is a ground to hold somebody, with its own start, end and place: it is recorded as a basis of stay
    /// (<see cref="Cases.Case.RecordBasisOfStay"/>), and nowhere else.
    /// </summary>
    public bool IsABasisOfStay => Authority == ExtendingAuthority.Court;

    /// <summary>The most calendar days in all for a clock that started then.</summary>
    public int MostDays(DateTimeOffset start) => DaysOf is { } code ? ClockBook.Current.Settings.At(code, start).Amount : Days;
}

/// <summary>Which limits may be extended and by whom. What is not listed is never extended.</summary>
public static class ExtensionRules
{
    private static readonly Lazy<IReadOnlyList<ExtensionRule>> Shipped = new(() => [.. EmbeddedCsv.Rows("clock-extensions").Select(r => new ExtensionRule(
        Enum.Parse<ClockCode>(r[0]), Enum.Parse<ExtendingAuthority>(r[1]), int.TryParse(r[2], CultureInfo.InvariantCulture, out var days) ? days : 0, days > 0 ? null : Enum.Parse<ClockCode>(r[2]),
        [.. r[3].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>)], r[4], r[5]))]);

    public static IReadOnlyList<ExtensionRule> All => Shipped.Value;

    public static ExtensionRule? Find(ClockCode code) => All.FirstOrDefault(r => r.Clock == code);
}

/// <summary>A limit made longer by the authority that may, on the paper that says so.</summary>
public sealed class ClockExtension
{
    private ClockExtension() { }

    public ClockExtension(Guid id, Guid caseId, ClockCode clock, DateTimeOffset runFrom, int days, ExtendingAuthority authority, string document, Actor by, DateTimeOffset at) =>
        (Id, CaseId, Clock, RunFrom, Days, Authority, Document, ByUserId, ByUnitId, At) = (id, caseId, clock, runFrom, days, authority, document, by.UserId, by.UnitId, at);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public ClockCode Clock { get; private set; }

    /// <summary>When the run of the clock that it belongs to had started.</summary>
    public DateTimeOffset RunFrom { get; private set; }

    /// <summary>Calendar days.</summary>
    public int Days { get; private set; }
    public ExtendingAuthority Authority { get; private set; }

    /// <summary>The number of the order or letter; never anything of the person.</summary>
    public string Document { get; private set; } = "";
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
