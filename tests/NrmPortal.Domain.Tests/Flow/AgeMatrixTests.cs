using System.Reflection;
using System.Runtime.CompilerServices;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Work;
using Xunit;

namespace NrmPortal.Domain.Tests.Flow;

/// <summary>
/// Every stage, act, role and age: what the case allows is what stands in <c>age-matrix.txt</c>, a text approved by reading
/// and not made by the test. A rule for adults that reaches a child shows as a difference.
/// </summary>
public sealed class AgeMatrixTests
{
    private static readonly Stage[] Stages = Enum.GetValues<Stage>();
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    // Everything but age that a guard asks is given, so that age alone makes a difference.
    private static Case Complete(Stage stage, AgeGroup age) => ACase.At(stage, age).With(nameof(Case.ScreeningNegative), true)
        .With(nameof(Case.IdentifiedOutcome), IdentificationOutcome.VictimTraffickingS6).With(nameof(Case.IdentifiedOn), new DateOnly(2026, 11, 1))
        .With(nameof(Case.ReturnedOn), new DateOnly(2026, 11, 20));

    [Fact]
    public void WhatIsAllowed_ForEveryStageActRoleAndAge_IsWhatIsWritten()
    {
        var actual = Enum.GetValues<CaseAction>().SelectMany(action => Enum.GetValues<AgeGroup>().Select(age => Line(action, age))).ToList();
        var written = File.ReadAllLines(Path.Combine(Folder(), "age-matrix.txt")).Where(l => l.Length > 0 && l[0] != '#').ToList();
        var missing = actual.Except(written, StringComparer.Ordinal).ToList();
        var wrong = written.Except(actual, StringComparer.Ordinal).ToList();
        Assert.True(missing.Count + wrong.Count == 0, $"Allowed and not written:\n{string.Join('\n', missing)}\nWritten and not allowed:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void UnknownAge_IsAlwaysTreatedAsAChild() => Assert.All(Enum.GetValues<CaseAction>(), action =>
        Assert.Equal(Allowed(action, AgeGroup.Child), Allowed(action, AgeGroup.Unknown)));

    [Fact]
    public void AnAdultsRights_ThatAChildDoesNotHave_AreTheseAlone() => Assert.Equal(
        [CaseAction.ConcludeNegative, CaseAction.PlanReturn, CaseAction.RecordDeparture, CaseAction.DeclineAndLeave, CaseAction.EndAssistance, CaseAction.CompleteReturn],
        Enum.GetValues<CaseAction>().Where(action => Allowed(action, AgeGroup.Adult).Except(Allowed(action, AgeGroup.Child)).Any()));

    private static readonly DateOnly Determined = new(2026, 11, 2);
    private static readonly DateOnly Until = Determined.AddDays(30);

    private static Case DeterminedAs(BestInterestsOutcome outcome, Stage stage) => Complete(stage, AgeGroup.Child)
        .With(nameof(Case.DeterminedOn), Determined).With(nameof(Case.DeterminedOutcome), outcome).With(nameof(Case.DeterminedUntil), Until);

    public static TheoryData<BestInterestsOutcome, CaseAction[]> WaysOut => new()
    {
        { BestInterestsOutcome.StayInCare, [] },
        { BestInterestsOutcome.FamilyOrKin, [CaseAction.PlanReturn, CaseAction.RecordDeparture, CaseAction.EndAssistance, CaseAction.CompleteReturn] },
        { BestInterestsOutcome.AlternativeCare, [CaseAction.EndAssistance] },
        { BestInterestsOutcome.ReturnHome, [CaseAction.PlanReturn, CaseAction.RecordDeparture, CaseAction.EndAssistance, CaseAction.CompleteReturn] },
        { BestInterestsOutcome.AssessFurther, [] },
    };

    [Theory, MemberData(nameof(WaysOut))]
    public void ADetermination_OpensWhatItFoundBest_UntilItsReview_AndNothingElse(BestInterestsOutcome outcome, CaseAction[] opened)
    {
        foreach (var (action, stage) in new[] { (CaseAction.PlanReturn, Stage.Assistance), (CaseAction.EndAssistance, Stage.Assistance), (CaseAction.RecordDeparture, Stage.Return), (CaseAction.CompleteReturn, Stage.Return) })
        {
            var child = DeterminedAs(outcome, stage);
            string? Why(DateOnly? on) => child.WhyNot(action, Role.DatipCoordinator, on)?.Code;
            Assert.Equal((action, opened.Contains(action) ? null : "flow.childDeterminedOtherwise"), (action, Why(Until)));
            // The end of a return is judged by the day on which the child left.
            if (action == CaseAction.CompleteReturn) child.With(nameof(Case.ReturnedOn), Until.AddDays(1));
            Assert.Equal((action, opened.Contains(action) ? "flow.childDeterminationOld" : "flow.childDeterminedOtherwise"), (action, Why(Until.AddDays(1))));
            Assert.False(child.Can(CaseAction.DeclineAndLeave, Role.DatipCoordinator));
            Assert.Equal("flow.childNotDetermined", Complete(stage, AgeGroup.Child).WhyNot(action, Role.DatipCoordinator)?.Code);
        }
    }

    [Theory, InlineData(CaseAction.ReopenToProtection), InlineData(CaseAction.ReopenToIdentification), InlineData(CaseAction.ReopenToAssistance), InlineData(CaseAction.RequestReview)]
    public void Reopening_ForgetsTheDetermination_AndTheActItselfAsksTheDay(CaseAction reopening)
    {
        var child = DeterminedAs(BestInterestsOutcome.ReturnHome, Stage.FollowUp).With(nameof(Case.BestInterestsOn), Determined);
        var by = new Actor(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Roles.First(r => child.Can(reopening, r)), "63");
        Apply(child, reopening, by, Until);
        Assert.Equal((null, null, null, null), (child.DeterminedOn, child.DeterminedOutcome, child.DeterminedUntil, child.BestInterestsOn));
        // Whichever way it begins again, somebody is asked for the child.
        Assert.Equal([TaskCode.InvolveDcy, TaskCode.AssessBestInterests], child.Tasks.Select(t => t.Code).Where(c => c is TaskCode.InvolveDcy or TaskCode.AssessBestInterests));
        var late = DeterminedAs(BestInterestsOutcome.ReturnHome, Stage.Return).With(nameof(Case.ReturnedOn), null);
        Assert.Equal("flow.childDeterminationOld", Assert.IsType<RefusedException>(Assert.Throws<TargetInvocationException>(
            () => Apply(late, CaseAction.CompleteReturn, by with { Role = Role.DatipCoordinator }, Until.AddDays(1))).InnerException).Refusal.Code);
    }

    private static void Apply(Case subject, CaseAction action, Actor by, DateOnly on) =>
        typeof(Case).GetMethod("Apply", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(subject, [action, by, ThaiDay.EndOf(on).AddHours(-1), Array.Empty<(string, string)>()]);

    private static List<(Stage, Role)> Allowed(CaseAction action, AgeGroup age) =>
        [.. from stage in Stages let subject = Complete(stage, age) from role in Roles where subject.Can(action, role) select (stage, role)];

    // Stages by their numbers on the chart; roles are the same at each of them.
    private static string Line(CaseAction action, AgeGroup age)
    {
        var allowed = Allowed(action, age);
        var ways = allowed.GroupBy(a => a.Item1).Select(g => (Stage: (int)g.Key, Roles: string.Join(' ', g.Select(a => a.Item2)))).GroupBy(g => g.Roles, StringComparer.Ordinal)
            .Select(g => $"{string.Join(' ', g.Select(s => s.Stage))} by {g.Key}");
        return $"{action} | {age} | {(allowed.Count == 0 ? "never" : string.Join("; ", ways))}";
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
