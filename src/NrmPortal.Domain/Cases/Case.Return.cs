using System.Globalization;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Returns;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

/// <summary>Why a return is not pursued.</summary>
public enum ReturnStop
{
    PersonStays,
    NotSafe,
    NoTravelPaper,
    RefusedEntry,
    WaitsForProceedings,
}

public sealed partial class Case
{
    /// <summary>The day on which the person arrived and was received at home; null once help begins again.</summary>
    public DateOnly? ReturnedOn { get; private set; }

    /// <summary>How many visits of the schedule are made (<see cref="ReturnVisits.MadeWith"/>).</summary>
    public int VisitsSinceReturn { get; private set; }

    /// <summary>Something was found out or arranged for a return. What was found stands in its section: the history names the step.</summary>
    public ReturnStep RecordReturnStep(Guid id, ReturnStepTerms terms, ReturnStep? corrects, ReturnFile file, Actor by, DateTimeOffset at)
    {
        RequireNotFuture(terms.On, at);
        if (corrects is not null) RequireCorrectable(corrects.CaseId, corrects.Kind == terms.Kind, file.IsCorrected(corrects), terms.Why);
        var rule = terms.RequireWhole(file);
        // Putting an entry right tells nobody anew, unless it names somebody else.
        var rests = rule.Reaches && corrects?.Who?.Open() != terms.Who?.Open() ? BasisOfReach(terms, file, at) : null;
        Apply(CaseAction.RecordReturnStep, by, at, OnDay(terms.On), ("returnStep", terms.Kind.ToString()), ("corrects", corrects?.Id.ToString() ?? ""));
        return new ReturnStep(id, Id, terms, rule, corrects?.Id, rests, by, at);
    }

    /// <summary>The person wishes to go home, and nothing known speaks against it: the work towards it begins.</summary>
    public void PlanReturn(ReturnFile file, Actor by, DateTimeOffset at)
    {
        if (WhyNotPlanReturn(file, by, at) is { } refusal) throw new RefusedException(refusal);
        Apply(CaseAction.PlanReturn, by, at);
    }

    /// <summary>Why the work towards a return cannot begin, or null: what is still to be assessed may be assessed on the way.</summary>
    public Refusal? WhyNotPlanReturn(ReturnFile file, Actor by, DateTimeOffset at)
    {
        if (WhyNot(CaseAction.PlanReturn, by.Role, ThaiDay.Of(at)) is { } refusal) return refusal;
        return file.Missing(IsTreatedAsChild, ThaiDay.Of(at)).FirstOrDefault(r => r.Code is "return.notAgreed" or "return.unsafe");
    }

    /// <summary>The person stays for now.</summary>
    public void StopReturn(ReturnStop why, Actor by, DateTimeOffset at) => Apply(CaseAction.ReturnToAssistance, by, at, ("returnStop", why.ToString()));

    /// <summary>A version of the plan to return and of the life after it.</summary>
    /// <param name="before">The last version; 0: there is none yet.</param>
    /// <param name="hidden">How many goals about health of the last version the actor does not read: theirs would be without them (second lock: health_is_seen).</param>
    public ReturnPlan MakeReturnPlan(Guid id, int before, int hidden, ReturnPlanTerms terms, Actor by, DateTimeOffset at)
    {
        if (hidden > 0) throw new RefusedException("return.healthHidden");
        terms.RequireWhole(before + 1);
        if (terms.Goals.Any(g => g.IsHealth) && !SectionGrants.Has(by.Role, Section.Health)) throw new RefusedException("plan.health");
        if (terms.PlannedOn < ThaiDay.Of(at)) throw new RefusedException("return.plannedPast");
        Apply(CaseAction.MakeReturnPlan, by, at, ("version", (before + 1).ToString(CultureInfo.InvariantCulture)));
        return new ReturnPlan(id, Id, before + 1, terms, by, at);
    }

