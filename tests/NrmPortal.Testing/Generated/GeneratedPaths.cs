using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Testing;

/// <summary>How a case comes to a stage along the flow table, and the clock that runs there.</summary>
internal static class GeneratedPaths
{
    private static readonly (string, Stage)[] Screened = [("case.opened", Stage.Notified), ("case.startScreening", Stage.Screening)];
    private static readonly (string, Stage)[] Protected = [.. Screened, ("case.concludeReasonableGrounds", Stage.Protection)];
    private static readonly (string, Stage)[] Convened = [.. Protected, ("case.convene", Stage.Identification)];
    private static readonly (string, Stage)[] Decided = [.. Convened, ("case.decideVictimTrafficking", Stage.Assistance)];
    private static readonly (string, Stage)[] Returning = [.. Decided, ("case.planReturn", Stage.Return)];
    private static readonly (string, Stage)[] Ended = [.. Decided, ("case.endAssistance", Stage.FollowUp)];
    private static readonly (string, Stage)[] Elsewhere = [.. Screened, ("case.concludeNegative", Stage.OtherPathway)];

    public static (string Code, Stage To)[] To(Stage stage) => stage switch
    {
        Stage.Screening => Screened,
        Stage.Protection => Protected,
        Stage.Identification => Convened,
        Stage.Assistance => Decided,
        Stage.Return => Returning,
        Stage.FollowUp => Ended,
        Stage.OtherPathway => Elsewhere,
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    public static ClockCode? ClockAt(Stage stage) => stage == Stage.Protection ? ClockCode.StayBeforeInterview : null;
}
