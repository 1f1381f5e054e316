using NrmPortal.Domain.Cases;

namespace NrmPortal.Domain.Identification;

/// <summary>How a decision reached the person.</summary>
public enum TellingManner
{
    /// <summary>The letter was handed over, and explained.</summary>
    HandedOver,

    /// <summary>The letter was read to the person.</summary>
    ReadOut,

    /// <summary>The person could not be told, for a reason; it is still to be done.</summary>
    NotPossible,
}

/// <summary>What is written down of it.</summary>
/// <param name="Language">ISO 639; of the letter that was handed over or read, and in which it was explained.</param>
/// <param name="ReviewExplained">That the person may ask for a review, at any time and free of charge.</param>
/// <param name="Reason">Why the person could not be told.</param>
public sealed record Telling(TellingManner How, string? Language, InterpreterUse Interpreter, bool ReviewExplained, SealedText? Reason)
{
    /// <summary>The value <c>reached</c> of an event after which the person knows.</summary>
    public const string Yes = "yes";

    public bool IsTold => How != TellingManner.NotPossible;
}

/// <summary>The decision was told to the person, or why not; each attempt is a row. Section <c>Identification</c>.</summary>
public sealed class DecisionTelling
{
    private DecisionTelling() { }

    internal DecisionTelling(Guid id, Decision decision, Telling telling, DateTimeOffset toldAt, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, DecisionId, How, ToldAt) = (id, decision.CaseId, decision.Id, telling.How, toldAt);
        if (telling.IsTold) (Language, Interpreter, ReviewExplained) = (telling.Language, telling.Interpreter, telling.ReviewExplained);
        else Reason = telling.Reason;
        (ByUserId, At) = (by.UserId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid DecisionId { get; private set; }
    public TellingManner How { get; private set; }

    /// <summary>When the person was told, or was looked for.</summary>
    public DateTimeOffset ToldAt { get; private set; }
    public string? Language { get; private set; }
    public InterpreterUse? Interpreter { get; private set; }
    public bool ReviewExplained { get; private set; }
    public SealedText? Reason { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }

    public bool IsTold => How != TellingManner.NotPossible;
}
