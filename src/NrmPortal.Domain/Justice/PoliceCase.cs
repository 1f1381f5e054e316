using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Justice;

/// <summary>What is known of a police case; the day alone is enough to begin with.</summary>
/// <param name="InquiryUnitId">The inquiry officer's unit. It and the prosecutor's office follow the legal track from then on.</param>
public sealed record PoliceCaseTerms(DateOnly OpenedOn, SealedText? Number = null, SealedText? Station = null, Guid? InquiryUnitId = null, Guid? ProsecutorUnitId = null)
{
    /// <summary>What kinds of office the two are; null where none is named.</summary>
    public AgencyType? InquiryAgency { get; init; }
    public AgencyType? ProsecutorAgency { get; init; }

    /// <exception cref="RefusedException">The track would be opened to an office that neither inquires nor prosecutes.</exception>
    internal void RequireOffices()
    {
        if (InquiryUnitId is not null && InquiryAgency != AgencyType.Police) throw new RefusedException("legal.inquiryOffice");
        if (ProsecutorUnitId is not null && ProsecutorAgency != AgencyType.Prosecution) throw new RefusedException("legal.prosecutorOffice");
    }
}

/// <summary>Why a police case is one no longer.</summary>
public enum PoliceCaseEnd
{
    /// <summary>It has run its course.</summary>
    Finished,

    /// <summary>The complaint was withdrawn, or the case was given up.</summary>
    Withdrawn,

    /// <summary>There never was one: it counts for nothing.</summary>
    WronglyRecorded,
}

/// <summary>A police case about what was done to the person. Section <c>Legal</c>.</summary>
public sealed class PoliceCase
{
    private PoliceCase() { }

    internal PoliceCase(Guid id, Guid caseId, PoliceCaseTerms terms, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, OpenedOn, Number, Station) = (id, caseId, terms.OpenedOn, terms.Number, terms.Station);
        (InquiryUnitId, ProsecutorUnitId) = (terms.InquiryUnitId, terms.ProsecutorUnitId);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public DateOnly OpenedOn { get; private set; }
    public SealedText? Number { get; private set; }
    public SealedText? Station { get; private set; }
    public Guid? InquiryUnitId { get; private set; }
    public Guid? ProsecutorUnitId { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>From then on its offices follow the track no longer.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
    public PoliceCaseEnd? Ended { get; private set; }
    public SealedText? EndReason { get; private set; }
    public Guid? EndedByUserId { get; private set; }

    public bool IsLive => EndedAt is null;

    /// <summary>Whether there was one at all.</summary>
    public bool Counts => Ended != PoliceCaseEnd.WronglyRecorded;

    /// <summary>Whether it is that office's: it recorded it, inquires or prosecutes.</summary>
    public bool IsOf(Guid unit) => Offices.Contains(unit);

    internal IEnumerable<Guid> Offices => new[] { ByUnitId, InquiryUnitId, ProsecutorUnitId }.OfType<Guid>().Distinct();

    /// <summary>Into other hands; what was before stays in the row of the move.</summary>
    internal PoliceCaseMove Move(Guid id, PoliceCaseHands to, Actor by, DateTimeOffset at)
    {
        if (!IsLive) throw new RefusedException("legal.policeCaseEnded");
        if (to.On < OpenedOn) throw new RefusedException("legal.beforePoliceCase");
        if ((InquiryUnitId, ProsecutorUnitId) == (to.InquiryUnitId, to.ProsecutorUnitId)) throw new RefusedException("legal.sameOffices");
        new PoliceCaseTerms(OpenedOn, null, null, to.InquiryUnitId, to.ProsecutorUnitId) { InquiryAgency = to.InquiryAgency, ProsecutorAgency = to.ProsecutorAgency }.RequireOffices();
        // Whoever has it already may have closed since: that stops no move of the other.
        if (to.Shut.Any(u => (u == to.InquiryUnitId && u != InquiryUnitId) || (u == to.ProsecutorUnitId && u != ProsecutorUnitId))) throw new RefusedException("legal.officeShut");
        var move = new PoliceCaseMove(id, this, to, by, at);
        (InquiryUnitId, ProsecutorUnitId) = (to.InquiryUnitId, to.ProsecutorUnitId);
        return move;
    }

    internal void End(PoliceCaseEnd how, SealedText why, Actor by, DateTimeOffset at)
    {
        if (!IsLive) throw new RefusedException("legal.policeCaseEnded");
        (Ended, EndReason, EndedByUserId, EndedAt) = (how, why, by.UserId, at);
    }
}
