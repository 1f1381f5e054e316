using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using Xunit;

namespace NrmPortal.Domain.Tests.Flow;

/// <summary>Every stage, act and role: the case answers exactly what the table and the grants say.</summary>
public sealed class CaseMatrixTests
{
    public static TheoryData<Stage> Stages => [.. Enum.GetValues<Stage>()];

    [Theory, MemberData(nameof(Stages))]
    public void WhyNot_AgreesWithTheTable_ForEveryActAndRole(Stage stage)
    {
        foreach (var adult in new[] { true, false })
        {
            var @case = ACase.At(stage, adult);
            foreach (var action in Enum.GetValues<CaseAction>())
                foreach (var role in Enum.GetValues<Role>())
                    Assert.Equal((action, role, Expected(@case, action, role)), (action, role, @case.WhyNot(action, role)?.Code));
        }
    }

    [Theory, MemberData(nameof(Stages))]
    public void WhyNot_ForAdministrativeRoles_IsNeverNull(Stage stage)
    {
        var @case = ACase.At(stage, adult: true);
        foreach (var role in Roles.WithoutCasework)
            Assert.All(Enum.GetValues<CaseAction>(), action => Assert.NotNull(@case.WhyNot(action, role)));
    }

    [Fact]
    public void DeclineAndLeave_OfAChildOrUnknownAge_IsRefused()
        => Assert.Equal("flow.childNeverClosed", ACase.At(Stage.Protection, adult: false).WhyNot(CaseAction.DeclineAndLeave, Role.DatipCoordinator)?.Code);

    private static string? Expected(Case @case, CaseAction action, Role role)
    {
        var row = NrmFlow.Rows.SingleOrDefault(r => r.From == @case.Stage && r.Action == action);
        if (row is null) return "flow.stage";
        if (!RoleGrants.Of(role).Contains(row.Permission)) return "flow.role";
        return row.Guard switch
        {
            Guard.NeverInProtection when @case.NrmNumber is not null => "flow.screenedBefore",
            Guard.WasInProtection when @case.NrmNumber is null => "flow.screenFirst",
            Guard.AdultOnly when @case.IsTreatedAsChild => "flow.childNeverClosed",
            Guard.NoSecondScreenerNeeded when @case.IsTreatedAsChild => "flow.childSecondScreener",
            Guard.ChildOnly when !@case.IsTreatedAsChild => "flow.childOnly",
            Guard.ChildDetermined when @case.IsTreatedAsChild && @case.DeterminedOn is null => "flow.childNotDetermined",
            Guard.HasDeparted => row.Moves && @case.IsTreatedAsChild && @case.DeterminedOn is null ? "flow.childNotDetermined" : @case.ReturnedOn is null ? "flow.notDeparted" : null,
            Guard.ScreeningNegative when !@case.ScreeningNegative => "flow.notAScreeningNegative",
            Guard.HadMdtDecision when @case.IdentifiedOutcome is null => "flow.noDecisionYet",
            Guard.IdentifiedAsVictim when @case.IdentifiedOn is null => "flow.notIdentified",
            _ => null,
        };
    }
}
