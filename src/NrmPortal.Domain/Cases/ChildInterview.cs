namespace NrmPortal.Domain.Cases;

public enum InterviewPlace
{
    ChildFriendlyRoom,
    Shelter,
    Hospital,
    SocialOffice,
    PoliceStation,
    Other,
}

public enum InterviewInterpreter
{
    NotNeeded,
    Present,
    ByPhone,
    Missing,
}

/// <summary>Why the interview ended when it did.</summary>
public enum InterviewEnd
{
    Completed,
    ChildAsked,
    ChildTired,
    ChildDistressed,
    Interrupted,
}

/// <param name="Present">Everybody in the room.</param>
/// <param name="SupportPerson">Whom the child trusts and had beside them, or why nobody.</param>
/// <param name="KeptOut">Who must not be present at this or a later interview.</param>
/// <param name="KeptOutWasAbsent">False: somebody who must not be there was there.</param>
public sealed record InterviewFacts(
    DateOnly On, InterviewPlace Place, int Minutes, int Breaks, InterviewInterpreter Interpreter, InterviewEnd End,
    SealedText? Present, SealedText? SupportPerson, SealedText? KeptOut, bool KeptOutWasAbsent);

/// <summary>How a child was interviewed, so that nobody has to ask again. Section <c>Account</c>.</summary>
public sealed class ChildInterview
{
    private ChildInterview() { }

    internal ChildInterview(Guid id, Guid caseId, InterviewFacts facts, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, ByUserId, ByUnitId, At) = (id, caseId, by.UserId, by.UnitId, at);
        (On, Place, Minutes, Breaks, Interpreter, End) = (facts.On, facts.Place, facts.Minutes, facts.Breaks, facts.Interpreter, facts.End);
        (Present, SupportPerson, KeptOut, KeptOutWasAbsent) = (facts.Present, facts.SupportPerson, facts.KeptOut, facts.KeptOutWasAbsent);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public DateOnly On { get; private set; }
    public InterviewPlace Place { get; private set; }

    /// <summary>Length in minutes, breaks included.</summary>
    public int Minutes { get; private set; }
    public int Breaks { get; private set; }
    public InterviewInterpreter Interpreter { get; private set; }
    public InterviewEnd End { get; private set; }
    public SealedText? Present { get; private set; }
    public SealedText? SupportPerson { get; private set; }
    public SealedText? KeptOut { get; private set; }
    public bool KeptOutWasAbsent { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
