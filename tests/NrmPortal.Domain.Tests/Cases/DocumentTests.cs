using System.Text;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Documents;
using Xunit;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Documents: what is taken in, who may file and withdraw, what never changes.</summary>
public sealed class DocumentTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Guid Office = Guid.NewGuid();
    private readonly Actor caseworker = Who(Role.ProvinceCaseworker, Office), officer = Who(Role.FrontlineOfficer, Guid.NewGuid());
    private readonly Case subject;

    public DocumentTests() => subject = Case.Open(Guid.NewGuid(), "FC-2569-000001", Office, officer, At);

    private static Actor Who(Role role, Guid unit) => new(Guid.NewGuid(), Guid.NewGuid(), unit, role, "63");

    private static StoredFile AFile() => new(Guid.NewGuid(), FileFormat.Pdf, 10, new byte[32], new byte[32]);

    private Document Add(Actor by, Section section = Section.Identity) =>
        subject.AddDocument("DOC-2569-000001", section, DocumentKind.IdentityPaper, SealedText.Of("A passport"), AFile(), by, At);

    private static string Code(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    [Fact]
    public void ADocument_IsFiled_OnlyInASectionThatItsAuthorReads()
    {
        Assert.Equal("document.section", Code(() => Add(officer, Section.Health)));
        Assert.Equal("document.section", Code(() => Add(caseworker, Section.Messages)));
        var filed = Add(officer);
        Assert.Equal((1, "case.addDocument"), (filed.VersionCount, subject.Events.Last().Code));
        Assert.DoesNotContain(subject.Events.Last().Parameters, p => p.Value.Contains("passport", StringComparison.Ordinal));
        Assert.Equal("document.title", Code(() => subject.AddDocument("D", Section.Identity, DocumentKind.OtherPaper, null, AFile(), officer, At)));
        Assert.Equal("document.issuedKind", Code(() => subject.AddDocument("D", Section.Identity, DocumentKind.TransitLetter, SealedText.Of("x"), AFile(), officer, At)));
        Assert.Equal("flow.role", Code(() => Add(Who(Role.MdtMember, Guid.NewGuid()))));
    }

    [Fact]
    public void ANewVersion_KeepsTheOld_AndAWithdrawnDocumentTakesNone()
    {
        var filed = Add(officer);
        subject.AddVersion(filed, AFile(), caseworker, At);
        Assert.Equal([1, 2], filed.Versions.Select(v => v.Number));
        Assert.Equal("document.notYours", Code(() => subject.AddVersion(filed, AFile(), Who(Role.ShelterWorker, Guid.NewGuid()), At)));
        Assert.Equal("document.reason", Code(() => subject.WithdrawDocument(filed, null, officer, At)));
        subject.WithdrawDocument(filed, SealedText.Of("Of another person"), officer, At);
        Assert.Equal("document.withdrawn", Code(() => subject.AddVersion(filed, AFile(), officer, At)));
        Assert.Equal("document.withdrawn", Code(() => subject.WithdrawDocument(filed, SealedText.Of("Again"), officer, At)));
        Assert.Equal(2, filed.Versions.Count);
    }

    [Fact]
    public void AnIssuedDocument_NeverChanges()
    {
        Assert.Equal("flow.stage", Code(() => Issue(DocumentKind.TransitLetter)));
        subject.StartScreening(Guid.NewGuid(), "SCR-2569-000001", "definition", "hash", officer, At);
        Assert.Equal("document.notIssuedKind", Code(() => Issue(DocumentKind.OtherPaper)));
        var issued = Issue(DocumentKind.TransitLetter);
        Assert.Equal((Section.Identity, true), (issued.Section, issued.IsIssued));
        Assert.Equal("document.frozen", Code(() => subject.AddVersion(issued, AFile(), officer, At)));
        subject.WithdrawDocument(issued, SealedText.Of("The date was wrong"), officer, At);
        Assert.True(issued.IsWithdrawn);
    }

    private Document Issue(DocumentKind kind) => subject.IssueDocument("DOC-2569-000002", kind, "th", "code", SealedText.Of("x"), holdsHealth: false, AFile(), officer, At);

    [Theory]
    [InlineData("%PDF-1.7 x", FileFormat.Pdf)]
    [InlineData("RIFF\u0001\u0001\u0001\u0001WEBPVP8 ", FileFormat.WebP)]
    [InlineData("\u0000\u0000\u0000\u0018ftypheic\u0000\u0000", FileFormat.Heic)]
    [InlineData("\u0089PNG\r\n\u001a\n....", FileFormat.Png)]
    [InlineData("\u00ff\u00d8\u00ff\u00e0", FileFormat.Jpeg)]
    [InlineData("MZ\u0090\u0000", null)]
    [InlineData("<html><script>", null)]
    [InlineData(" %PDF-1.7", null)]
    [InlineData("RIFF\u0001\u0001\u0001\u0001WAVE", null)]
    [InlineData("", null)]
    public void AFile_IsToldByItsContent(string content, FileFormat? format)
    {
        // Byte by byte: it may come in any pieces.
        var sniffer = new FormatSniffer();
        foreach (var b in Encoding.Latin1.GetBytes(content)) sniffer.See([b]);
        Assert.Equal(format, sniffer.Format);
    }

    [Theory]
    [InlineData(FileFormat.Pdf, "scan.PDF", true)]
    [InlineData(FileFormat.Jpeg, "a.b.jpeg", true)]
    [InlineData(FileFormat.Pdf, "scan.jpg", false)]
    [InlineData(FileFormat.Pdf, "scan", false)]
    [InlineData(FileFormat.Pdf, null, false)]
    public void TheName_AgreesWithTheContent(FileFormat format, string? name, bool agrees) => Assert.Equal(agrees, FileFormats.MayBeCalled(format, name));
}
