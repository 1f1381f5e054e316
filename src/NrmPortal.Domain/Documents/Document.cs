using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Domain.Documents;

/// <summary>A file as it lies encrypted in the document folder, under the name of its id.</summary>
/// <param name="Key">The file's own key; the row keeps it sealed.</param>
public sealed record StoredFile(Guid Id, FileFormat Format, long Size, byte[] Sha256, byte[] Key);

/// <summary>
/// A document of a case, bound to one section: whoever may not read that section knows neither file nor title. A new version
/// stands beside the old; a document is withdrawn with a reason, never deleted.
/// </summary>
public sealed class Document
{
    private readonly List<DocumentVersion> versions = [];

    private Document() { }

    internal Document(Case subject, string number, Section section, DocumentKind kind, SealedText title, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Number, Section, Kind, Title) = (Guid.CreateVersion7(at), subject.Id, number, section, kind, title);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary><c>DOC-2569-000123</c> (Buddhist year).</summary>
    public string Number { get; private set; } = "";
    public Section Section { get; private set; }

    /// <summary>Also tells of health: read with the rights to that section besides its own.</summary>
    public bool HoldsHealth { get; private set; }
    public DocumentKind Kind { get; private set; }
    public SealedText? Title { get; private set; }

    /// <summary>Of an issued document: the language it is written in.</summary>
    public string? Language { get; private set; }

    /// <summary>Of an issued document: what the code printed on it leads to.</summary>
    public string? VerifyCode { get; private set; }
    public int VersionCount { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public Guid? WithdrawnByUserId { get; private set; }
    public SealedText? WithdrawnReason { get; private set; }
    public IReadOnlyCollection<DocumentVersion> Versions => versions;

    public bool IsIssued => VerifyCode is not null;
    public bool IsWithdrawn => WithdrawnAt is not null;

    internal void Add(StoredFile file, Actor by, DateTimeOffset at) => versions.Add(new DocumentVersion(this, ++VersionCount, file, by, at));

    internal void Issue(string language, string code, bool holdsHealth) => (Language, VerifyCode, HoldsHealth) = (language, code, holdsHealth);

    internal void Withdraw(SealedText reason, Actor by, DateTimeOffset at) => (WithdrawnAt, WithdrawnByUserId, WithdrawnReason) = (at, by.UserId, reason);

    /// <summary>Notes that somebody took a copy, which every reader of the document sees.</summary>
    public DocumentCopy Copy(DocumentVersion version, string language, Actor by, DateTimeOffset at) => new(version, Language ?? language, by, at);
}

/// <summary>One file of a document. Never changed.</summary>
public sealed class DocumentVersion
{
    private DocumentVersion() { }

    internal DocumentVersion(Document document, int number, StoredFile file, Actor by, DateTimeOffset at)
    {
        (Id, DocumentId, CaseId, Number) = (file.Id, document.Id, document.CaseId, number);
        (Format, Size, Sha256, Key) = (file.Format, file.Size, file.Sha256, SealedText.Of(Convert.ToBase64String(file.Key)));
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    /// <summary>Also the name of the file, and part of what every chunk of it is bound to.</summary>
    public Guid Id { get; private set; }
    public Guid DocumentId { get; private set; }
    public Guid CaseId { get; private set; }
    public int Number { get; private set; }
    public FileFormat Format { get; private set; }
    public long Size { get; private set; }
    public byte[] Sha256 { get; private set; } = [];
    public SealedText? Key { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}

/// <summary>Somebody took a copy of a version, to read or to print.</summary>
public sealed class DocumentCopy
{
    private DocumentCopy() { }

    internal DocumentCopy(DocumentVersion version, string language, Actor by, DateTimeOffset at)
    {
        (Id, DocumentId, CaseId, Version, Language) = (Guid.CreateVersion7(at), version.DocumentId, version.CaseId, version.Number, language);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid DocumentId { get; private set; }
    public Guid CaseId { get; private set; }
    public int Version { get; private set; }
    public string Language { get; private set; } = "";
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
