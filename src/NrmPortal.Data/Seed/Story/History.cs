using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;

namespace NrmPortal.Data.Seed.Story;

/// <summary>
/// The past: generated cases of fixed dates, month by month from January 2024 to the month before the anchor (from earlier on
/// where the anchor is early: never fewer than 600), so that published tables have figures to show. What each throws depends
/// on its own name alone.
/// </summary>
internal static class History
{
    private const int CasesAMonth = 18;
    private const int LeastMonths = 34;
    private static readonly DateOnly First = new(2024, 1, 1);

    // As often as they stand here: border provinces and the capital see more than the others.
    private static readonly string[] Provinces =
    [
        "63", "63", "63", "63", "63", "57", "57", "57", "10", "10", "10", "74", "74", "74",
        "20", "20", "90", "90", "27", "27", "50", "43", "71", "85", "23", "83",
    ];
    private static readonly string[] Names = ["Aung", "Sokha", "สมชาย", "มะลิ", "Thida", "Khamla", "นก", "Min", "Dara", "เล็ก", "Zin", "Phirun"];
    private static readonly string[] Nationalities = ["MM", "MM", "MM", "KH", "KH", "LA", "LA", "VN", "TH", "TH"];

    private static readonly IdentificationOutcome[] Outcomes =
    [
        .. Enumerable.Repeat(IdentificationOutcome.VictimTraffickingS6, 10), .. Enumerable.Repeat(IdentificationOutcome.VictimForcedLabourS61, 3),
        .. Enumerable.Repeat(IdentificationOutcome.NotVictim, 3), .. Enumerable.Repeat(IdentificationOutcome.NotVictimButVulnerable, 3),
        IdentificationOutcome.UndeterminedTimeOver,
    ];

    public static IReadOnlyList<Tale> Before(DateTimeOffset anchor)
    {
        var today = ThaiDay.Of(anchor);
        var month = new DateOnly(today.Year, today.Month, 1);
        var tales = new List<Tale>();
        for (var m = month.AddMonths(-LeastMonths) < First ? month.AddMonths(-LeastMonths) : First; m < month; m = m.AddMonths(1))
            for (var i = 0; i < CasesAMonth; i++) tales.Add(Case(m, i, anchor).Before(anchor));
        return [.. tales.OrderBy(t => t.Begins)];
    }

    private static Tale Case(DateOnly month, int i, DateTimeOffset anchor)
    {
        var key = $"past-{month:yyyy-MM}-{i + 1:00}";
        var dice = StoryIds.Dice(key);
        var day = month.AddDays(i * DateTime.DaysInMonth(month.Year, month.Month) / CasesAMonth);
        var at = new DateTimeOffset(day.ToDateTime(new TimeOnly(1 + dice.Next(8), dice.Next(60))), TimeSpan.Zero);
        var crew = Crew.Of(Pick(dice, Provinces));
        var tale = new Tale(key, Person(dice, month, i));
        var outcome = dice.Next(10) switch { < 6 => ScreeningOutcome.ReasonableGrounds, < 7 => ScreeningOutcome.Unclear, _ => ScreeningOutcome.None };
        tale.Screened(Pick(dice, crew.Officers), at, outcome);
        return outcome == ScreeningOutcome.None ? Negative(tale, crew, at) : Identified(tale, crew, dice, at, anchor);
    }

    private static Persona Person(Random dice, DateOnly month, int i)
    {
        var sex = dice.Next(5) < 3 ? Sex.Female : Sex.Male;
        var category = (ExploitationCategory)(1 + dice.Next(5));
        var name = $"{Pick(dice, Names)} Example {month:yyMM}{i + 1:00}";
        var nationality = Pick(dice, Nationalities);
        return dice.Next(6) == 0 ? Persona.Child(name, sex, category, nationality) : Persona.Adult(name, sex, category, nationality);
    }

    private static Tale Negative(Tale tale, Crew crew, DateTimeOffset at)
    {
        // A negative for a possible child waits for a second person.
        if (tale.Persona.Age != AgeGroup.Adult) tale.Then(new Second(crew.Caseworker, at.AddHours(20), Confirms: true));
        return tale.Ended(crew.Caseworker, at.AddDays(14), CaseAction.EndOtherPathway, ClosureReason.NoFurtherNeed);
    }

    private static Tale Identified(Tale tale, Crew crew, Random dice, DateTimeOffset at, DateTimeOffset anchor)
    {
        var outcome = Pick(dice, Outcomes);
        var convened = at.AddDays(outcome == IdentificationOutcome.UndeterminedTimeOver ? 45 : 3 + dice.Next(9));
        tale.Then(new Manage(crew.Caseworker, at.AddDays(1)))
            .Decided(crew with { Members = [.. crew.Members.Take(2)] }, convened, outcome, dissent: dice.Next(8) == 0);
        return outcome is IdentificationOutcome.VictimTraffickingS6 or IdentificationOutcome.VictimForcedLabourS61
            ? Cared(tale, crew, dice, convened.AddDays(3), anchor)
            : tale.Ended(crew.Caseworker, convened.AddDays(32), CaseAction.EndOtherPathway, ClosureReason.HandedToOtherPathway);
    }

    private static Tale Cared(Tale tale, Crew crew, Random dice, DateTimeOffset at, DateTimeOffset anchor)
    {
        DateOnly? Often(int of10) => dice.Next(10) < of10 ? ThaiDay.Of(at) : null;
        if (tale.Persona.Age != AgeGroup.Adult) tale.Weighed(crew, at);
        tale.Then(new Facts(crew.Caseworker, at.AddDays(1), Often(7), Often(9)));
        var ends = at.AddDays(40 + dice.Next(120));
        if (dice.Next(2) == 0)
        {
            var shelter = tale.Persona.Sex == Sex.Female ? "SHM-12" : "SHM-65";
            tale.Housed(crew.Caseworker, shelter, at.AddDays(2), StayBasis.WelfareS33).Then(new Leave(Chapters.WorkerOf(shelter), ends));
        }

        // A child leaves care by a determination that found so.
        Tale Weighed(BestInterestsOutcome found) => tale.Persona.Age == AgeGroup.Adult ? tale : tale.Then(new Weigh(crew.Dcy, ends.AddHours(2), Determines: true, found));
        return dice.Next(8) switch
        {
            0 => Weighed(BestInterestsOutcome.ReturnHome).Then(new Homeward(crew.Caseworker, ends.AddDays(1))),
            < 4 => Weighed(BestInterestsOutcome.FamilyOrKin).Ended(crew.Caseworker, ends.AddDays(2), CaseAction.EndAssistance, ClosureReason.WithFamily).Then(new Visits(crew.Caseworker, ends.AddDays(30), anchor)),
            _ => tale,
        };
    }

    private static T Pick<T>(Random dice, IReadOnlyList<T> from) => from[dice.Next(from.Count)];
}
