using NrmPortal.Domain.Flow;

namespace NrmPortal.Web.Pages.Flow;

/// <summary>Counts for the boxes of the drawn chart: already as text, so that <c>&lt;11</c> can stand there. Null: no counts.</summary>
public sealed record Chart(IReadOnlyDictionary<Stage, (string Open, string Overdue)>? Counts)
{
    public const int LaneHeight = 98;
    public const int Gutter = 112;
    public const int BoxWidth = 138;
    public const int BoxHeight = 86;
    private const int Pitch = 156;

    public const int Width = Gutter + 7 * Pitch + 2;

    // The columns are the drawing's own; lanes, names and ways come from the flow table.
    private static readonly Dictionary<Stage, int> Columns = new()
    {
        [Stage.Notified] = 0,
        [Stage.Screening] = 1,
        [Stage.Protection] = 2,
        [Stage.Identification] = 3,
        [Stage.Assistance] = 4,
        [Stage.Return] = 5,
        [Stage.OtherPathway] = 5,
        [Stage.FollowUp] = 6,
    };

    // The ways worth an arrow. The others are named inside the box they leave.
    private static readonly (Stage From, Stage To)[] Main =
    [
        (Stage.Notified, Stage.Screening), (Stage.Screening, Stage.Protection), (Stage.Screening, Stage.OtherPathway),
        (Stage.Protection, Stage.Identification), (Stage.Identification, Stage.Assistance), (Stage.Identification, Stage.OtherPathway),
        (Stage.Assistance, Stage.Return), (Stage.Assistance, Stage.FollowUp), (Stage.Return, Stage.FollowUp), (Stage.OtherPathway, Stage.FollowUp),
    ];

    public static IReadOnlyList<Lane> Lanes { get; } = Enum.GetValues<Lane>();

    public static int Height => Lanes.Count * LaneHeight + 4;

    /// <summary>The tracks beside the main line, numbers 6 and 7: they run along and are no stages.</summary>
    public static IEnumerable<(int Number, int X, int Y)> Tracks => [(6, Left(3), Top(Lane.Justice)), (7, Left(5), Top(Lane.Justice))];

    public static int LaneTop(Lane lane) => (int)lane * LaneHeight + 2;

    /// <summary>Upper left corner of a stage's box.</summary>
    public static (int X, int Y) Box(StageInfo info) => (Left(Columns[info.Stage]), Top(info.Lane));

    /// <summary>The arrows as SVG paths, each only as long as some act of the flow table takes that way.</summary>
    public static IEnumerable<string> Arrows => Main.Where(p => Ways(p.From).Contains(p.To)).Select(p => Path(NrmFlow.Info(p.From), NrmFlow.Info(p.To)));

    /// <summary>The stages that follow this one, in order.</summary>
    public static IEnumerable<Stage> Ways(Stage from) => NrmFlow.From(from).Where(r => r.Moves).Select(r => r.To).Distinct().Order();

    /// <summary>Ways without an arrow, as numbers of steps.</summary>
    public static string Also(Stage from) => string.Join(", ", Ways(from).Where(to => !Main.Contains((from, to))).Select(to => (int)to));

    /// <summary>Whether something there is past its clock, as far as the figure tells: a suppressed one may be none.</summary>
    public bool IsLate(Stage stage) => Counts?.GetValueOrDefault(stage).Overdue is [>= '1' and <= '9', ..];

    private static int Left(int column) => Gutter + column * Pitch + 9;

    private static int Top(Lane lane) => LaneTop(lane) + (LaneHeight - BoxHeight) / 2;

    // Straight lines with one corner: along the lane first, then down or up, or the other way round where a lane is taken.
    private static string Path(StageInfo from, StageInfo to)
    {
        var (fx, fy) = Box(from);
        var (tx, ty) = Box(to);
        var (right, middle) = (fx + BoxWidth, fy + BoxHeight / 2);
        var (centre, goal) = (fx + BoxWidth / 2, ty + BoxHeight / 2);
        if (fy == ty) return $"M{right} {middle} H{tx}";
        var isAlongTheGoal = to.Stage is Stage.Protection or Stage.OtherPathway or Stage.Return;
        return isAlongTheGoal
            ? $"M{centre} {(ty > fy ? fy + BoxHeight : fy)} V{goal} H{tx}"
            : $"M{right} {middle} H{tx + BoxWidth / 2} V{(ty > fy ? ty : ty + BoxHeight)}";
    }
}
