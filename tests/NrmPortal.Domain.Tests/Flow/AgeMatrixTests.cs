using System.Runtime.CompilerServices;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
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
        .With(nameof(Case.IdentifiedOutcome), IdentificationOutcome.VictimTraffickingS6).With(nameof(Case.IdentifiedOn), new DateOnly(2026, 11, 1));

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
        [CaseAction.ConcludeNegative, CaseAction.PlanReturn, CaseAction.DeclineAndLeave, CaseAction.EndAssistance],
        Enum.GetValues<CaseAction>().Where(action => Allowed(action, AgeGroup.Adult).Except(Allowed(action, AgeGroup.Child)).Any()));

    [Fact]
    public void AfterADetermination_AChildMayReturnAndAssistanceMayEnd_ButLeavingIsNeverClosure()
    {
        var child = Complete(Stage.Assistance, AgeGroup.Child).With(nameof(Case.DeterminedOn), new DateOnly(2026, 11, 2));
        Assert.True(child.Can(CaseAction.PlanReturn, Role.ProvinceCaseworker));
        Assert.True(child.Can(CaseAction.EndAssistance, Role.ProvinceCaseworker));
        Assert.False(child.Can(CaseAction.DeclineAndLeave, Role.ProvinceCaseworker));
    }

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
