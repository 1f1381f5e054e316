namespace NrmPortal.Domain.Cases;

public enum RiskLevel
{
    Low,
    Medium,
    High,
    Critical,
}

/// <summary>The five dangers a person is assessed for, each by itself.</summary>
/// <param name="Traffickers">From those who trafficked the person or act for them.</param>
/// <param name="Community">From family or community.</param>
/// <param name="Retrafficking">Of being trafficked again.</param>
public sealed record RiskLevels(RiskLevel Traffickers, RiskLevel SelfHarm, RiskLevel Community, RiskLevel Retrafficking, RiskLevel Health)
{
    /// <summary>The gravest of the five, never a mean: one critical danger makes the case critical.</summary>
    public RiskLevel Overall => new[] { Traffickers, SelfHarm, Community, Retrafficking, Health }.Max();
}

/// <summary>How safe the person is, on one day, by one assessor. A new assessment is a new row: the history stays. Section <c>Plan</c>, and the assessor's office.</summary>
public sealed class RiskAssessment
{
    private RiskAssessment() { }

    internal RiskAssessment(Guid id, Guid caseId, RiskLevels levels, string narrative, string? measures, DateOnly reassessOn, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Levels, ReassessOn) = (id, caseId, levels, reassessOn);
        (Narrative, Measures) = (SealedText.Of(narrative), SealedText.Of(measures));
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public RiskLevels Levels { get; private set; } = new(default, default, default, default, default);
    public SealedText? Narrative { get; private set; }

    /// <summary>What protects the person meanwhile.</summary>
    public SealedText? Measures { get; private set; }
    public DateOnly ReassessOn { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
