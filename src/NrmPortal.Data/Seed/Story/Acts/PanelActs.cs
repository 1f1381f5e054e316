using NrmPortal.Domain;
using NrmPortal.Domain.Identification;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>The secretary convenes the MDT: members who give opinions, and the competent authority.</summary>
internal sealed record Convene(string By, DateTimeOffset At, string Authority, IReadOnlyList<string> Members) : Act(By, At)
{
    /// <summary>A review is a second round.</summary>
    public int Round { get; init; } = 1;

    public override async Task Tell(Scene scene)
    {
        var seats = Members.Append(Authority).Select(Cast.Of).Select(p => (p.Actor.MembershipId, p.Agency, p.User == Authority)).ToList();
        scene.Db.Add((await scene.Case()).Convene(scene.Id($"panel{Round}"), Round, seats, open: null, scene.By, At));
    }

    public override void Show(Sight sight) => sight.Seat(Members.Append(Authority));
}

/// <summary>A member's opinion on s.6 and on s.6/1.</summary>
internal sealed record Opine(string By, DateTimeOffset At, Finding Trafficking, Finding ForcedLabour) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var elements = Trafficking == Finding.Yes || ForcedLabour == Finding.Yes ? Finding.Yes : Finding.Unclear;
        (await scene.Case()).GiveOpinion(await scene.Panel(), new Findings(elements, elements, elements, Trafficking, ForcedLabour),
            SealedText.Of("Reasons made up for the demonstration."), scene.By, At);
    }
}

/// <summary>The competent authority decides on two agencies' opinions.</summary>
internal sealed record Decide(string By, DateTimeOffset At, IdentificationOutcome Outcome) : Act(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).Decide(
        await scene.Panel(), Outcome, SealedText.Of("Reasons made up for the demonstration."), 2, scene.By, At));

    public override void Show(Sight sight) => sight.Decide(Outcome != IdentificationOutcome.UndeterminedTimeLeft);
}
