using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Returns;

/// <summary>The person's own live yes to going home.</summary>
public sealed record ReturnWord(Guid ConsentId, DateTimeOffset GivenAt);

/// <summary>On what somebody outside hears of a person for a return: an adult's own yes, or a child's best interests.</summary>
/// <param name="Why">Of a ground that nothing was determined for yet.</param>
internal sealed record ReturnBasis(Guid? ConsentId, string? Ground, SealedText? Why);

/// <summary>What is known of a return, as far as it was read: the steps, the plan, and what the person answered.</summary>
/// <param name="Consents">The person's answers, as far as the reader sees them.</param>
public sealed record ReturnFile(IReadOnlyCollection<ReturnStep> Steps, ReturnPlan? Plan, IReadOnlyCollection<Consent> Consents)
{
    public static ReturnFile Empty { get; } = new([], null, []);

    public bool IsCorrected(ReturnStep step) => Steps.Any(s => s.CorrectsId == step.Id);

    /// <summary>What stands of a kind: the last one that nothing has taken the place of; of two at once the worse.</summary>
    public ReturnStep? Last(ReturnStepKind kind) => LastBy(kind, DateOnly.MaxValue);

    /// <summary>What stood on that day: nothing that was found later makes a return safe that had happened.</summary>
    public ReturnStep? LastBy(ReturnStepKind kind, DateOnly day) =>
        Steps.Where(s => s.Kind == kind && s.On <= day && !IsCorrected(s)).OrderBy(s => s.On).ThenBy(s => s.At).ThenBy(s => s.Finding == ReturnFinding.Unsafe).LastOrDefault();

    /// <summary>The person's last word on going home is their own yes, and lives. Nobody else says it for an adult.</summary>
    public bool IsAgreedOn(DateOnly day) => LastWord(day) is { GivenBy: ConsentGiver.Person } last && last.IsLiveOn(day);

    // A departure is judged by its day: a word of later, and what was taken back later, count for nothing.
    private bool WasAgreedOn(DateOnly day) => LastWord(day) is { GivenBy: ConsentGiver.Person } last && last.WasLiveOn(day);

    /// <summary>What the database answers one who reads no consents.</summary>
    public ReturnWord? Told { get; init; }

    /// <summary>What a step that reaches somebody rests on that day: the person's yes, read or answered by the database.</summary>
    public ReturnWord? WordOn(DateOnly day) => LastWord(day) is not { } last ? Told : IsAgreedOn(day) ? new ReturnWord(last.Id, last.At) : null;

    private Consent? LastWord(DateOnly day) => Consents.Where(c => c.Purpose == ConsentPurpose.Return && c.Outcome != ConsentOutcome.NotPossible && ThaiDay.Of(c.At) <= day).OrderBy(c => c.At).ThenBy(c => c.Outcome == ConsentOutcome.Refused).LastOrDefault();

    /// <summary>Why nobody can be sent home on that day, or null: it is not agreed to, not assessed, or not safe (non-refoulement).</summary>
    public Refusal? WhyNotSafe(bool asChild, DateOnly day) => NotSafe(asChild, day).FirstOrDefault();

    /// <summary>Everything that still stands against a departure on that day.</summary>
    public IReadOnlyList<Refusal> Missing(bool asChild, DateOnly day) => [.. NotSafe(asChild, day), .. NotPrepared(day)];

    private IEnumerable<Refusal> NotSafe(bool asChild, DateOnly day)
    {
        // A child goes by what was determined to be best for them: the flow table asks that itself.
        if (!asChild && !WasAgreedOn(day)) yield return new Refusal("return.notAgreed");
        if (LastBy(ReturnStepKind.RiskAssessed, day) is not { } risk) yield return new Refusal("return.notAssessed");
        else if (risk.Finding == ReturnFinding.Unsafe) yield return new Refusal("return.unsafe");
        else if (day > ClockEngine.Run(ClockCode.ReturnRiskLife, ThaiDay.StartOf(risk.On)).LastDay) yield return new Refusal("return.riskOld");
    }

    private IEnumerable<Refusal> NotPrepared(DateOnly day)
    {
        if (Plan is null)
        {
            yield return new Refusal("return.planFirst");
            yield break;
        }

        if (Plan.CrossesBorder)
        {
            if (LastBy(ReturnStepKind.TravelPaperIssued, day) is not { } paper) yield return new Refusal("return.noPaper");
            else if (paper.ExpiresOn < day) yield return new Refusal("return.paperExpired");
            // Whoever has a passport need not be asked about; a country that has answered no does not let the person in.
            if (LastBy(ReturnStepKind.NationalityAnswered, day)?.Finding == ReturnFinding.NotConfirmed) yield return new Refusal("return.nationalityNotConfirmed");
        }

        if (Plan.Receiver == ReturnReceiver.Family && LastBy(ReturnStepKind.FamilyAssessed, day)?.Finding is null or ReturnFinding.Unsafe) yield return new Refusal("return.familyNotSafe");
    }
}