    /// <summary>The person has gone and was received. Nobody is sent where it is not safe, or against their will.</summary>
    public ReturnJourney Depart(Guid id, JourneyTerms terms, ReturnJourney? corrects, ReturnFile file, Actor by, DateTimeOffset at)
    {
        terms.RequireWhole(home: false, at);
        var day = ThaiDay.Of(terms.ReceivedAt);
        if (day < ThaiDay.Of(StageSince)) throw new RefusedException("return.beforePlan");
        if (corrects is null && ReturnedOn is not null) throw new RefusedException("return.departed");
        if (corrects is not null) RequireCorrectable(corrects.CaseId, !corrects.IsHomecoming, isCorrected: false, terms.Why);
        // What was determined after a child had gone makes nothing of it best for them.
        if (IsTreatedAsChild && DeterminedOn > day) throw new RefusedException("flow.childNotDetermined");
        if (file.Missing(IsTreatedAsChild, day) is [var missing, ..]) throw new RefusedException(missing);
        ApplyAsOf(day, CaseAction.RecordDeparture, by, at, OnDay(day), ("corrects", corrects?.Id.ToString() ?? ""));
        if (corrects is null) VisitsSinceReturn = 0;
        ReturnedOn = day;
        // The visits are counted from the arrival, not from the end of the work (the open task follows the clock: visits_follow_the_clock).
        StartClock(ClockCode.FollowUpVisit, by, at);
        if (corrects is null) Ask(TaskCode.FollowUpVisit, Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), null, by, at);
        return new ReturnJourney(id, Id, file.Plan!.Direction, terms, corrects?.Id, by, at);
    }

    /// <summary>A Thai national found abroad comes home: the province office meets them on that day. A later announcement takes the place of this one.</summary>
    public ArrivalNotice AnnounceArrival(Guid id, ArrivalTerms terms, Actor by, DateTimeOffset at)
    {
        terms.RequireWhole(at);
        Apply(CaseAction.AnnounceArrival, by, at, OnDay(terms.On));
        Ask(TaskCode.MeetArrival, Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), ThaiDay.EndOf(terms.On), by, at);
        return new ArrivalNotice(id, Id, ProvinceOfficeId, terms, by, at);
    }

    /// <summary>A Thai national found abroad has come home, with the help of a Thai post there (s.39).</summary>
    /// <param name="person">As far as the reader may read who they are.</param>
    public ReturnJourney ComeHome(Guid id, JourneyTerms terms, ReturnJourney? corrects, PersonIdentity? person, Actor by, DateTimeOffset at)
    {
        terms.RequireWhole(home: true, at);
        if (person is not null) RequireMine(person.CaseId);
        if (person?.IsThai != true) throw new RefusedException("return.notThai");
        if (corrects is not null) RequireCorrectable(corrects.CaseId, corrects.IsHomecoming, isCorrected: false, terms.Why);
        Apply(CaseAction.RecordHomecoming, by, at, OnDay(ThaiDay.Of(terms.ReceivedAt)), ("corrects", corrects?.Id.ToString() ?? ""));
        return new ReturnJourney(id, Id, ReturnDirection.ToThailand, terms, corrects?.Id, by, at);
    }

    /// <summary>A permission to stay or to work; the office is asked to see to the next one in time.</summary>
    /// <param name="known">The permits that stand on record: an older one written down late leaves the day of the last.</param>
    public StayPermit RecordPermit(Guid id, PermitTerms terms, StayPermit? corrects, IReadOnlyCollection<StayPermit> known, Actor by, DateTimeOffset at)
    {
        terms.RequireWhole();
        // The next one begins when the one before ends, and is granted before that.
        if (terms.From > ThaiDay.Of(at).AddYears(1)) throw new RefusedException("permit.from");
        if (corrects is not null) RequireCorrectable(corrects.CaseId, corrects.Kind == terms.Kind, IsReplaced(corrects, known), terms.Why);
        Apply(CaseAction.RecordPermit, by, at, ("permit", terms.Kind), ("corrects", corrects?.Id.ToString() ?? ""));
        AskToRenew(terms.Kind, Others(terms.Kind, corrects, known).Append(terms.Until), by, at);
        return new StayPermit(id, Id, terms, corrects?.Id, by, at);
    }

    /// <summary>There was no such permit, or it was of another kind, which is recorded anew: it stays in the file and counts no longer.</summary>
    /// <param name="known">The permits that stand on record: what was asked for the struck one is asked for the last of its kind that is left.</param>
    public StayPermit StrikePermit(Guid id, StayPermit wrong, SealedText? why, IReadOnlyCollection<StayPermit> known, Actor by, DateTimeOffset at)
    {
        RequireCorrectable(wrong.CaseId, isSame: true, IsReplaced(wrong, known), why);
        Apply(CaseAction.RecordPermit, by, at, ("permit", wrong.Kind), ("strikes", wrong.Id.ToString()));
        AskToRenew(wrong.Kind, Others(wrong.Kind, wrong, known), by, at);
        return new StayPermit(id, wrong, why!, by, at);
    }

    private static bool IsReplaced(StayPermit permit, IReadOnlyCollection<StayPermit> known) => permit.Struck || known.Any(p => p.CorrectsId == permit.Id);

    private static IEnumerable<DateOnly> Others(string kind, StayPermit? without, IReadOnlyCollection<StayPermit> known) =>
        StayPermit.Standing(known).Where(p => p.Kind == kind && p.Id != without?.Id).Select(p => p.Until);

    private void AskToRenew(string kind, IEnumerable<DateOnly> ends, Actor by, DateTimeOffset at)
    {
        if (ReturnedOn is null && ends.Select(e => (DateOnly?)e).Max() is { } until)
            Ask(TaskCode.RenewPermit, Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), RenewalOf(until, at), by, at, kind);
    }

    // Some days before the end, by the settings; where those have begun, by the end itself; whoever is without one already, today.
    private static DateTimeOffset RenewalOf(DateOnly until, DateTimeOffset at)
    {
        var end = ThaiDay.EndOf(until);
        var due = end - (ClockEngine.Run(ClockCode.PermitRenewal, at).Due - ThaiDay.EndOf(ThaiDay.Of(at)));
        return due > at ? due : end > at ? end : ThaiDay.EndOf(ThaiDay.Of(at));
    }

    // Embassy and family hear of an adult on the person's own yes alone, whoever speaks to them; of a child by what was determined to
    // be best, or before that on a named ground with its reason, once somebody has looked (second lock: check_return_reach).
    private ReturnBasis BasisOfReach(ReturnStepTerms terms, ReturnFile file, DateTimeOffset at)
    {
        if (!IsTreatedAsChild)
        {
            if (terms.Reach.Ground is not null) throw new RefusedException("share.groundOfChild");
            if (file.WordOn(ThaiDay.Of(at)) is not { } word || ThaiDay.Of(word.GivenAt) > terms.On) throw new RefusedException("return.agreeFirst");
            return new ReturnBasis(word.ConsentId, null, null);
        }

        if (WhyNotDetermined(CaseAction.PlanReturn, ThaiDay.Of(at)) is null) return new ReturnBasis(null, LegalGrounds.ChildInterest, null);
        if (BestInterestsOn is null) throw new RefusedException("return.childFirst");
        if (terms.Reach.Ground != LegalGrounds.ChildInterest || terms.Reach.Why is null) throw new RefusedException("return.childGround");
        return new ReturnBasis(null, LegalGrounds.ChildInterest, terms.Reach.Why);
    }

    private void RequireCorrectable(Guid caseId, bool isSame, bool isCorrected, SealedText? why)
    {
        RequireMine(caseId);
        if (!isSame) throw new RefusedException("return.correctsOther");
        if (isCorrected) throw new RefusedException("return.corrected");
        if (why is null) throw new RefusedException("return.why");
    }

    private void ForgetReturn() => (ReturnedOn, VisitsSinceReturn) = (null, 0);
}
