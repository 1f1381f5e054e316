using System.Globalization;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    private const string IdentificationPage = "/identification";

    /// <summary>Convenes the MDT to a sitting of the office that answers for the case now, wherever the person was found: members by agency, one of them the competent authority who decides.</summary>
    /// <param name="open">The panel that sits now, if one does: the new one takes its place for a reason, and its seats end.</param>
    public Panel Convene(Guid id, Convocation call, Panel? open, Actor by, DateTimeOffset at)
    {
        if (open is not null) RequireMine(open.CaseId);
        RequireOffice(by);
        if (call.Sitting.ProvinceCode != by.ProvinceCode) throw new RefusedException("mdt.otherProvince");
        if (call.Sitting.IsCancelled) throw new RefusedException("mdt.cancelled");
        if (call.Members.Count(m => m.Decides) != 1) throw new RefusedException("mdt.oneDecides");
        if (call.Rules.ReviewByAnother) RequireAnother(call.Members.Single(m => m.Decides));
        RequireEnough(call);
        if (open is not null && call.Anew is null) throw new RefusedException("mdt.anewReason");
        Apply(CaseAction.Convene, by, at, ("members", call.Members.Count.ToString(CultureInfo.InvariantCulture)));
        EndClock(ClockCode.MdtConvene, by, at);
        var panel = new Panel(id, Id, call, by, at);
        if (open is not null) TakePlaceOf(open, panel, call.Anew!, by, at);
        foreach (var seat in panel.Seats) TellSeated(seat, by, at);
        foreach (var seat in panel.Seats) AskSeat(seat, by, at);
        return panel;
    }

    /// <summary>Another member, for instance in the place of one with a conflict of interest.</summary>
    /// <param name="gone">Memberships of the panel whose role has ended: their seats stand in nobody's way.</param>
    public Seat SeatMember(Panel panel, Member member, IReadOnlyCollection<Guid> gone, MdtRules rules, Actor by, DateTimeOffset at)
    {
        RequireOffice(by);
        RequireOpen(panel);
        if (member.Decides && panel.ReviewByAnother) RequireAnother(member);
        var seat = panel.SeatMember(member, gone);
        Apply(CaseAction.SeatMember, by, at, [("agency", member.Agency.ToString()), .. Filled(panel, member, rules, gone)]);
        TellSeated(seat, by, at);
        AskSeat(seat, by, at);
        return seat;
    }

    // Answers what the secretary was asked when a conflict of interest left the panel without it.
    private static IEnumerable<(string Key, string Value)> Filled(Panel panel, Member member, MdtRules rules, IReadOnlyCollection<Guid> gone) =>
        member.Decides ? [("fills", nameof(PanelGap.Authority))] : panel.CanReachQuorum(rules, gone) ? [("fills", nameof(PanelGap.Quorum))] : [];

    // Whoever answered for the case before keeps its core, and convenes nobody to it.
    private void RequireOffice(Actor by)
    {
        if (by.UnitId != ProvinceOfficeId) throw new RefusedException("mdt.notTheSecretary");
    }

    /// <summary>A member says before anything else whether they have something at stake. With a conflict the seat is empty from then on.</summary>
    /// <remarks>Where nobody can decide any more, or no quorum can be made, the secretary is asked within a limit: of itself no clock of the case runs for that.</remarks>
    /// <returns>The reason of a conflict, to be kept.</returns>
    public ConflictOfInterest? DeclareInterest(Panel panel, bool conflict, SealedText? reason, MdtRules rules, Actor by, DateTimeOffset at)
    {
        RequireOpen(panel);
        var seat = panel.SeatOf(by.MembershipId) ?? throw new RefusedException("mdt.noSeat");
        if (seat.HasConflict) throw new RefusedException("mdt.conflict");
        if (conflict && reason is null) throw new RefusedException("mdt.conflictReason");
        var interest = conflict ? Interest.Conflict : Interest.NoConflict;
        Apply(CaseAction.DeclareInterest, by, at, ("agency", seat.Agency.ToString()), ("interest", interest.ToString()));
        var could = panel.CanReachQuorum(rules, []);
        seat.Declare(interest, at);
        if (!conflict) return null;
        PanelGap? gap = seat.Decides ? PanelGap.Authority : could && !panel.CanReachQuorum(rules, []) ? PanelGap.Quorum : null;
        Tell(NoticeCode.MdtConflict, Audience.Of(ProvinceOfficeId, Role.MdtSecretary), IdentificationPage, by, at,
            [("agency", seat.Agency.ToString()), .. gap is { } named ? [("gap", named.ToString())] : Array.Empty<(string, string)>()]);
        if (gap is { } lacking) AskSecretary(lacking, by, at);
        return new ConflictOfInterest(seat, reason!, by, at);
    }

    /// <summary>A member's opinion; it can be rewritten until the decision, and keeps what it said before.</summary>
    public Opinion GiveOpinion(Panel panel, Statement statement, MdtRules rules, Actor by, DateTimeOffset at)
    {
        RequireOpen(panel);
        var seat = panel.Seats.FirstOrDefault(s => s.MembershipId == by.MembershipId && !s.Decides) ?? throw new RefusedException("mdt.noSeat");
        RequireDeclared(seat);
        RequireComplete(statement, rules);
        var mine = panel.Opinions.FirstOrDefault(o => o.SeatId == seat.Id);
        // A change is marked as one: what says the same is none.
        if (mine?.Statement.IsAs(statement) == true) throw new RefusedException("mdt.opinionUnchanged");
        Apply(CaseAction.GiveOpinion, by, at, ("agency", seat.Agency.ToString()));
        mine ??= panel.Add(new Opinion(Guid.CreateVersion7(), seat, by));
        mine.Write(statement, panel.OthersReadableSince(seat), at);
        seat.Speak(at);
        return mine;
    }

    /// <summary>
    /// What happened at the meeting about this case. The secretary may complete it until the panel has decided, and what it said
    /// before stays; what was not written by then may still be written, once.
    /// </summary>
    /// <param name="written">The newest until now.</param>
    public PanelMinutes RecordMinutes(Panel panel, PanelMinutes? written, SealedText? text, Actor by, DateTimeOffset at)
    {
        RequireMine(panel.CaseId);
        if (text is null) throw new RefusedException("mdt.minutes");
        if (written is not null && !panel.IsOpen) throw new RefusedException("mdt.minutesFixed");
        if (written?.Text?.Open() == text.Open()) throw new RefusedException("mdt.minutesUnchanged");
        Apply(CaseAction.RecordMinutes, by, at);
        return new PanelMinutes(Guid.CreateVersion7(at), panel, text, by, at);
    }

    private void TellSeated(Seat seat, Actor by, DateTimeOffset at) => Tell(NoticeCode.MdtConvened, Audience.Seat(seat.MembershipId), IdentificationPage, by, at);

    private void AskSecretary(PanelGap gap, Actor by, DateTimeOffset at) =>
        Ask(TaskCode.ConveneMdt, Audience.Of(ProvinceOfficeId, Role.MdtSecretary), null, by, at, gap.ToString());

    // Nobody is replaced in silence, nor an opinion with them: the decision to come answers it all the same.
    private void TakePlaceOf(Panel open, Panel panel, SealedText reason, Actor by, DateTimeOffset at)
    {
        open.ReplaceBy(panel, reason, by, at);
        TellMembers(NoticeCode.MdtReplaced, open, by, at, except: panel);
        Tell(NoticeCode.MdtConvenedAnew, Audience.Everywhere(AgencyType.Datip, Role.DatipCoordinator), IdentificationPage, by, at);
    }

    // Nobody reviews their own decision.
    private void RequireAnother(Member authority)
    {
        if (DecidedBy.Contains(authority.UserId)) throw new RefusedException("mdt.reviewsOwn");
    }

    private static void RequireEnough(Convocation call)
    {
        var speaking = call.Members.Where(m => !m.Decides).ToList();
        var (opinions, agencies) = (call.Rules.Opinions, call.Rules.Agencies);
        if (speaking.Count < opinions || speaking.Select(m => m.Agency).Distinct().Count() < agencies)
            throw new RefusedException("mdt.tooFew", opinions.ToString(CultureInfo.InvariantCulture), agencies.ToString(CultureInfo.InvariantCulture));
    }

    private static void RequireDeclared(Seat seat)
    {
        if (seat.HasConflict) throw new RefusedException("mdt.conflict");
        if (seat.Interest == Interest.Undeclared) throw new RefusedException("mdt.declareFirst");
    }

    private void RequireComplete(Statement statement, MdtRules rules)
    {
        if (statement.Reasons is null) throw new RefusedException("mdt.reasons");
        if (statement.Findings.Contradiction(IsTreatedAsChild, rules) is { } contradiction) throw new RefusedException(contradiction);
        if (!statement.Methods.All(CompulsionMethod.IsKnown)) throw new RefusedException("mdt.unknownMethod");
        if (statement.Remarks.Any(r => r.View != IndicatorView.Agrees && r.Reason is null)) throw new RefusedException("mdt.indicatorReason");
    }

    private void RequireOpen(Panel panel)
    {
        RequireMine(panel.CaseId);
        if (!panel.IsOpen) throw new RefusedException("mdt.closed");
    }
}
