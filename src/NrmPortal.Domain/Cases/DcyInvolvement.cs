using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

/// <summary>Why DCY's part ended. A code: the record is part of the core and holds no free text.</summary>
public enum DcyEnd
{
    /// <summary>Another unit of DCY takes over.</summary>
    OtherUnit,

    /// <summary>What DCY had to do for the child is done.</summary>
    PartDone,

    /// <summary>The person is shown to be an adult.</summary>
    NoChild,
}

/// <summary>
/// A unit of the Department of Children and Youth that takes part in a child's case: asked, answered, its officer named. While
/// it lasts the unit sees the case. Part of the core, without free text.
/// </summary>
public sealed class DcyInvolvement
{
    private DcyInvolvement() { }

    internal DcyInvolvement(Guid id, Guid caseId, Guid unitId, Actor by, DateTimeOffset at)
        => (Id, CaseId, UnitId, AskedByUserId, AskedAt) = (id, caseId, unitId, by.UserId, at);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid UnitId { get; private set; }
    public Guid AskedByUserId { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The officer named by DCY.</summary>
    public Guid? OfficerUserId { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public DcyEnd? EndReason { get; private set; }

    internal void Answer(Actor by, DateTimeOffset at) => (AnsweredAt, OfficerUserId) = (at, by.UserId);

    internal void End(DcyEnd reason, DateTimeOffset at) => (EndedAt, EndReason) = (at, reason);
}

public sealed partial class Case
{
    /// <summary>The DCY unit that takes part now, or was asked to.</summary>
    public Guid? DcyUnitId { get; private set; }

    /// <summary>Asks a unit of DCY to take part; it sees the case from now on.</summary>
    /// <param name="open">The open tasks of the case.</param>
    public DcyInvolvement InvolveDcy(Guid id, Guid unitId, Actor by, DateTimeOffset at)
    {
        if (DcyUnitId is not null) throw new RefusedException("dcy.asked");
        Apply(CaseAction.InvolveDcy, by, at);
        DcyUnitId = unitId;
        Ask(TaskCode.AnswerAsDcy, Audience.Of(unitId, Role.DcyOfficer), null, by, at);
        return new DcyInvolvement(id, Id, unitId, by, at);
    }

    /// <summary>DCY answers: whoever answers is the officer named.</summary>
    public void AnswerAsDcy(DcyInvolvement involvement, Actor by, DateTimeOffset at)
    {
        RequireGoingOn(involvement);
        if (by.UnitId != involvement.UnitId) throw new RefusedException("dcy.notYours");
        Apply(CaseAction.AnswerAsDcy, by, at);
        involvement.Answer(by, at);
        Tell(NoticeCode.DcyAnswered, Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), "/child", by, at);
    }

    /// <summary>
    /// DCY's part ends, and its sight of the case with it: by DCY alone, which looks at what the case's own people do, and with the
    /// reason. While the person is a child and the work goes on, DCY is to be asked anew.
    /// </summary>
    public void EndDcy(DcyInvolvement involvement, DcyEnd? reason, Actor by, DateTimeOffset at)
    {
        RequireGoingOn(involvement);
        if (by.UnitId != involvement.UnitId) throw new RefusedException("dcy.notYours");
        if (reason is not { } why) throw new RefusedException("dcy.why");
        if (why == DcyEnd.NoChild && IsTreatedAsChild) throw new RefusedException("dcy.stillAChild");
        Apply(CaseAction.EndDcy, by, at, ("reason", why.ToString()));
        involvement.End(why, at);
        DcyUnitId = null;
        foreach (var to in new[] { Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), OwnerToday }.Distinct()) Tell(NoticeCode.DcyEnded, to, "/child", by, at);
        if (IsTreatedAsChild && Stage != Stage.FollowUp) Ask(TaskCode.InvolveDcy, Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), null, by, at);
    }

    private void RequireGoingOn(DcyInvolvement involvement)
    {
        RequireMine(involvement.CaseId);
        if (involvement.EndedAt is not null) throw new RefusedException("dcy.ended");
    }
}
