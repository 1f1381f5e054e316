using System.Globalization;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Web.Commands;

/// <summary><c>docs/nrm-flow.md</c>: the flow of a case and of a referral with their clocks, as the portal enforces them.</summary>
public static class FlowDocument
{
    private static readonly string[] RowHead = ["From", "To", "Act", "Thai", "Permission", "Clock", "Guard", "Basis", "Lane"];

    public static string Text() => new DocumentText(
            "The flow of the National Referral Mechanism",
            $"Version {NrmFlow.Version}, printed from `NrmFlow`, `ReferralFlow` and `clock-settings.csv`.")
        .Lines("Step names follow the usual NRM order and are to be aligned with the official chart. 6 (legal process) and 7 (compensation and fund) are tracks beside the main line and no stages.")
        .Lines(CaseChart())
        .Heading("Stages")
        .Table(["#", "Stage", "Thai", "Who acts", "What happens", "Leads to"], NrmFlow.Stages.Select(Stage))
        .Heading("Steps that move a case")
        .Table(RowHead, NrmFlow.Rows.Where(r => r.Moves).Select(Row))
        .Heading("Acts within a stage")
        .Table(["Stages", "Act", "Thai", "Permission", "Clock", "Guard", "Basis", "Lane"], Acts())
        .Heading("The life of a referral")
        .Lines("Three clocks run one after the other: sent to DATIP's decision, approval to the receiver's answer, acceptance to arrival. Urgent referrals run under the urgent form of each.")
        .Lines(ReferralChart())
        .Table(RowHead, ReferralFlow.Rows.OrderBy(r => r.From).Select(Row))
        .Heading("Clocks")
        .Lines("Shipped values. Confidence: C confirmed in a public source, P partly, K general knowledge, D our proposal. Days end at midnight in Thailand, the day of the start not counted; working days pass over weekends and Thai public holidays.")
        .Table(["Code", "Limit", "Thai", "Meaning", "From", "Until", "Basis", "Confidence"], ClockSettings.Default.All.Select(Clock))
        .Heading("Pauses and extensions")
        .Lines("What is not listed is never paused and never extended. A pause moves the end by exactly its length; an extension is in calendar days and needs the named authority's paper. Both are of limits that run on the case itself: the limit of a task runs on. MdtConvene runs on the case after a request for review, new facts, a reopening or a cancelled meeting; the first convening is a task, whose limit is not paused.")
        .Table(["Clock", "May be paused for", "Basis", "Confidence"], PauseRules.All.GroupBy(r => (r.Clock, r.LegalBasis, r.Confidence)).Select(Pauses))
        .Table(["Clock", "May be extended by", "Most days in all", "Recorded by", "Basis", "Confidence"], ExtensionRules.All.Select(Extension))
        .ToString();

    private static string[] Stage(StageInfo s) =>
    [
        Number(s.Stage), s.NameEn, s.NameTh, s.WhoEn, s.AboutEn,
        string.Join(", ", NrmFlow.From(s.Stage).Where(r => r.Moves).Select(r => (int)r.To).Distinct().Order()),
    ];

    private static string[] Row(FlowRow r) =>
        [r.From.ToString(), r.To.ToString(), r.LabelEn, r.LabelTh, $"`{r.Permission}`", $"{r.Deadline}", Name(r.Guard), r.LegalBasis, r.Lane.ToString()];

    private static string[] Row(ReferralRow r) =>
        [r.From.ToString(), r.To.ToString(), r.LabelEn, r.LabelTh, $"`{r.Permission}`", $"{r.Deadline}", Name(r.Guard), r.LegalBasis, r.Lane.ToString()];

    private static IEnumerable<string[]> Acts() => NrmFlow.Rows.Where(r => !r.Moves).GroupBy(r => (r.Action, r.Guard, r.LegalBasis)).Select(g => (Rows: g, First: g.First())).Select(a => new[]
    {
        string.Join(", ", a.Rows.Select(r => (int)r.From)), a.First.LabelEn, a.First.LabelTh, $"`{a.First.Permission}`",
        $"{a.First.Deadline}", Name(a.First.Guard), a.First.LegalBasis, a.First.Lane.ToString(),
    });

    private static string[] Clock(ClockSetting s) =>
        [s.Code.ToString(), $"{s.Amount} {Unit(s.Unit)}", s.LabelTh, s.LabelEn, Day(s.From), s.Until is { } until ? Day(until) : "", s.LegalBasis, s.Confidence];

    private static string[] Pauses(IGrouping<(ClockCode Clock, string LegalBasis, string Confidence), PauseRule> rules) =>
        [rules.Key.Clock.ToString(), string.Join(", ", rules.Select(r => r.Reason)), rules.Key.LegalBasis, rules.Key.Confidence];

    private static string[] Extension(ExtensionRule r) =>
        [r.Clock.ToString(), r.Authority.ToString(), r.DaysOf is { } limit ? $"the limit {limit}" : r.Days.ToString(CultureInfo.InvariantCulture), string.Join(", ", r.Recorders), r.LegalBasis, r.Confidence];

    private static string CaseChart() => Mermaid(
        NrmFlow.Stages.Select(s => $"  s{Number(s.Stage)}[\"{Number(s.Stage)} {s.NameEn}\"]"),
        NrmFlow.Rows.Where(r => r.Moves).Select(r => (From: $"s{Number(r.From)}", To: $"s{Number(r.To)}")));

    private static string ReferralChart() => Mermaid([], ReferralFlow.Rows.Where(r => r.From != r.To).Select(r => (From: r.From.ToString(), To: r.To.ToString())));

    private static string Mermaid(IEnumerable<string> boxes, IEnumerable<(string From, string To)> arrows) =>
        string.Join('\n', ["```mermaid", "flowchart LR", .. boxes, .. arrows.Distinct().Select(a => $"  {a.From} --> {a.To}"), "```"]);

    private static string Name(Guard guard) => guard == Guard.None ? "" : guard.ToString();

    private static string Unit(ClockUnit unit) => unit switch
    {
        ClockUnit.Hours => "hours",
        ClockUnit.CalendarDays => "calendar days",
        _ => "Thai working days",
    };

    private static string Number(Stage stage) => ((int)stage).ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
