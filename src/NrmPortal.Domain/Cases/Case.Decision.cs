using System.Globalization;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>Date of the decision that the person is a victim: the count "identified". Taken back where a review finds that they are not.</summary>
    public DateOnly? IdentifiedOn { get; private set; }

    /// <summary>The outcome of the last final decision.</summary>
    public IdentificationOutcome? IdentifiedOutcome { get; private set; }

    /// <summary>Who made a final decision on the case: none of them decides a review.</summary>
    public List<Guid> DecidedBy { get; private set; } = [];

    /// <summary>The competent authority decides and answers each dissent. The first final decision transfers the case to the province office.</summary>
    /// <param name="before">The panels since the last decision that ended without one: what their members held is answered too.</param>
    public Decision Decide(Panel panel, IReadOnlyList<Panel> before, Ruling ruling, MdtRules rules, Actor by, DateTimeOffset at)
    {
        RequireOpen(panel);
        var seat = panel.SeatOf(by.MembershipId);
        if (seat is not { Decides: true }) throw new RefusedException("mdt.notTheAuthority");
        RequireDeclared(seat);
        foreach (var earlier in before) RequireMine(earlier.CaseId);
        if (panel.ReviewByAnother && DecidedBy.Contains(by.UserId)) throw new RefusedException("mdt.reviewsOwn");
        if (!panel.IsHeld && ruling.InWriting is null) throw new RefusedException("mdt.notHeld");
        RequireQuorum(panel, rules);
        RequireRead([.. before, panel], ruling);
        var dissents = before.Append(panel).SelectMany(p => p.Dissents(ruling.Outcome)).ToList();
        RequireReasons(dissents, ruling);
        RequireTime(ruling.Outcome, at);
        Apply(ActionOf(ruling.Outcome), by, at, ("outcome", ruling.Outcome.ToString()));
        panel.Close(at);
        TellDecided(ruling.Outcome, by, at);
        Settle(ruling.Outcome, by, at);
        return new Decision(Guid.CreateVersion7(at), panel, dissents, ruling, by, at);
    }

    /// <summary>Issues the letter in the languages that have none yet.</summary>
    public void IssueLetters(Decision decision, IReadOnlyList<LetterText> texts, Actor by, DateTimeOffset at)
    {
        RequireMine(decision.CaseId);
        if (decision.PlainWords is null) throw new RefusedException("mdt.plainWords");
        var count = decision.Issue(texts, by, at);
        if (count == 0) throw new RefusedException("mdt.letterStands");
        Apply(CaseAction.IssueLetter, by, at, ("letters", count.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>The person hears what was decided, or could not be told: a decision nobody told them of cannot be asked to be reviewed.</summary>
    /// <param name="toldAt">When they were told, or were looked for.</param>
    public DecisionTelling TellDecision(Guid id, Decision decision, Telling telling, DateTimeOffset toldAt, Actor by, DateTimeOffset at)
    {
        RequireMine(decision.CaseId);
        if (toldAt < decision.At || toldAt > at) throw new RefusedException("mdt.toldWhen");
        if (!telling.IsTold && telling.Reason is null) throw new RefusedException("mdt.toldReason");
        if (telling.IsTold)
        {
            if (string.IsNullOrWhiteSpace(telling.Language)) throw new RefusedException("mdt.toldLanguage");
            // Read out, the letter may be put into the person's language by an interpreter.
            if (telling.How == TellingManner.HandedOver && decision.Letters.All(l => l.Language != telling.Language)) throw new RefusedException("mdt.toldLetter");
            if (decision.IsFinal && !telling.ReviewExplained) throw new RefusedException("mdt.toldReview");
        }

        Apply(CaseAction.TellDecision, by, at, ("reached", telling.IsTold ? Telling.Yes : "no"), ("telling", telling.How.ToString()));
        return new DecisionTelling(id, decision, telling, toldAt, by, at);
    }

    /// <summary>The decision is asked to be reviewed: a second panel is to be convened, the first decision stands until then and stays in the file.</summary>
    public ReviewRequest RequestReview(Decision decision, ReviewAsker asker, SealedText? grounds, Actor by, DateTimeOffset at) =>
        ComesAgain(CaseAction.RequestReview, ReviewKind.Review, decision, asker, grounds, by, at);

    /// <summary>Something is known that was not known at the decision: the same way, and nobody is asked again what they have answered.</summary>
    public ReviewRequest ReportNewFacts(Decision decision, ReviewAsker asker, SealedText? facts, Actor by, DateTimeOffset at) =>
        ComesAgain(CaseAction.ReportNewFacts, ReviewKind.NewFacts, decision, asker, facts, by, at);

    /// <summary>The office itself opens a closed case again, so that the MDT looks at it anew: the decision that stands is kept, and the reason written down.</summary>
    public ReviewRequest ReopenToIdentification(Decision decision, ReviewAsker asker, SealedText? grounds, Actor by, DateTimeOffset at) =>
        ComesAgain(CaseAction.ReopenToIdentification, ReviewKind.Reopened, decision, asker, grounds, by, at);

    private ReviewRequest ComesAgain(CaseAction action, ReviewKind kind, Decision decision, ReviewAsker asker, SealedText? grounds, Actor by, DateTimeOffset at)
    {
        RequireMine(decision.CaseId);
        if (!decision.IsFinal) throw new RefusedException("mdt.notFinal");
        if (grounds is null) throw new RefusedException("mdt.grounds");
        Apply(action, by, at, ("asker", asker.ToString()));
        Tell(NoticeCode.MdtReviewAsked, Audience.Of(ProvinceOfficeId, Role.MdtSecretary), IdentificationPage, by, at);
        return new ReviewRequest(Guid.CreateVersion7(at), decision, kind, asker, grounds, by, at);
    }

    private static void RequireQuorum(Panel panel, MdtRules rules)
    {
        if (!panel.HasQuorum(rules))
            throw new RefusedException("mdt.opinionsMissing", rules.Opinions.ToString(CultureInfo.InvariantCulture), rules.Agencies.ToString(CultureInfo.InvariantCulture));
    }

    // An opinion can be rewritten until the decision: nobody decides on words that have changed under their eyes.
    private static void RequireRead(IEnumerable<Panel> panels, Ruling ruling)
    {
        if (panels.SelectMany(p => p.Opinions).Any(o => !ruling.Read.TryGetValue(o.Id, out var read) || read != o.At)) throw new RefusedException("mdt.opinionChanged");
    }

    private static void RequireReasons(IEnumerable<Opinion> dissents, Ruling ruling)
    {
        if (ruling.Reasons is null) throw new RefusedException("mdt.reasons");
        if (ruling.PlainWords is null) throw new RefusedException("mdt.plainWords");
        if (dissents.Any(o => !ruling.Answers.ContainsKey(o.Id))) throw new RefusedException("mdt.dissentUnanswered");
    }

    // Undetermined goes back to protection only while the reflection period runs, and ends in another pathway only after it.
    private void RequireTime(IdentificationOutcome outcome, DateTimeOffset at)
    {
        var ends = IsPaused(ClockCode.ReflectionPeriod) ? DateTimeOffset.MaxValue : ReflectionEnds;
        if (outcome == IdentificationOutcome.UndeterminedTimeLeft && at >= ends) throw new RefusedException("mdt.timeIsOver");
        if (outcome == IdentificationOutcome.UndeterminedTimeOver && at < ends) throw new RefusedException("mdt.timeRemains");
    }

    private static CaseAction ActionOf(IdentificationOutcome outcome) => outcome switch
    {
        IdentificationOutcome.VictimTraffickingS6 => CaseAction.DecideVictimTrafficking,
        IdentificationOutcome.VictimForcedLabourS61 => CaseAction.DecideVictimForcedLabour,
        IdentificationOutcome.UndeterminedTimeLeft => CaseAction.DecideUndeterminedTimeLeft,
        IdentificationOutcome.UndeterminedTimeOver => CaseAction.DecideUndeterminedTimeOver,
        _ => CaseAction.DecideNotVictim,
    };

    // The owner of before, who brought the case, and the province office, whose caseworkers manage it.
    private void TellDecided(IdentificationOutcome outcome, Actor by, DateTimeOffset at)
    {
        foreach (var unit in new[] { OwnerUnitId, ProvinceOfficeId }.Distinct())
            Tell(NoticeCode.MdtDecided, Audience.Of(unit), "", by, at, ("outcome", outcome.ToString()));
    }

    private void Settle(IdentificationOutcome outcome, Actor by, DateTimeOffset at)
    {
        // No final decision: an earlier one, if there is one, goes on to stand.
        if (outcome == IdentificationOutcome.UndeterminedTimeLeft) return;
        if (IdentifiedOutcome is null) OwnerUnitId = ProvinceOfficeId;
        if (!DecidedBy.Contains(by.UserId)) DecidedBy = [.. DecidedBy, by.UserId];
        IdentifiedOutcome = outcome;
        Outcome = outcome.ToString();
        IdentifiedOn = Decision.IsVictim(outcome) ? IdentifiedOn ?? ThaiDay.Of(at) : null;
    }
}
