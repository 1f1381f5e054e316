using System.Globalization;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Documents;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>A paper that was brought, bound to a section that whoever adds it reads.</summary>
    public Document AddDocument(string number, Section section, DocumentKind kind, SealedText? title, StoredFile file, Actor by, DateTimeOffset at)
    {
        if (DocumentKinds.IsIssued(kind)) throw new RefusedException("document.issuedKind");
        if (DocumentKinds.IsOfHealth(kind) && section != Section.Health) throw new RefusedException("document.ofHealth");
        var added = Start(number, section, kind, title, by, at);
        Apply(CaseAction.AddDocument, by, at, ("document", number));
        added.Add(file, by, at);
        return added;
    }

    /// <summary>A later version beside those that stand. What the portal issued stays as it was issued.</summary>
    public void AddVersion(Document document, StoredFile file, Actor by, DateTimeOffset at)
    {
        RequireOpen(document, by);
        if (document.IsIssued) throw new RefusedException("document.frozen");
        Apply(CaseAction.AddDocument, by, at, ("document", document.Number), ("version", (document.VersionCount + 1).ToString(CultureInfo.InvariantCulture)));
        document.Add(file, by, at);
    }

    /// <summary>The document and its versions stay; it says from now on that it is not to be used.</summary>
    public void WithdrawDocument(Document document, SealedText? reason, Actor by, DateTimeOffset at)
    {
        RequireOpen(document, by);
        if (reason is null) throw new RefusedException("document.reason");
        Apply(CaseAction.WithdrawDocument, by, at, ("document", document.Number));
        document.Withdraw(reason, by, at);
    }

    /// <summary>A document that the portal wrote from the case; its text is frozen in the file.</summary>
    /// <param name="code">Printed on it; whoever has it may ask whether the document is genuine.</param>
    /// <param name="holdsHealth">It tells of health besides what its kind tells of.</param>
    public Document IssueDocument(string number, DocumentKind kind, string language, string code, SealedText? title, bool holdsHealth, StoredFile file, Actor by, DateTimeOffset at)
    {
        if (!DocumentKinds.IsIssued(kind)) throw new RefusedException("document.notIssuedKind");
        if (holdsHealth && !SectionGrants.Has(by.Role, Section.Health)) throw new RefusedException("document.section");
        var issued = Start(number, DocumentKinds.SectionOf(kind), kind, title, by, at);
        Apply(CaseAction.IssueDocument, by, at, ("kind", kind.ToString()), ("document", number));
        issued.Issue(language, code, holdsHealth);
        issued.Add(file, by, at);
        return issued;
    }

    private Document Start(string number, Section section, DocumentKind kind, SealedText? title, Actor by, DateTimeOffset at)
    {
        if (!DocumentKinds.Sections.Contains(section) || !SectionGrants.Has(by.Role, section)) throw new RefusedException("document.section");
        return new Document(this, number, section, kind, title ?? throw new RefusedException("document.title"), by, at);
    }

    private void RequireOpen(Document document, Actor by)
    {
        RequireMine(document.CaseId);
        if (document.IsWithdrawn) throw new RefusedException("document.withdrawn");
        if (by.UnitId != document.ByUnitId && by.UnitId != OwnerUnitId && by.UnitId != ProvinceOfficeId) throw new RefusedException("document.notYours");
    }
}
