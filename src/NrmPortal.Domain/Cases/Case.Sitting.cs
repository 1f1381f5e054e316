using System.Globalization;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>The meeting on whose agenda the case stands was moved: its members are told.</summary>
    public void MoveSitting(Panel panel, Sitting sitting, Actor by, DateTimeOffset at)
    {
        RequireOnAgenda(panel, sitting, by);
        RequireOpen(panel);
        Apply(CaseAction.MoveSitting, by, at);
        TellMembers(NoticeCode.MdtMoved, panel, by, at);
    }

    /// <summary>The meeting was cancelled: the panel ends with it, and the case waits again to be convened, within the limit for it.</summary>
    public void CancelSitting(Panel panel, Sitting sitting, Actor by, DateTimeOffset at)
    {
        RequireOnAgenda(panel, sitting, by);
        RequireOpen(panel);
        if (!sitting.IsCancelled) throw new RefusedException("mdt.notCancelled");
        Apply(CaseAction.CancelSitting, by, at);
        panel.Close(at);
        TellMembers(NoticeCode.MdtCancelled, panel, by, at);
    }

    /// <summary>Who came about this case, by membership. A member with a conflict of interest stands back and is not on the list.</summary>
    /// <remarks>The truth is recorded also where a decision loses the quorum it was made with: DATIP is told, and the minutes say so.</remarks>
    /// <param name="decided">Whether the panel has decided; one that ended otherwise made no decision that could lose its quorum.</param>
    /// <exception cref="RefusedException">Somebody sits here and is not on the list.</exception>
    public void RecordAttendance(Panel panel, Sitting sitting, IReadOnlyDictionary<Guid, Came> list, bool decided, MdtRules rules, Actor by, DateTimeOffset at)
    {
        RequireOnAgenda(panel, sitting, by);
        var seats = panel.Seats.Where(s => !s.HasConflict).ToList();
        if (!seats.All(s => list.ContainsKey(s.MembershipId))) throw new RefusedException("mdt.attendanceMissing");
        var decidedWith = decided && panel.HasQuorum(rules);
        Apply(CaseAction.RecordAttendance, by, at, ("came", seats.Count(s => list[s.MembershipId].How != Presence.Absent).ToString(CultureInfo.InvariantCulture)));
        foreach (var seat in seats) seat.Attend(list[seat.MembershipId], by, at);
        if (decidedWith && !panel.HasQuorum(rules)) Tell(NoticeCode.QuorumLost, Audience.Everywhere(AgencyType.Datip, Role.DatipCoordinator), "/identification", by, at);
    }

    // Another office answers for the case now, whose meeting this is not. The panel goes on, and nothing its members held is lost: they
    // may speak and it may decide, in writing, until that office convenes its own in its place.
    private void LeaveMeeting(Panel panel, Actor by, DateTimeOffset at)
    {
        RequireOpen(panel);
        TellMembers(NoticeCode.MdtCaseMoved, panel, by, at);
        Tell(NoticeCode.MdtCaseMoved, Audience.Of(ProvinceOfficeId, Role.MdtSecretary), IdentificationPage, by, at);
        AskSecretary(PanelGap.Office, by, at);
    }

    // A case that went to another office is on the agenda no more, whatever becomes of the meeting.
    private void RequireOnAgenda(Panel panel, Sitting sitting, Actor by)
    {
        RequireMine(panel.CaseId);
        RequireOffice(by);
        if (panel.SittingId != sitting.Id) throw new RefusedException("mdt.notOnAgenda");
    }

    // Their sight of the case may end with the panel; what they are told leads to the meeting, which they may still read.
    private void TellMembers(NoticeCode code, Panel panel, Actor by, DateTimeOffset at, Panel? except = null)
    {
        foreach (var seat in panel.Seats.Where(s => !s.HasConflict && except?.SeatOf(s.MembershipId) is null))
            notices.Add(new Notice(Guid.CreateVersion7(at), Id, code, $"/identification/sittings/{panel.SittingId}", Audience.Seat(seat.MembershipId), by, at, [("number", Number)]));
    }
}
