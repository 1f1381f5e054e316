using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>A day in court. One still to come is a task of the province's caseworkers and of the prosecutor's office, due on that day.</summary>
    public CourtDate SetCourtDate(Guid id, LegalTrack track, CourtDateTerms terms, Actor by, DateTimeOffset at)
    {
        if (track.OpenedOn is not { } opened) throw new RefusedException("legal.noPoliceCase");
        if (ThaiDay.Of(terms.StartsAt) < opened) throw new RefusedException("legal.beforePoliceCase");
        Apply(CaseAction.SetCourtDate, by, at);
        return CourtOn(id, track, terms, null, by, at);
    }

    /// <summary>What became of a day in court: held, or cancelled with the reason.</summary>
    public void EndCourtDate(CourtDate date, CourtDateState state, SealedText? reason, Actor by, DateTimeOffset at)
    {
        RequirePlanned(date);
        if (state is CourtDateState.Planned or CourtDateState.Moved) throw new RefusedException("court.state");
        if (state == CourtDateState.Held && ThaiDay.Of(date.StartsAt) > ThaiDay.Of(at)) throw new RefusedException("court.notYet");
        if (state == CourtDateState.Cancelled && reason is null) throw new RefusedException("court.reason");
        Apply(CaseAction.EndCourtDate, by, at, ("court", date.Id.ToString()));
        date.End(state, reason, by, at);
    }

    /// <summary>Moved by the court: the day that was stays with its reason, and the new one is asked for anew.</summary>
    public CourtDate MoveCourtDate(Guid id, LegalTrack track, CourtDate date, DateTimeOffset to, SealedText? reason, Actor by, DateTimeOffset at)
    {
        RequirePlanned(date);
        if (reason is null) throw new RefusedException("court.reason");
        if (to <= at) throw new RefusedException("court.past");
        Apply(CaseAction.EndCourtDate, by, at, ("court", date.Id.ToString()));
        date.End(CourtDateState.Moved, reason, by, at);
        return CourtOn(id, track, new CourtDateTerms(to, date.Purpose, date.Court, date.PersonAttends), date.Id, by, at);
    }

    private CourtDate CourtOn(Guid id, LegalTrack track, CourtDateTerms terms, Guid? movedFrom, Actor by, DateTimeOffset at)
    {
        if (terms.StartsAt > at)
        {
            Ask(TaskCode.AttendCourt, Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), terms.StartsAt, by, at, id.ToString());
            if (track.ProsecutorUnitId is { } prosecutor) Ask(TaskCode.AttendCourt, Audience.Of(prosecutor, Role.Prosecutor), terms.StartsAt, by, at, id.ToString());
        }

        // A sealed text is bound to its row: the new day gets its own.
        return new CourtDate(id, Id, terms with { Court = terms.Court is null ? null : SealedText.Of(terms.Court.Open()) }, movedFrom, by, at);
    }

    private void RequirePlanned(CourtDate date)
    {
        RequireMine(date.CaseId);
        if (date.State != CourtDateState.Planned) throw new RefusedException("court.ended");
    }
}
