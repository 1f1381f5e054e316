using System.Globalization;

namespace NrmPortal.Domain.Cases;

/// <summary>How age was looked into, gentlest first. Looks alone are no method.</summary>
public enum AgeMethod
{
    Documents,
    Interview,
    FamilyEnquiry,
    Psychosocial,
    Medical,
}

public enum AgeOutcome
{
    /// <summary>Neither can be shown: the person goes on being treated as a child.</summary>
    Inconclusive,
    Child,
    Adult,

    /// <summary>A child when the case was opened, who has come of age since.</summary>
    TurnedEighteen,
}

/// <param name="EstimatedMonths">Estimated age in months.</param>
/// <param name="MarginMonths">How far the estimate may be off, in months, either way.</param>
/// <param name="BornOn">By a document.</param>
/// <param name="AgreedToMedical">The child understood and agreed to a medical examination, and could refuse.</param>
public sealed record AgeFindings(
    IReadOnlyList<AgeMethod> Methods, AgeOutcome Outcome, int? EstimatedMonths, int? MarginMonths, DateOnly? BornOn, bool AgreedToMedical, SealedText? Reasons);

/// <summary>One assessment of age with its outcome; the case's age group follows the last. Section <c>Identity</c>.</summary>
public sealed class AgeAssessment
{
    private AgeAssessment() { }

    internal AgeAssessment(Guid id, Guid caseId, AgeFindings findings, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, ByUserId, ByUnitId, At) = (id, caseId, by.UserId, by.UnitId, at);
        (Methods, Outcome, Reasons) = ([.. findings.Methods.Distinct()], findings.Outcome, findings.Reasons);
        (EstimatedMonths, MarginMonths, AgreedToMedical) = (findings.EstimatedMonths, findings.MarginMonths, findings.AgreedToMedical);
        BornOn = SealedText.Of(findings.BornOn?.ToString("O", CultureInfo.InvariantCulture));
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public List<AgeMethod> Methods { get; private set; } = [];
    public AgeOutcome Outcome { get; private set; }
    public int? EstimatedMonths { get; private set; }
    public int? MarginMonths { get; private set; }

    /// <summary>Day of birth by a document, as ISO text.</summary>
    public SealedText? BornOn { get; private set; }
    public bool AgreedToMedical { get; private set; }
    public SealedText? Reasons { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>The day the person comes of age, where a document says when they were born.</summary>
    public DateOnly? EighteenOn => BornOn is { } born ? DateOnly.ParseExact(born.Open(), "O", CultureInfo.InvariantCulture).AddYears(Case.AdultAt) : null;
}
