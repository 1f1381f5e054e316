namespace NrmPortal.Domain.Identification;

/// <summary>Why a decided case comes before the MDT again.</summary>
public enum ReviewKind
{
    /// <summary>The decision is asked to be looked at again.</summary>
    Review,

    /// <summary>Something is known now that was not known then.</summary>
    NewFacts,

    /// <summary>A closed case is opened again for identification.</summary>
    Reopened,
}

/// <summary>For whom the office writes down the request.</summary>
public enum ReviewAsker
{
    Person,
    Guardian,
    LegalRepresentative,
    Organisation,
    Authority,
}

/// <summary>A request that the decision be reviewed, or a report of new facts. The decision it concerns stands as it was. Section <c>Identification</c>.</summary>
public sealed class ReviewRequest
{
    private ReviewRequest() { }

    internal ReviewRequest(Guid id, Decision decision, ReviewKind kind, ReviewAsker asker, SealedText grounds, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, DecisionId, Kind, Asker) = (id, decision.CaseId, decision.Id, kind, asker);
        (Grounds, ByUserId, At) = (grounds, by.UserId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid DecisionId { get; private set; }
    public ReviewKind Kind { get; private set; }
    public ReviewAsker Asker { get; private set; }

    /// <summary>Why, or what is new.</summary>
    public SealedText? Grounds { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
