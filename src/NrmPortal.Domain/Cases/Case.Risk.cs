using System.Globalization;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    private readonly List<CaseWarning> flags = [];

    /// <summary>What this transaction flags by itself; written with the act, never loaded.</summary>
    public IReadOnlyCollection<CaseWarning> Flags => flags;

    /// <summary>The last day for which a next assessment may be set: what is put off without end is never looked at again.</summary>
    public static DateOnly LatestReassessment(DateTimeOffset at) => ClockEngine.Run(ClockCode.RiskReassessment, at).LastDay;

    /// <summary>A safety and risk assessment; the case's office is asked to assess again by its date.</summary>
    public RiskAssessment AssessRisk(Guid id, RiskLevels levels, string narrative, string? measures, DateOnly reassessOn, Actor by, DateTimeOffset at)
    {
        if (reassessOn <= ThaiDay.Of(at)) throw new RefusedException("risk.reassessLater");
        if (reassessOn > LatestReassessment(at)) throw new RefusedException("risk.reassessSooner", LatestReassessment(at).ToString("O", CultureInfo.InvariantCulture));
        Apply(CaseAction.AssessRisk, by, at, ("again", reassessOn.ToString("O", CultureInfo.InvariantCulture)));
        // By that day: the day itself is within it.
        Ask(TaskCode.ReassessRisk, Audience.Of(ProtectedSince is null ? OwnerUnitId : ProvinceOfficeId), ThaiDay.EndOf(reassessOn), by, at);
        return new RiskAssessment(id, Id, levels, narrative, measures, reassessOn, by, at);
    }

    /// <summary>A danger or a rule of safe contact that everybody who sees the case is shown.</summary>
    /// <param name="live">The warnings that hold: the same one is not recorded twice.</param>
    public CaseWarning Warn(Guid id, WarningCode code, DateOnly from, DateOnly? until, IEnumerable<CaseWarning> live, Actor by, DateTimeOffset at)
    {
        if (until < from) throw new RefusedException("warning.endsBeforeStart");
        if (live.Any(w => w.Code == code && w.EndedAt is null && (w.Until is null || w.Until >= from))) throw new RefusedException("warning.there");
        Apply(CaseAction.RecordWarning, by, at, ("warning", code.ToString()));
        return new CaseWarning(id, Id, code, from, until, by, at);
    }

    // Learnt with another act: everybody who meets the person is to know. What is flagged already is not flagged twice.
    private void FlagAgain(IReadOnlyCollection<CaseWarning>? flagged, Actor by, DateTimeOffset at)
    {
        if (flagged?.Any(f => f.IsOnAgain(Id)) == true) return;
        Record("case.recordWarning", by, at, Stage, ("warning", nameof(WarningCode.TraffickedAgain)));
        flags.Add(new CaseWarning(Guid.CreateVersion7(at), Id, WarningCode.TraffickedAgain, ThaiDay.Of(at), null, by, at));
    }

    /// <summary>The particulars of a rule of safe contact; a danger is a code alone.</summary>
    public WarningNote? Explain(CaseWarning warning, string? text)
    {
        RequireMine(warning.CaseId);
        if (SealedText.Of(text) is not { } sealedText) return null;
        return warning.IsOfContact ? new WarningNote(warning, sealedText) : throw new RefusedException("warning.codeAlone");
    }

    /// <summary>
    /// A warning is taken back by the office that gave it, or by those who have the case: of whom it warns may be an official who only
    /// takes part.
    /// </summary>
    public Refusal? WhyNotEnd(CaseWarning warning, Actor by) => standing switch
    {
        Standing.Core => new Refusal("flow.coreAlone"),
        Standing.Part when warning.ByUnitId != by.UnitId => new Refusal("warning.notYours"),
        _ => null,
    };

    public void EndWarning(CaseWarning warning, Actor by, DateTimeOffset at)
    {
        RequireMine(warning.CaseId);
        if (WhyNotEnd(warning, by) is { } refusal) throw new RefusedException(refusal);
        Apply(CaseAction.RecordWarning, by, at, ("ended", warning.Code.ToString()));
        warning.End(by, at);
        foreach (var unit in new[] { warning.ByUnitId, OwnerUnitId, ProvinceOfficeId }.Distinct().Where(u => u != by.UnitId))
            Tell(NoticeCode.WarningEnded, Audience.Of(unit), "/risk", by, at);
    }
}
