using System.Globalization;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>Date of the decision that the person is a victim: the count "identified".</summary>
    public DateOnly? IdentifiedOn { get; private set; }

    /// <summary>The outcome of the last final decision.</summary>
    public IdentificationOutcome? IdentifiedOutcome { get; private set; }

    /// <summary>Convenes the MDT: members by agency, one of them the competent authority who decides.</summary>
    /// <param name="open">The panel that sits now, if one does: the new one takes its place, and its seats end.</param>
    public Panel Convene(Guid id, int round, IReadOnlyList<(Guid MembershipId, AgencyType Agency, bool Decides)> members, Panel? open, Actor by, DateTimeOffset at)
    {
        if (open is not null) RequireMine(open.CaseId);
        if (members.Count(m => m.Decides) != 1) throw new RefusedException("mdt.oneDecides");
        if (members.Where(m => !m.Decides).Select(m => m.Agency).Distinct().Count() < 2) throw new RefusedException("mdt.twoAgencies");
        Apply(CaseAction.Convene, by, at, ("members", members.Count.ToString(CultureInfo.InvariantCulture)));
        open?.Close(at);
        var panel = new Panel(id, Id, round, by, at);
        foreach (var (membership, agency, decides) in members) panel.SeatMember(Guid.CreateVersion7(), membership, agency, decides);
        return panel;
    }

    /// <summary>A member's opinion; it can be rewritten until the decision.</summary>
    public Opinion GiveOpinion(Panel panel, Findings findings, SealedText? reasons, Actor by, DateTimeOffset at)
    {
        RequireMine(panel.CaseId);
        RequireOpen(panel);
        var seat = panel.Seats.FirstOrDefault(s => s.MembershipId == by.MembershipId && !s.Decides) ?? throw new RefusedException("mdt.noSeat");
        if (reasons is null) throw new RefusedException("mdt.reasons");
        Apply(CaseAction.GiveOpinion, by, at, ("agency", seat.Agency.ToString()));
        var mine = panel.Opinions.FirstOrDefault(o => o.SeatId == seat.Id);
        if (mine is null) return panel.Add(new Opinion(Guid.CreateVersion7(), seat, findings, reasons, by, at));
        mine.Write(findings, reasons, at);
        return mine;
    }

    /// <summary>The competent authority decides. The first final decision transfers the case to the province office.</summary>
    public Decision Decide(Panel panel, IdentificationOutcome outcome, SealedText? reasons, int opinionsNeeded, Actor by, DateTimeOffset at)
    {
        RequireMine(panel.CaseId);
        RequireOpen(panel);
        if (!panel.Seats.Any(s => s.MembershipId == by.MembershipId && s.Decides)) throw new RefusedException("mdt.notTheAuthority");
        if (reasons is null) throw new RefusedException("mdt.reasons");
        if (panel.AgenciesHeard < opinionsNeeded) throw new RefusedException("mdt.opinionsMissing", opinionsNeeded.ToString(CultureInfo.InvariantCulture));
        RequireTime(outcome, at);
        Apply(ActionOf(outcome), by, at, ("outcome", outcome.ToString()));
        panel.Close(at);
        Settle(outcome, at);
        return new Decision(Guid.CreateVersion7(), panel, outcome, reasons, panel.Opinions.Count(o => Dissents(o, outcome)), by, at);
    }

    // Undetermined goes back to protection only while the reflection period runs, and ends in another pathway only after it.
    private void RequireTime(IdentificationOutcome outcome, DateTimeOffset at)
    {
        var ends = IsPaused(ClockCode.ReflectionPeriod) ? DateTimeOffset.MaxValue : ReflectionEnds;
        if (outcome == IdentificationOutcome.UndeterminedTimeLeft && at >= ends) throw new RefusedException("mdt.timeIsOver");
        if (outcome == IdentificationOutcome.UndeterminedTimeOver && at < ends) throw new RefusedException("mdt.timeRemains");
    }

    private static void RequireOpen(Panel panel)
    {
        if (!panel.IsOpen) throw new RefusedException("mdt.closed");
    }

    private static CaseAction ActionOf(IdentificationOutcome outcome) => outcome switch
    {
        IdentificationOutcome.VictimTraffickingS6 => CaseAction.DecideVictimTrafficking,
        IdentificationOutcome.VictimForcedLabourS61 => CaseAction.DecideVictimForcedLabour,
        IdentificationOutcome.UndeterminedTimeLeft => CaseAction.DecideUndeterminedTimeLeft,
        IdentificationOutcome.UndeterminedTimeOver => CaseAction.DecideUndeterminedTimeOver,
        _ => CaseAction.DecideNotVictim,
    };

    private void Settle(IdentificationOutcome outcome, DateTimeOffset at)
    {
        if (outcome == IdentificationOutcome.UndeterminedTimeLeft) return;
        if (IdentifiedOutcome is null) OwnerUnitId = ProvinceOfficeId;
        IdentifiedOutcome = outcome;
        Outcome = outcome.ToString();
        if (outcome is IdentificationOutcome.VictimTraffickingS6 or IdentificationOutcome.VictimForcedLabourS61) IdentifiedOn ??= ThaiDay.Of(at);
    }

    /// <summary>An opinion dissents when it found the opposite of what was decided.</summary>
    public static bool Dissents(Opinion opinion, IdentificationOutcome outcome) => outcome switch
    {
        IdentificationOutcome.VictimTraffickingS6 => opinion.Trafficking != Finding.Yes,
        IdentificationOutcome.VictimForcedLabourS61 => opinion.ForcedLabour != Finding.Yes,
        IdentificationOutcome.NotVictim or IdentificationOutcome.NotVictimButVulnerable => opinion.Trafficking == Finding.Yes || opinion.ForcedLabour == Finding.Yes,
        _ => opinion.Trafficking == Finding.Yes || opinion.ForcedLabour == Finding.Yes || (opinion.Trafficking == Finding.No && opinion.ForcedLabour == Finding.No),
    };
}
