using NrmPortal.Domain.Flow;

namespace NrmPortal.Web.Pages.Flow;

/// <summary>Counts for the boxes of the drawn chart: already as text, so that <c>&lt;11</c> can stand there. Null: no counts.</summary>
public sealed record Chart(IReadOnlyDictionary<Stage, (string Open, string Overdue)>? Counts)
{
    private const int LaneHeight = 96;
    private static readonly Stage[] Columns = [Stage.Notified, Stage.Screening, Stage.Protection, Stage.Identification, Stage.Assistance, Stage.Return, Stage.FollowUp, Stage.OtherPathway];

    public static IReadOnlyList<Lane> Lanes { get; } = [.. NrmFlow.Stages.Select(s => s.Lane).Distinct().Order()];

    public static int Height => Lanes.Count * LaneHeight + 4;

    public static int LaneTop(Lane lane) => Lanes.ToList().IndexOf(lane) * LaneHeight + 2;

    /// <summary>Upper left corner of a stage's box.</summary>
    public static (int X, int Y) Box(StageInfo info)
    {
        var column = info.Stage == Stage.OtherPathway ? 4 : Array.IndexOf(Columns, info.Stage);
        return (130 + column * 145, LaneTop(info.Lane) + 12);
    }

    /// <summary>The arrows: each pair of stages that some act moves a case along, once.</summary>
    public static IEnumerable<(StageInfo From, StageInfo To)> Arrows =>
        NrmFlow.Rows.Where(r => r.From != r.To && r.From < r.To).Select(r => (r.From, r.To)).Distinct()
            .Select(p => (NrmFlow.Info(p.From), NrmFlow.Info(p.To)));
}
