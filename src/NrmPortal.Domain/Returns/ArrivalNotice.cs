namespace NrmPortal.Domain.Returns;

/// <summary>That a Thai national found abroad comes home: as little as whoever meets them needs to know.</summary>
/// <param name="Country">Where they come from; the code of a <see cref="Returns.Country"/>.</param>
/// <param name="Post">The embassy or consulate that helps.</param>
/// <param name="On">The day of arrival; it may lie ahead.</param>
/// <param name="Airport">The airport or crossing, and the flight where it is known.</param>
/// <param name="Person">How whoever meets them knows them: a name or a description.</param>
/// <param name="Needs">What the person needs on arrival.</param>
public sealed record ArrivalTerms(string Country, SealedText? Post, DateOnly On, SealedText? Airport, SealedText? Person, bool NeedsEscort, SealedText? Needs)
{
    internal void RequireWhole(DateTimeOffset at)
    {
        if (Country == "TH" || Returns.Country.Of(Country) is null) throw new RefusedException("return.country");
        if (Post is null) throw new RefusedException("return.post");
        if (On < ThaiDay.Of(at)) throw new RefusedException("arrival.past");
        if (Airport is null) throw new RefusedException("arrival.airport");
        if (Person is null) throw new RefusedException("arrival.person");
    }
}

/// <summary>An announcement of the Ministry of Foreign Affairs (s.39). Never rewritten: a later one takes its place. Section <c>Family</c>, and whoever announced.</summary>
public sealed class ArrivalNotice
{
    private ArrivalNotice() { }

    internal ArrivalNotice(Guid id, Guid caseId, Guid toUnit, ArrivalTerms terms, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, ToUnitId, Country, Post, On) = (id, caseId, toUnit, terms.Country, terms.Post, terms.On);
        (Airport, Person, NeedsEscort, Needs) = (terms.Airport, terms.Person, terms.NeedsEscort, terms.Needs);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>The province office that receives.</summary>
    public Guid ToUnitId { get; private set; }
    public string Country { get; private set; } = "";
    public SealedText? Post { get; private set; }
    public DateOnly On { get; private set; }
    public SealedText? Airport { get; private set; }
    public SealedText? Person { get; private set; }
    public bool NeedsEscort { get; private set; }
    public SealedText? Needs { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
