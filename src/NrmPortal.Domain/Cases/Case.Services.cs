using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>When services began by what was said without naming one: the day alone, or that a referral was taken on.</summary>
    public DateOnly? ServicesSaidFrom { get; private set; }

    /// <param name="known">The services of the case: one that another entry has taken the place of is ended there.</param>
    public void EndService(ServiceGiven service, IReadOnlyCollection<ServiceGiven> known, ServiceEnd end, Actor by, DateTimeOffset at)
    {
        RequireMine(service.CaseId);
        if (IsReplaced(service, known)) throw new RefusedException("service.corrected");
        RequireNotFuture(end.On, at);
        Apply(CaseAction.EndService, by, at, OnDay(end.On));
        service.End(end, by, at);
    }

    /// <summary>An entry in the place of a wrong one, with its end where it has ended: the wrong one stays in the file and counts no longer.</summary>
    public ServiceGiven CorrectService(Guid id, ServiceCorrection of, ServiceTerms terms, ServiceEnd? end, Actor by, DateTimeOffset at)
    {
        RequireCorrectable(of, by);
        var kind = terms.RequireWhole();
        // Another table has other readers: what is of health and was not, or the other way round, is struck out and recorded anew.
        if (kind.IsHealth != of.Wrong is HealthService) throw new RefusedException("service.correctsOther");
        RequireNotFuture(terms.From, at);
        if (end is not null) RequireNotFuture(end.On, at);
        Apply(CaseAction.CorrectService, by, at, OnDay(terms.From), ("corrects", of.Wrong.Id.ToString()), ("refused", terms.Refused ? "yes" : ""));
        ServiceGiven service = kind.IsHealth ? new HealthService(id, Id, terms, of, by, at) : new CareService(id, Id, terms, of, by, at);
        if (end is not null) service.End(end with { Cost = null, Source = null }, by, at);
        ServicesFrom = First(ServicesSaidFrom, of.OthersFrom, terms.Refused ? null : terms.From);
        return service;
    }

    /// <summary>The service was never given: recorded twice, or for somebody else. Nothing stands in its place.</summary>
    public ServiceGiven StrikeService(Guid id, ServiceCorrection of, Actor by, DateTimeOffset at)
    {
        RequireCorrectable(of, by);
        Apply(CaseAction.CorrectService, by, at, ("strikes", of.Wrong.Id.ToString()));
        ServicesFrom = First(ServicesSaidFrom, of.OthersFrom);
        return of.Wrong is HealthService ? new HealthService(id, Id, of, by, at) : new CareService(id, Id, of, by, at);
    }

    /// <summary>Why this entry is not this actor's to put right, or null: each office does so with its own, and the province office with all (second lock: check_service_correction).</summary>
    public Refusal? WhyNotCorrect(ServiceGiven wrong, IReadOnlyCollection<ServiceGiven> known, Actor by)
    {
        if (wrong.Struck || IsReplaced(wrong, known)) return new Refusal("service.corrected");
        if (wrong is HealthService && !SectionGrants.Has(by.Role, Section.Health)) return new Refusal("service.health");
        return wrong.ByUnitId == by.UnitId || by.UnitId == ProvinceOfficeId ? WhyNot(CaseAction.CorrectService, by.Role) : new Refusal("service.otherOffice");
    }

    private void RequireCorrectable(ServiceCorrection of, Actor by)
    {
        RequireMine(of.Wrong.CaseId);
        if (WhyNotCorrect(of.Wrong, of.Known, by) is { } refusal) throw new RefusedException(refusal);
        if (of.Why is null) throw new RefusedException("service.why");
    }

    private static bool IsReplaced(ServiceGiven service, IReadOnlyCollection<ServiceGiven> known) => known.Any(s => s.CorrectsId == service.Id);

    private static DateOnly? First(params DateOnly?[] days) => days.Min();
}
