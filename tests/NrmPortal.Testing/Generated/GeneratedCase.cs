using NrmPortal.Data.Seed;
using NrmPortal.Domain;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Testing;

/// <summary>All that is generated of one case, derived from its place in the row alone: nothing is kept in memory.</summary>
public sealed record GeneratedCase
{
    // Three years of cases up to a few days before the tests' clock starts, so that no step lies ahead of it.
    private static readonly DateTimeOffset Newest = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Span = TimeSpan.FromDays(3 * 365);
    private static readonly Stage[] Living = [Stage.Screening, Stage.Protection, Stage.Protection, Stage.Identification, Stage.Identification, Stage.Assistance, Stage.Assistance, Stage.Return];

    private GeneratedCase() { }

    public required int Place { get; init; }
    public required Guid Id { get; init; }
    public required Guid ScreeningId { get; init; }
    public required Stage Stage { get; init; }
    public required GeneratedUnit OpenedBy { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required AgeGroup Age { get; init; }
    public required Sex Sex { get; init; }
    public required ExploitationCategory Category { get; init; }
    public required string? Name { get; init; }
    public required GeneratedReferral? Referral { get; init; }
    public ClockCode? Clock { get; init; }

    public string FirstContactNumber => $"FC-2570-{Place + 1:0000000}";
    public string? NrmNumber => Stage is Stage.Screening or Stage.OtherPathway ? null : $"NRM-2570-{Place + 1:0000000}";
    public string Number => NrmNumber ?? FirstContactNumber;
    public bool IsDecided => Stage is Stage.Assistance or Stage.Return or Stage.FollowUp;

    /// <summary>The MDT's decision hands the case over to the province office.</summary>
    public Guid OwnerId => IsDecided ? OpenedBy.OfficeId : OpenedBy.Id;
    public DateTimeOffset StageSince => OpenedAt + (Step * (Path.Count - 1));
    public DateTimeOffset? DueAt => Clock is { } clock ? ClockEngine.Run(clock, StageSince).Due : null;

    internal static readonly TimeSpan Step = TimeSpan.FromHours(12);

    /// <summary>The steps the case took: event code and the stage it led to.</summary>
    internal IReadOnlyList<(string Code, Stage To)> Path => GeneratedPaths.To(Stage);

    /// <summary>Case <paramref name="place"/> of <paramref name="count"/>; the first is the oldest.</summary>
    public static GeneratedCase Of(int place, int count)
    {
        var dice = new Dice((ulong)place + 2569);
        var at = Newest - Span + (place * (Span / count));
        // Most of what is older than four months is closed.
        var lives = place >= count * 0.9 || dice.Percent(2);
        var stage = lives ? Living[dice.Next(Living.Length)] : dice.Percent(85) ? Stage.FollowUp : Stage.OtherPathway;
        var id = dice.Id(at);
        return new GeneratedCase
        {
            Place = place,
            Id = id,
            ScreeningId = dice.Id(at),
            Stage = stage,
            OpenedBy = GeneratedUnit.Throw(ref dice),
            OpenedAt = at,
            Age = (AgeGroup)(1 + (dice.Next(4) + 2) / 3),
            Sex = (Sex)(1 + dice.Next(2)),
            Category = (ExploitationCategory)(1 + dice.Next(5)),
            Name = dice.Percent(60) ? GeneratedNames.Throw(ref dice) : null,
            Clock = GeneratedPaths.ClockAt(stage),
            Referral = GeneratedReferral.Throw(ref dice, id, stage, at),
        };
    }
}

/// <summary>An office that opens cases, and the province office responsible there.</summary>
public sealed record GeneratedUnit(Guid Id, Guid OfficeId, string ProvinceCode)
{
    private static readonly string[] Busiest = ["HOT-10", "IMM-63", "POL-63", "LAB-63", "NGO-63", "IMM-57"];

    // Zipf: the busiest holds a fifth, the last of eighty a few in a thousand; through its office every province has some.
    private static readonly GeneratedUnit[] Units = [.. ReferenceData.Units(demo: true)
        .Where(r => r["agency"] == "ProvincialMsdhs" || Busiest.Contains(r["code"], StringComparer.Ordinal))
        .OrderBy(r => (uint)Array.IndexOf(Busiest, r["code"])).ThenBy(r => r["code"], StringComparer.Ordinal)
        .Select(r => new GeneratedUnit(ReferenceData.IdOf("unit", r["code"]), ReferenceData.IdOf("unit", "MSDHS-" + r["province"]), r["province"]))];

    private static readonly double[] Sums = [.. Units.Select((_, i) => Enumerable.Range(1, i + 1).Sum(rank => 1.0 / rank))];

    internal static GeneratedUnit Throw(ref Dice dice)
    {
        var at = Array.BinarySearch(Sums, dice.Next(1_000_000) / 1_000_000.0 * Sums[^1]);
        return Units[at < 0 ? ~at : at];
    }
}
