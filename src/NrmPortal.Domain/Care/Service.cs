using NrmPortal.Domain.Money;

namespace NrmPortal.Domain.Care;

/// <summary>Who pays for a service.</summary>
public enum ServiceSource
{
    StateBudget,

    /// <summary>The Anti-Trafficking Fund (s.44).</summary>
    Fund,
    HealthScheme,
    Provider,
    Donor,
}

public enum ServiceOutcome
{
    Completed,
    GoesOnElsewhere,
    StoppedByPerson,
    NotAvailable,
}

/// <param name="Kind">The code of a <see cref="ServiceKind"/>.</param>
/// <param name="ProviderUnitId">The office that provides it; or <paramref name="ProviderName"/>, where it is none of the portal.</param>
/// <param name="From">When it began; of one that was refused, when it was offered.</param>
/// <param name="Cost">In baht; null: not known yet.</param>
/// <param name="ToldFree">Of one that was refused: the person was told that nothing else depends on it and that they may change their mind.</param>
public sealed record ServiceTerms(
    string Kind, Guid? ProviderUnitId, SealedText? ProviderName, DateOnly From, decimal? Cost, ServiceSource? Source, SealedText? Note, bool Refused = false, bool ToldFree = false)
{
    internal ServiceKind RequireWhole()
    {
        var kind = ServiceKind.Of(Kind) ?? throw new RefusedException("service.kind");
        if (ProviderUnitId is null && ProviderName is null) throw new RefusedException("service.provider");
        if (Refused && !ToldFree) throw new RefusedException("service.toldFree");
        if (!Refused) RequirePaid(Cost, Source);
        return kind;
    }

    internal static void RequirePaid(decimal? cost, ServiceSource? source)
    {
        if (cost < 0 || (cost > 0 && !Ledger.IsExact(cost.Value))) throw new RefusedException("service.cost");
        if (cost > 0 && source is null) throw new RefusedException("service.source");
    }
}

/// <summary>What a service and one of health have in common; each is a table of its own, for their readers differ.</summary>
public abstract class ServiceGiven
{
    private protected ServiceGiven() { }

    private protected ServiceGiven(Guid id, Guid caseId, ServiceTerms terms, ServiceCorrection? of, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Kind, From, Refused, Note) = (id, caseId, terms.Kind, terms.From, terms.Refused, terms.Note);
        (ProviderUnitId, ProviderName) = (terms.ProviderUnitId, terms.ProviderUnitId is null ? terms.ProviderName : null);
        if (!Refused) (Cost, Source) = (terms.Cost, terms.Cost > 0 ? terms.Source : null);
        (CorrectsId, Why) = (of?.Wrong.Id, of?.Why);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    // In the place of an entry that should not have been: of what it said only what it was about, and that it counts no longer.
    private protected ServiceGiven(Guid id, Guid caseId, ServiceCorrection of, Actor by, DateTimeOffset at)
    {
        var wrong = of.Wrong;
        (Id, CaseId, Kind, From, Refused, Struck) = (id, caseId, wrong.Kind, wrong.From, wrong.Refused, true);
        (ProviderUnitId, ProviderName) = (wrong.ProviderUnitId, SealedText.Of(wrong.ProviderName?.Open()));
        (CorrectsId, Why) = (wrong.Id, of.Why);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private protected set; }
    public Guid CaseId { get; private protected set; }
    public string Kind { get; private protected set; } = "";
    public Guid? ProviderUnitId { get; private protected set; }
    public SealedText? ProviderName { get; private protected set; }
    public DateOnly From { get; private protected set; }
    public bool Refused { get; private protected set; }
    public decimal? Cost { get; private protected set; }
    public ServiceSource? Source { get; private protected set; }

    /// <summary>What it is; of one that was refused, what the person said of their own accord.</summary>
    public SealedText? Note { get; private protected set; }
    public Guid ByUserId { get; private protected set; }
    public Guid ByUnitId { get; private protected set; }
    public DateTimeOffset At { get; private protected set; }
    public DateOnly? EndedOn { get; private protected set; }
    public ServiceOutcome? Outcome { get; private protected set; }
    public SealedText? OutcomeNote { get; private protected set; }
    public Guid? EndedByUserId { get; private protected set; }
    public DateTimeOffset? EndedAt { get; private protected set; }

    /// <summary>The entry in whose place it stands.</summary>
    public Guid? CorrectsId { get; private protected set; }
    public SealedText? Why { get; private protected set; }

    /// <summary>Nothing was given: it only takes away the entry in whose place it stands.</summary>
    public bool Struck { get; private protected set; }

    public bool GoesOn => !Refused && !Struck && EndedOn is null;

    /// <summary>What was given or refused, as it is known now: neither what a later entry took the place of, nor what was struck out.</summary>
    public static IEnumerable<ServiceGiven> Standing(IReadOnlyCollection<ServiceGiven> services)
    {
        var replaced = services.Select(s => s.CorrectsId).OfType<Guid>().ToHashSet();
        return services.Where(s => !s.Struck && !replaced.Contains(s.Id));
    }

    internal void End(ServiceEnd end, Actor by, DateTimeOffset at)
    {
        if (!GoesOn) throw new RefusedException("service.ended");
        if (end.On < From) throw new RefusedException("service.endsBeforeStart");
        if (end.Cost is not null && Cost is not null) throw new RefusedException("service.costThere");
        ServiceTerms.RequirePaid(end.Cost, end.Source);
        if (end.Cost is not null) (Cost, Source) = (end.Cost, end.Cost > 0 ? end.Source : null);
        (EndedOn, Outcome, OutcomeNote, EndedByUserId, EndedAt) = (end.On, end.Outcome, end.Note, by.UserId, at);
    }
}

/// <summary>How a service ended, and what it cost where that was not known before.</summary>
public sealed record ServiceEnd(DateOnly On, ServiceOutcome Outcome, SealedText? Note, decimal? Cost, ServiceSource? Source);

/// <summary>An entry that is wrong, and what stands around it.</summary>
/// <param name="Known">The services of the case, as far as they are seen.</param>
/// <param name="OthersFrom">The day on which the first of the others that stand began, seen or not; null: there is none.</param>
public sealed record ServiceCorrection(ServiceGiven Wrong, SealedText? Why, IReadOnlyCollection<ServiceGiven> Known, DateOnly? OthersFrom);

/// <summary>A service of any kind but health. Section <c>Plan</c>, and the recorder's office.</summary>
public sealed class CareService : ServiceGiven
{
    private CareService() { }

    internal CareService(Guid id, Guid caseId, ServiceTerms terms, ServiceCorrection? of, Actor by, DateTimeOffset at) : base(id, caseId, terms, of, by, at) { }

    internal CareService(Guid id, Guid caseId, ServiceCorrection of, Actor by, DateTimeOffset at) : base(id, caseId, of, by, at) { }
}

/// <summary>A service of health. Section <c>Health</c>, whose right the recorder's office needs too.</summary>
public sealed class HealthService : ServiceGiven
{
    private HealthService() { }

    internal HealthService(Guid id, Guid caseId, ServiceTerms terms, ServiceCorrection? of, Actor by, DateTimeOffset at) : base(id, caseId, terms, of, by, at) { }

    internal HealthService(Guid id, Guid caseId, ServiceCorrection of, Actor by, DateTimeOffset at) : base(id, caseId, of, by, at) { }
}
