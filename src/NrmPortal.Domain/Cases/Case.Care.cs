using System.Globalization;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>A new version of the person's plan; the office is asked to look at it again by its day.</summary>
    /// <param name="before">The last version, if there is one.</param>
    /// <param name="readsHealth">Whether the section of health is open to whoever writes it: they write and end no goal of health that they cannot read.</param>
    public Plan MakePlan(Guid id, Plan? before, bool readsHealth, PlanTerms terms, Actor by, DateTimeOffset at)
    {
        var version = (before?.Version ?? 0) + 1;
        terms.RequireWhole(version);
        readsHealth &= SectionGrants.Has(by.Role, Section.Health);
        if (!readsHealth && terms.Goals.Any(g => g.IsHealth)) throw new RefusedException("plan.health");
        if (terms.ReviewOn <= ThaiDay.Of(at)) throw new RefusedException("plan.reviewLater");
        if (ThaiDay.EndOf(terms.ReviewOn) > ClockEngine.Run(ClockCode.PlanReview, at).Due) throw new RefusedException("plan.reviewTooLate");
        Apply(CaseAction.MakePlan, by, at, ("version", version.ToString(CultureInfo.InvariantCulture)), ("planReview", terms.ReviewOn.ToString("O", CultureInfo.InvariantCulture)));
        Ask(TaskCode.ReviewPlan, Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), ThaiDay.EndOf(terms.ReviewOn), by, at);
        return new Plan(id, Id, version, readsHealth ? null : before?.HealthFromId ?? before?.Id, terms, by, at);
    }

    /// <summary>Those who help spoke about the case.</summary>
    public CaseConference HoldConference(Guid id, ConferenceTerms terms, Actor by, DateTimeOffset at)
    {
        terms.RequireWhole();
        RequireNotFuture(terms.On, at);
        Apply(CaseAction.HoldConference, by, at, OnDay(terms.On));
        return new CaseConference(id, Id, terms, by, at);
    }

    /// <summary>A service that was given, or that the person did not want: recorded, and held against them by nobody.</summary>
    public ServiceGiven RecordService(Guid id, ServiceTerms terms, Actor by, DateTimeOffset at)
    {
        var kind = terms.RequireWhole();
        RequireNotFuture(terms.From, at);
        if (kind.IsHealth && !SectionGrants.Has(by.Role, Section.Health)) throw new RefusedException("service.health");
        // Which service it was stands in its section alone: the history is read by all who see the case.
        if (terms.Refused) Apply(CaseAction.RecordService, by, at, OnDay(terms.From), ("refused", "yes"));
        else
        {
            Apply(CaseAction.RecordService, by, at, OnDay(terms.From));
            // The count "receiving services" begins with the first.
            if (ServicesFrom is null || terms.From < ServicesFrom) ServicesFrom = terms.From;
        }

        return kind.IsHealth ? new HealthService(id, Id, terms, null, by, at) : new CareService(id, Id, terms, null, by, at);
    }
}
