using NrmPortal.Domain.Care;
using NrmPortal.Domain.Money;

namespace NrmPortal.Domain.Returns;

public enum ReturnDirection
{
    ToCountry,
    ToThirdCountry,
    WithinThailand,

    /// <summary>A Thai national found abroad comes home.</summary>
    ToThailand,
}

/// <summary>Who receives the person.</summary>
public enum ReturnReceiver
{
    Embassy,

    /// <summary>The International Organization for Migration.</summary>
    Iom,
    Organisation,
    Authority,
    Family,
}

/// <summary>What the person wants to reach at home, and what helps them there.</summary>
/// <param name="Area">The code of a <see cref="SupportArea"/>.</param>
/// <param name="Money">In baht.</param>
public sealed record ReturnGoalTerms(string Area, SealedText? Goal, SealedText? Support, decimal? Money)
{
    public bool IsHealth => SupportArea.Of(Area) is { IsHealth: true };

    internal void RequireWhole()
    {
        if (SupportArea.Of(Area) is null) throw new RefusedException("plan.area");
        if (Goal is null || Support is null) throw new RefusedException("return.goalWhole");
        if (Money < 0 || (Money > 0 && !Ledger.IsExact(Money.Value))) throw new RefusedException("service.cost");
    }
}

/// <param name="Country">The code of a <see cref="Returns.Country"/>: where the person goes.</param>
/// <param name="ReceiverName">Which organisation, office or relative.</param>
/// <param name="Why">Why it takes the place of the one before.</param>
public sealed record ReturnPlanTerms(
    ReturnDirection Direction, string Country, ReturnReceiver Receiver, SealedText? ReceiverName, DateOnly? PlannedOn, ServiceSource? Source, SealedText? Why, IReadOnlyList<ReturnGoalTerms> Goals)
{
    internal void RequireWhole(int version)
    {
        // Whoever comes home from abroad is recorded when they come.
        if (Direction == ReturnDirection.ToThailand) throw new RefusedException("return.direction");
        if (Returns.Country.Of(Country) is null || (Direction == ReturnDirection.WithinThailand) != (Country == "TH")) throw new RefusedException("return.country");
        if (ReceiverName is null) throw new RefusedException("return.receiver");
        if (Goals.Count == 0) throw new RefusedException("return.goals");
        foreach (var goal in Goals) goal.RequireWhole();
        if (Goals.Any(g => g.Money > 0) && Source is null) throw new RefusedException("service.source");
        if (version > 1 && Why is null) throw new RefusedException("plan.why");
    }
}

/// <summary>A version of the plan to return and of the life after it. None is rewritten. Section <c>Family</c>.</summary>
public sealed class ReturnPlan
{
    private readonly List<ReturnGoal> goals = [];

    private ReturnPlan() { }

    internal ReturnPlan(Guid id, Guid caseId, int version, ReturnPlanTerms terms, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Version, Direction, Country) = (id, caseId, version, terms.Direction, terms.Country);
        (Receiver, ReceiverName, PlannedOn, Why) = (terms.Receiver, terms.ReceiverName, terms.PlannedOn, version > 1 ? terms.Why : null);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
        goals.AddRange(terms.Goals.Select((goal, n) => new ReturnGoal(this, n + 1, goal)));
        Source = Money > 0 ? terms.Source : null;
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public int Version { get; private set; }
    public ReturnDirection Direction { get; private set; }
    public string Country { get; private set; } = "";
    public ReturnReceiver Receiver { get; private set; }
    public SealedText? ReceiverName { get; private set; }
    public DateOnly? PlannedOn { get; private set; }
    public ServiceSource? Source { get; private set; }
    public SealedText? Why { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }

    public IReadOnlyCollection<ReturnGoal> Goals => goals;

    /// <summary>In baht, of all goals.</summary>
    public decimal Money => goals.Sum(g => g.Money ?? 0);

    public bool CrossesBorder => Direction is ReturnDirection.ToCountry or ReturnDirection.ToThirdCountry;
}

/// <summary>A goal of the life after the return. Section <c>Family</c>.</summary>
public sealed class ReturnGoal
{
    private ReturnGoal() { }

    internal ReturnGoal(ReturnPlan plan, int position, ReturnGoalTerms terms) =>
        (Id, CaseId, PlanId, Position, Area, Goal, Support, Money) = (Guid.CreateVersion7(plan.At), plan.CaseId, plan.Id, position, terms.Area, terms.Goal, terms.Support, terms.Money);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid PlanId { get; private set; }
    public int Position { get; private set; }
    public string Area { get; private set; } = "";
    public SealedText? Goal { get; private set; }
    public SealedText? Support { get; private set; }
    public decimal? Money { get; private set; }
}
