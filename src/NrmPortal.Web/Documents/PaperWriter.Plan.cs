using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Care;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Documents;

internal sealed partial class PaperWriter
{
    private async Task<IEnumerable<PaperPart>> Plan()
    {
        var plan = (await db.PlansOfAsync(Case.Id)).FirstOrDefault() ?? throw new RefusedException("document.nothingYet");
        var (goals, kept) = (plan.Whole.ToList(), (await db.HealthKeptBackAsync(Case.Id)).From(plan.Id));
        HoldsHealth = goals.Exists(g => g.IsHealth);
        return
        [
            new(T("Plan"),
            [
                (T("Plan.Version"), $"{plan.Version} · {ThaiDates.Day(plan.At)}"), (T("Plan.Review"), ThaiDates.Day(plan.ReviewOn)),
                (T("Plan.Agreement"), Told(words.Of(plan.Agreement), plan.AgreementNote)), (T("Plan.Language"), $"{Words.Options("language", plan.Language)} · {words.Of(plan.Interpreter)}"),
            ]),
            .. goals.Select((goal, n) => Goal(goal, n + 1)),
            .. kept > 0 ? (IEnumerable<PaperPart>)[new(T("Plan.Kept"), [], T("Plan.Kept.Text"))] : [],
        ];
    }

    private PaperPart Goal(PlanGoal goal, int number)
    {
        var area = SupportArea.Of(goal.Area)!;
        return new PaperPart($"{number}. {Languages.Pick(area.LabelTh, area.LabelEn)}",
        [
            (T("Plan.Need"), goal.Need?.Open() ?? "–"), (T("Plan.Goal"), goal.Goal?.Open() ?? "–"), (T("Plan.Action"), goal.Action?.Open() ?? "–"),
            (T("Plan.Who"), Told(words.Of(goal.Who), goal.WhoName)), (T("Plan.By"), goal.By is { } by ? ThaiDates.Day(by) : "–"), (T("Plan.State"), words.Of(goal.State)),
        ]);
    }

    private static string Told(string word, SealedText? note) => note is null ? word : $"{word}: {note.Open()}";
}
