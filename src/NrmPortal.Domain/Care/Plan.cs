using NrmPortal.Domain.Cases;

namespace NrmPortal.Domain.Care;

/// <summary>How the person agreed to their plan. Nobody is made to: a plan that they do not share says so.</summary>
public enum PlanAgreement
{
    InWriting,
    Spoken,
    ByGuardian,
    InPart,
    NotAgreed,
}

public enum GoalState
{
    Open,
    Underway,
    Reached,

    /// <summary>No longer wanted, or not possible.</summary>
    Dropped,
}

/// <summary>Who does what a goal needs.</summary>
public enum PlanActor
{
    Person,
    CaseOffice,
    Shelter,

    /// <summary>Named.</summary>
    OtherOffice,

    /// <summary>Outside the portal, named.</summary>
    Outside,
}

/// <summary>One goal as it is written down.</summary>
/// <param name="Area">The code of a <see cref="SupportArea"/>.</param>
/// <param name="Goal">In the person's own words, in <paramref name="Language"/> (ISO 639).</param>
public sealed record GoalTerms(string Area, SealedText? Need, SealedText? Goal, string Language, SealedText? Action, PlanActor Who, SealedText? WhoName, DateOnly? By, GoalState State)
{
    public bool IsHealth => SupportArea.Of(Area) is { IsHealth: true };

    internal void RequireWhole()
    {
        if (SupportArea.Of(Area) is null) throw new RefusedException("plan.area");
        if (Need is null || Goal is null || Action is null) throw new RefusedException("plan.goalWhole");
        if (Who is PlanActor.OtherOffice or PlanActor.Outside && WhoName is null) throw new RefusedException("plan.goalWho");
    }
}

/// <summary>A plan as it is written down.</summary>
/// <param name="Language">ISO 639; in which it was gone through with the person.</param>
/// <param name="Why">Why it takes the place of the one before.</param>
public sealed record PlanTerms(
    PlanAgreement Agreement, SealedText? AgreementNote, string Language, InterpreterUse Interpreter, DateOnly ReviewOn, SealedText? Why, IReadOnlyList<GoalTerms> Goals)
{
    internal void RequireWhole(int version)
    {
        if (Goals.Count == 0) throw new RefusedException("plan.goals");
        foreach (var goal in Goals) goal.RequireWhole();
        if (Agreement is PlanAgreement.InPart or PlanAgreement.NotAgreed && AgreementNote is null) throw new RefusedException("plan.agreementNote");
        if (version > 1 && Why is null) throw new RefusedException("plan.why");
    }
}

/// <summary>A version of a person's plan. A later one stands beside it: none is rewritten. Section <c>Plan</c>.</summary>
public sealed class Plan
{
    private readonly List<PlanGoal> goals = [];
    private IReadOnlyList<PlanGoal> kept = [];

    private Plan() { }

    internal Plan(Guid id, Guid caseId, int version, Guid? healthFrom, PlanTerms terms, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Version, HealthFromId) = (id, caseId, version, healthFrom);
        (Agreement, AgreementNote, Language, Interpreter) = (terms.Agreement, terms.AgreementNote, terms.Language, terms.Interpreter);
        (ReviewOn, Why) = (terms.ReviewOn, version > 1 ? terms.Why : null);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
        goals.AddRange(terms.Goals.Select((goal, n) => new PlanGoal(this, n + 1, goal)));
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public int Version { get; private set; }

    /// <summary>The version whose goals of health still hold, where whoever wrote this one may not read them; null: this one has its own.</summary>
    public Guid? HealthFromId { get; private set; }
    public PlanAgreement Agreement { get; private set; }
    public SealedText? AgreementNote { get; private set; }
    public string Language { get; private set; } = "";
    public InterpreterUse Interpreter { get; private set; }
    public DateOnly ReviewOn { get; private set; }
    public SealedText? Why { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }

    public IReadOnlyCollection<PlanGoal> Goals => goals;

    /// <summary>Its own goals, and those of health that hold from an earlier version.</summary>
    public IEnumerable<PlanGoal> Whole => goals.OrderBy(g => g.Position).Concat(kept);

    /// <summary>Shows with this version what holds from the one it was taken from.</summary>
    public void Keep(Plan from)
    {
        if (from.Id == HealthFromId) kept = [.. from.Pending.Where(g => g.IsHealth)];
    }

    /// <summary>Goals that the next version takes over.</summary>
    public IEnumerable<PlanGoal> Pending => Whole.Where(g => g.State is GoalState.Open or GoalState.Underway);
}

/// <summary>A need, the goal in the person's own words, and what is done for it. Section <c>Plan</c>; of an area of health also <c>Health</c>.</summary>
public sealed class PlanGoal
{
    private PlanGoal() { }

    internal PlanGoal(Plan plan, int position, GoalTerms terms)
    {
        (Id, CaseId, PlanId, Position) = (Guid.CreateVersion7(plan.At), plan.CaseId, plan.Id, position);
        (Area, Need, Goal, Language, Action) = (terms.Area, terms.Need, terms.Goal, terms.Language, terms.Action);
        (Who, WhoName, By, State) = (terms.Who, terms.WhoName, terms.By, terms.State);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid PlanId { get; private set; }
    public int Position { get; private set; }
    public string Area { get; private set; } = "";
    public SealedText? Need { get; private set; }
    public SealedText? Goal { get; private set; }
    public string Language { get; private set; } = "";
    public SealedText? Action { get; private set; }
    public PlanActor Who { get; private set; }
    public SealedText? WhoName { get; private set; }
    public DateOnly? By { get; private set; }
    public GoalState State { get; private set; }

    public bool IsHealth => SupportArea.Of(Area) is { IsHealth: true };
}
