using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Cases;

public enum ConsentPurpose
{
    Screening,
    Assistance,
    Referral,
}

public enum ConsentOutcome
{
    Given,
    Refused,
}

/// <summary>The person's answer for one purpose, with the points explained (HTCDS names seven). Section <c>Consent</c>.</summary>
public sealed class Consent
{
    private Consent() { }

    internal Consent(Guid id, Guid caseId, ConsentPurpose purpose, ConsentOutcome outcome, int pointsExplained, string language, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Purpose, Outcome, PointsExplained) = (id, caseId, purpose, outcome, pointsExplained);
        (Language, ByUserId, At) = (language, by.UserId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public ConsentPurpose Purpose { get; private set; }
    public ConsentOutcome Outcome { get; private set; }
    public int PointsExplained { get; private set; }
    public string Language { get; private set; } = "";
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }

    public bool IsLive => Outcome == ConsentOutcome.Given && WithdrawnAt is null;

    internal void Withdraw(DateTimeOffset at) => WithdrawnAt ??= at;
}

public sealed partial class Case
{
    public Consent RecordConsent(Guid id, ConsentPurpose purpose, ConsentOutcome outcome, int pointsExplained, string language, Actor by, DateTimeOffset at)
    {
        Apply(CaseAction.RecordConsent, by, at, ("purpose", purpose.ToString()), ("outcome", outcome.ToString()));
        return new Consent(id, Id, purpose, outcome, pointsExplained, language, by, at);
    }

    public void WithdrawConsent(Consent consent, Actor by, DateTimeOffset at)
    {
        Apply(CaseAction.RecordConsent, by, at, ("purpose", consent.Purpose.ToString()), ("outcome", "Withdrawn"));
        consent.Withdraw(at);
    }
}
