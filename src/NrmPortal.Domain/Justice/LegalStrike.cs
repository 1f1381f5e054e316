namespace NrmPortal.Domain.Justice;

/// <summary>What can be struck out of the legal track. A court date is called off and a police case ends instead.</summary>
public enum LegalEntry
{
    Charge,
    Step,
    Verdict,
    Suspect,
    Telling,
}

/// <summary>
/// An entry that was made by mistake and in whose place nothing stands, and why. The entry stays to be read, struck out, and counts no
/// longer. Section of the entry: <c>Suspects</c> for a suspect, core
/// for a telling, <c>Legal</c> for the rest.
/// </summary>
public sealed class LegalStrike
{
    private LegalStrike() { }

    internal LegalStrike(Guid id, Guid caseId, LegalEntry entry, LegalCorrection of, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Entry, EntryId, Why) = (id, caseId, entry, of.Of, of.Why);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public LegalEntry Entry { get; private set; }
    public Guid EntryId { get; private set; }
    public SealedText? Why { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
