using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>The value of an event after which there never was a police case.</summary>
    public const string NoPoliceCase = "none";

    /// <summary>When the person was first told of the right to compensation (s.34); null: nobody has written down that they were.</summary>
    public DateOnly? CompensationToldOn { get; private set; }

    /// <summary>A police case was opened: the count "in a police case", from the first of them on. The person is to be told of compensation.</summary>
    public PoliceCase RecordPoliceCase(Guid id, PoliceCaseTerms terms, Actor by, DateTimeOffset at)
    {
        RequireNotFuture(terms.OpenedOn, at);
        terms.RequireOffices();
        Apply(CaseAction.RecordPoliceCase, by, at, OnDay(terms.OpenedOn));
        PoliceCaseOn = PoliceCaseOn is { } first && first < terms.OpenedOn ? first : terms.OpenedOn;
        if (CompensationToldOn is null && !tasks.Exists(t => t is { Code: TaskCode.TellCompensationRight, IsOpen: true })) AskToTell(by, at);
        return new PoliceCase(id, Id, terms, by, at);
    }

    private static DateOnly? FirstTold(LegalTrack track) => track.Tellings.Where(t => track.Stands(t.Id)).Min(t => (DateOnly?)t.On);

    private void AskToTell(Actor by, DateTimeOffset at) => Ask(TaskCode.TellCompensationRight, Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), null, by, at);

    /// <summary>Whoever recorded it, inquires or prosecutes, and the responsible province office.</summary>
    public bool MayEnd(PoliceCase police, Actor by) => police.IsOf(by.UnitId) || by.UnitId == ProvinceOfficeId;

    /// <summary>It is one no longer, or never was: the offices that followed it see the track no more, unless another names them.</summary>
    public void EndPoliceCase(PoliceCase police, PoliceCaseEnd how, SealedText? why, LegalTrack track, Actor by, DateTimeOffset at)
    {
        RequireMine(police.CaseId);
        if (why is null) throw new RefusedException("legal.endReason");
        var others = track.PoliceCases.Where(p => p.Id != police.Id).ToList();
        // Whoever is called to court is not left with a day that nobody follows.
        if (others.All(p => !p.IsLive) && track.NextCourtDate(at) is not null) throw new RefusedException("legal.courtDates");
        var none = how == PoliceCaseEnd.WronglyRecorded && !others.Exists(p => p.Counts);
        Apply(CaseAction.EndPoliceCase, by, at, ("policeCaseEnd", how.ToString()), ("policeCases", none ? NoPoliceCase : ""));
        if (!MayEnd(police, by)) throw new RefusedException("legal.otherOffice");
        police.End(how, why, by, at);
        foreach (var unit in police.Offices.Where(u => u != by.UnitId)) Tell(NoticeCode.PoliceCaseEnded, Audience.Of(unit), "", by, at, ("policeCaseEnd", how.ToString()));
        PoliceCaseOn = others.Append(police).Where(p => p.Counts).Min(p => (DateOnly?)p.OpenedOn);
    }

    /// <summary>
    /// A prosecutor's office is named once it is known, or a police case goes to another office: whoever has it from then on sees the
    /// track, and who had it no longer does. Days in court that are to come are asked of the new prosecutor's office.
    /// </summary>
    public PoliceCaseMove MovePoliceCase(Guid id, PoliceCase police, PoliceCaseHands to, LegalTrack track, Actor by, DateTimeOffset at)
    {
        RequireMine(police.CaseId);
        if (to.Why is null) throw new RefusedException("legal.moveReason");
        RequireNotFuture(to.On, at);
        Apply(CaseAction.MovePoliceCase, by, at, OnDay(to.On));
        if (!MayEnd(police, by)) throw new RefusedException("legal.otherOffice");
        Guid?[] before = [police.InquiryUnitId, police.ProsecutorUnitId];
        var move = police.Move(id, to, by, at);
        Guid?[] after = [police.InquiryUnitId, police.ProsecutorUnitId];
        foreach (var unit in after.Except(before).OfType<Guid>().Where(u => u != by.UnitId)) Tell(NoticeCode.PoliceCaseNamed, Audience.Of(unit), "/legal", by, at);
        foreach (var unit in before.Except(after).OfType<Guid>().Where(u => u != by.UnitId)) Tell(NoticeCode.PoliceCaseMoved, Audience.Of(unit), "", by, at);
        AskForCourt(move, police, track, by, at);
        return move;
    }

    // Of the days in court the prosecutor of the latest police case is asked (SetCourtDate).
    private void AskForCourt(PoliceCaseMove move, PoliceCase police, LegalTrack track, Actor by, DateTimeOffset at)
    {
        if (move.ProsecutorUnitId is not { } prosecutor || prosecutor == move.FromProsecutorUnitId) return;
        if (track.LivePoliceCases.Any(p => p.Id != police.Id && p.ProsecutorUnitId is not null && p.At > police.At)) return;
        foreach (var date in track.CourtDates.Where(d => d.State == CourtDateState.Planned && d.StartsAt > at))
            Ask(TaskCode.AttendCourt, Audience.Of(prosecutor, Role.Prosecutor), date.StartsAt, by, at, date.Id.ToString());
    }

    /// <summary>
    /// The person was told that they can claim compensation, and how (s.34: by the inquiry official or the prosecutor, at the first
    /// opportunity). Told again in another language, it is another row.
    /// </summary>
    public CompensationTelling TellCompensationRight(Guid id, LegalTrack track, CompensationTold told, Actor by, DateTimeOffset at, LegalCorrection? corrects = null)
    {
        RequireCorrectable(track, corrects, track.Tellings.Where(t => t.CaseId == Id).Select(t => t.Id));
        RequireNotFuture(told.On, at);
        if (string.IsNullOrWhiteSpace(told.Language)) throw new RefusedException("legal.toldLanguage");
        if (told.Interpreter == InterpreterUse.None) throw new RefusedException("consent.interpreter");
        Apply(CaseAction.TellCompensationRight, by, at, OnDay(told.On), ("toldHow", told.How.ToString()), Correcting(corrects));
        var telling = new CompensationTelling(id, Id, told, corrects, by, at);
        CompensationToldOn = FirstTold(track with { Tellings = [.. track.Tellings, telling] });
        return telling;
    }
}
