using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>Date of the first concluded screening: the count "screened".</summary>
    public DateOnly? ScreenedOn { get; private set; }

    /// <summary>Date reasonable grounds were first found: the count "presumed".</summary>
    public DateOnly? PresumedOn { get; private set; }

    public CaseScreening StartScreening(Guid id, string number, string definitionId, string definitionHash, Actor by, DateTimeOffset at)
    {
        Apply(Stage == Stage.Notified ? CaseAction.StartScreening : CaseAction.Rescreen, by, at, ("screening", number));
        return new CaseScreening(id, Id, number, definitionId, definitionHash, by, at);
    }

    /// <summary>
    /// The officer's own conclusion. Reasonable grounds or unclear issue the NRM number and enter protection;
    /// a negative closes to another pathway, or waits for a second trained person when <paramref name="secondScreener"/> says why.
    /// </summary>
    /// <param name="nrmNumber">Issues a number; called only when the case enters stage 3.</param>
    public void Conclude(CaseScreening screening, ScreeningOutcome outcome, IReadOnlyList<string> secondScreener, Func<string> nrmNumber, Actor by, DateTimeOffset at)
    {
        RequireMine(screening.CaseId);
        screening.RequireDraft();
        if (outcome == ScreeningOutcome.None) secondScreener = WhySecondScreener(secondScreener, AgeGroup);
        var action = outcome switch
        {
            ScreeningOutcome.ReasonableGrounds => CaseAction.ConcludeReasonableGrounds,
            ScreeningOutcome.Unclear => CaseAction.ConcludeUnclear,
            _ when secondScreener.Count > 0 => CaseAction.AskSecondScreener,
            _ => CaseAction.ConcludeNegative,
        };
        Apply(action, by, at, ("screening", screening.Number), ("reasons", string.Join(' ', secondScreener)));
        screening.Conclude(outcome, secondScreener, by, at);
        if (action != CaseAction.AskSecondScreener) Settle(outcome, nrmNumber, by, at);
    }

    /// <summary>Why a second trained person is asked about a negative. What the case knows of the person's age counts, whatever this form says of it.</summary>
    /// <param name="byAnswers">Why, by the answers alone.</param>
    public IReadOnlyList<string> WhySecondScreener(IReadOnlyList<string> byAnswers, AgeGroup said) =>
        AgeBy(said) == AgeGroup.Adult ? byAnswers : [.. byAnswers.Union(["possibleChild"], StringComparer.Ordinal)];

    /// <summary>The second trained person confirms or overturns a negative conclusion.</summary>
    /// <exception cref="RefusedException">Nobody who wrote in the screening or concluded it can be its second screener.</exception>
    public void AnswerAsSecondScreener(CaseScreening screening, bool confirms, Func<string> nrmNumber, Actor by, DateTimeOffset at)
    {
        RequireMine(screening.CaseId);
        if (screening.IsWorkOf(by.UserId)) throw new RefusedException("screening.sameScreener");
        Apply(confirms ? CaseAction.ConfirmNegative : CaseAction.OverturnNegative, by, at, ("screening", screening.Number));
        screening.Second(confirms, by, at);
        Settle(confirms ? ScreeningOutcome.None : ScreeningOutcome.ReasonableGrounds, nrmNumber, by, at);
        // The office that screened, of which whoever concluded may be off duty when it is to go on.
        Tell(NoticeCode.SecondScreened, Audience.Of(screening.ByUnitId), "", by, at, ("answer", confirms ? "confirmed" : "overturned"));
    }

    private void Settle(ScreeningOutcome outcome, Func<string> nrmNumber, Actor by, DateTimeOffset at)
    {
        ScreenedOn ??= ThaiDay.Of(at);
        ScreeningNegative = outcome == ScreeningOutcome.None;
        if (ScreeningNegative) return;
        if (outcome == ScreeningOutcome.ReasonableGrounds) PresumedOn ??= ThaiDay.Of(at);
        NrmNumber ??= nrmNumber();
        // From stage 3 the case manager is a caseworker of the province office; nobody yet is an alarm.
        CaseManagerId = null;
        Ask(TaskCode.AssignCaseManager, Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), null, by, at);
        AskForTheChild(by, at);
    }
}
