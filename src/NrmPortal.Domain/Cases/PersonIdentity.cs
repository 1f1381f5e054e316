using NrmPortal.Domain.Referrals;

namespace NrmPortal.Domain.Cases;

/// <summary>Who the person is and how to reach them safely. Section <c>Identity</c>; one row a case.</summary>
public sealed class PersonIdentity
{
    private PersonIdentity() { }

    public PersonIdentity(Guid caseId) => (Id, CaseId) = (caseId, caseId);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public SealedText? Name { get; private set; }
    public SealedText? Aliases { get; private set; }
    public SealedText? BirthOrAge { get; private set; }
    public SealedText? Nationality { get; private set; }
    public SealedText? Contact { get; private set; }
    public SealedText? IdentityDocument { get; private set; }

    /// <summary>Thai, or Thai beside another nationality.</summary>
    public bool IsThai => Nationality?.Open().Split(' ').Contains("TH", StringComparer.Ordinal) == true;

    /// <summary>As far as a shelter is told before it accepts: Thai, of another country or stateless, or not known.</summary>
    public NationalityClass NationalityClass => Nationality?.Open() is not { Length: > 0 } said || said == "unknown" ? NationalityClass.Unknown
        : IsThai ? NationalityClass.Thai : NationalityClass.Foreign;

    public void Set(string? name, string? aliases, string? birthOrAge, string? nationality, string? contact, string? document) =>
        (Name, Aliases, BirthOrAge, Nationality, Contact, IdentityDocument) =
        (SealedText.Of(name), SealedText.Of(aliases), SealedText.Of(birthOrAge), SealedText.Of(nationality), SealedText.Of(contact), SealedText.Of(document));
}

/// <summary>Health as observed or told. Section <c>Health</c>; one row a case.</summary>
public sealed class HealthNote
{
    private HealthNote() { }

    public HealthNote(Guid id, Guid caseId, SealedText note, Actor by, DateTimeOffset at)
        => (Id, CaseId, Note, ByUserId, At) = (id, caseId, note, by.UserId, at);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public SealedText? Note { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
