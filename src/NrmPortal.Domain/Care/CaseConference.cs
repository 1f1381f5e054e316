namespace NrmPortal.Domain.Care;

/// <summary>Whether the person had a part when others spoke about them.</summary>
public enum PersonsPart
{
    Present,

    /// <summary>A guardian or somebody they chose spoke for them.</summary>
    Represented,
    NotPresent,
}

/// <param name="Attendance">Who was there, and from where.</param>
/// <param name="AbsentWhy">Why the person had no part.</param>
public sealed record ConferenceTerms(DateOnly On, SealedText? Attendance, PersonsPart Part, SealedText? AbsentWhy, SealedText? Decisions)
{
    internal void RequireWhole()
    {
        if (Attendance is null) throw new RefusedException("conference.attendance");
        if (Decisions is null) throw new RefusedException("conference.decisions");
        if (Part == PersonsPart.NotPresent && AbsentWhy is null) throw new RefusedException("conference.absentWhy");
    }
}

/// <summary>Those who help spoke about the case: when, who, and what they decided. Section <c>Plan</c>.</summary>
public sealed class CaseConference
{
    private CaseConference() { }

    internal CaseConference(Guid id, Guid caseId, ConferenceTerms terms, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, On, Attendance, Part, Decisions) = (id, caseId, terms.On, terms.Attendance, terms.Part, terms.Decisions);
        AbsentWhy = Part == PersonsPart.NotPresent ? terms.AbsentWhy : null;
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public DateOnly On { get; private set; }
    public SealedText? Attendance { get; private set; }
    public PersonsPart Part { get; private set; }
    public SealedText? AbsentWhy { get; private set; }
    public SealedText? Decisions { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
