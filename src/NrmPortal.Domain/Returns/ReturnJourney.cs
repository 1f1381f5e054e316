namespace NrmPortal.Domain.Returns;

/// <summary>How somebody went home and into whose hands. Read the other way, of a Thai national who comes home: from which country, helped by which post.</summary>
/// <param name="From">The crossing or airport.</param>
/// <param name="ReceivedBy">The name and office of whoever received the person, or met them.</param>
/// <param name="Note">What was handed over: papers, medicine, what the receiver has to know.</param>
/// <param name="Post">Of a homecoming: the embassy or consulate that helped.</param>
/// <param name="Letter">Of a homecoming: the number of the letter of the Ministry of Foreign Affairs.</param>
/// <param name="Why">Why it takes the place of an earlier entry.</param>
public sealed record JourneyTerms(
    string Country, SealedText? From, ReturnReceiver? Receiver, SealedText? ReceivedBy, DateTimeOffset ReceivedAt, SealedText? ReceivedWhere, SealedText? Note,
    SealedText? Post = null, SealedText? Letter = null, SealedText? Why = null)
{
    internal void RequireWhole(bool home, DateTimeOffset at)
    {
        if (ReceivedAt > at) throw new RefusedException("date.future");
        if (ReceivedBy is null) throw new RefusedException("return.receivedBy");
        if (ReceivedWhere is null) throw new RefusedException("return.receivedWhere");
        if (home && Post is null) throw new RefusedException("return.post");
        if (home && Letter is null) throw new RefusedException("return.letter");
        if (home && (Country == "TH" || Returns.Country.Of(Country) is null)) throw new RefusedException("return.country");
        if (!home && From is null) throw new RefusedException("return.from");
        if (!home && Receiver is null) throw new RefusedException("return.receiver");
        if (!home && Note is null) throw new RefusedException("return.note");
    }
}

/// <summary>One way home, with the hand-over at its end. Never rewritten. Section <c>Family</c>.</summary>
public sealed class ReturnJourney
{
    private ReturnJourney() { }

    internal ReturnJourney(Guid id, Guid caseId, ReturnDirection direction, JourneyTerms terms, Guid? corrects, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Direction, Country, From) = (id, caseId, direction, terms.Country, terms.From);
        (Receiver, ReceivedBy, ReceivedAt, ReceivedWhere, Note) = (terms.Receiver, terms.ReceivedBy, terms.ReceivedAt, terms.ReceivedWhere, terms.Note);
        if (direction == ReturnDirection.ToThailand) (Post, Letter) = (terms.Post, terms.Letter);
        (CorrectsId, Why) = (corrects, corrects is null ? null : terms.Why);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public ReturnDirection Direction { get; private set; }
    public string Country { get; private set; } = "";
    public SealedText? From { get; private set; }
    public ReturnReceiver? Receiver { get; private set; }
    public SealedText? ReceivedBy { get; private set; }
    public DateTimeOffset ReceivedAt { get; private set; }
    public SealedText? ReceivedWhere { get; private set; }
    public SealedText? Note { get; private set; }
    public SealedText? Post { get; private set; }
    public SealedText? Letter { get; private set; }

    /// <summary>The entry in whose place it stands.</summary>
    public Guid? CorrectsId { get; private set; }
    public SealedText? Why { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }

    public bool IsHomecoming => Direction == ReturnDirection.ToThailand;
}
