using System.Text.RegularExpressions;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NrmPortal.Data.Jobs;
using NrmPortal.Domain.Work;
using NrmPortal.Testing;
using NrmPortal.Web.Mail;

namespace NrmPortal.Web.Tests;

/// <summary>A letter's link says which case, and nothing of what is done about the person: whatever page the notice leads to.</summary>
public sealed partial class LetterLinkTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string Number = "NRM-2569-000123";
    private const string Id = "0199a3f2-4b1c-7d2e-8f00-1234567890ab";

    private static readonly MailSettings Settings = new("127.0.0.1", 25, SecureSocketOptions.None, null, null, MailboxAddress.Parse("portal@nrm.example"), new Uri("https://portal.nrm.example/"), 3, TimeSpan.FromMinutes(2));

    // What may stand in a letter, and nothing behind it.
    [GeneratedRegex($"^https://portal\\.nrm\\.example/(cases/{Number}|cases/{Number}/tasks/{Id}|referrals/{Number}-R1|transfers/{Id}|identification/sittings/{Id}|notifications|account/notifications)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Allowed();

    // A page of a case that the domain or a function of the database names: what stands behind the case's own address.
    [GeneratedRegex("""(?:(?:Tell\w*\(|const string )[^;]*?"|(?:place|first_contact_number\)) \\|\\| ')(?<page>/[a-z-]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PageOfACase();

    private static IReadOnlyList<string> Pages()
    {
        var source = Path.GetFullPath(Path.Combine(TestCluster.WebRoot(), ".."));
        var files = Directory.EnumerateFiles(Path.Combine(source, "NrmPortal.Domain", "Cases"), "*.cs").Concat(Directory.EnumerateFiles(Path.Combine(source, "NrmPortal.Data", "Sql"), "*.sql"));
        return [.. files.SelectMany(f => PageOfACase().Matches(File.ReadAllText(f))).Select(m => m.Groups["page"].Value).Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Lines(string body) => body.Split('\n').Select(l => l.Trim());

    private static IEnumerable<string> Paths() =>
    [
        .. Pages().Select(page => $"/cases/{Number}{page}"), $"/cases/{Number}", $"/cases/{Number}/tasks/{Id}", $"/cases/{Number}/legal/court/{Id}?from=mail", $"/cases/{Number}#child", $"/referrals/{Number}-R1", $"/referrals/{Number}-R1/notes",
        $"/transfers/{Id}", $"/identification/sittings/{Id}", $"/identification/sittings/{Id}/attendance", $"/screenings/{Id}/second", "/arrivals",
    ];

    [Fact]
    public void ThePagesOfNotices_AreFound() =>
        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "/child", "/non-punishment", "/consent", "/return", "/placements", "/daily", "/identification", "/messages", "/tasks" }, Pages().ToHashSet(StringComparer.Ordinal));

    [Theory]
    [InlineData("th")]
    [InlineData("en")]
    public void NoLetter_LeadsFurtherThanToTheCase(string language)
    {
        var text = ActivatorUtilities.CreateInstance<LetterText>(fixture.Portal.Services);
        foreach (var code in Enum.GetNames<NoticeCode>())
        {
            foreach (var path in Paths())
            {
                var body = text.Write(new Letter(Guid.NewGuid(), "somebody@demo.nrm", language, IsDigest: false, 0, [new LetterLine(Number, code, path, "{}")]), Settings).TextBody!;
                var links = Lines(body).Where(l => l.Contains("://", StringComparison.Ordinal)).ToList();
                Assert.Equal(2, links.Count);
                Assert.All(links, link => Assert.True(Allowed().IsMatch(link), $"{code} {path}: {link}"));
            }
        }
    }

    [Theory]
    [InlineData($"/cases/{Number}/tasks/{Id}", $"cases/{Number}/tasks/{Id}")]
    [InlineData($"/cases/{Number}/child", $"cases/{Number}")]
    [InlineData($"/referrals/{Number}-R1/notes", $"referrals/{Number}-R1")]
    [InlineData($"/transfers/{Id}", $"transfers/{Id}")]
    [InlineData("/arrivals", "notifications")]
    public void ALink_LeadsAsFarAsItMay(string path, string link)
    {
        var text = ActivatorUtilities.CreateInstance<LetterText>(fixture.Portal.Services);
        var body = text.Write(new Letter(Guid.NewGuid(), "somebody@demo.nrm", "en", IsDigest: false, 0, [new LetterLine(Number, nameof(NoticeCode.DcyAnswered), path, "{}")]), Settings).TextBody!;
        Assert.Contains($"https://portal.nrm.example/{link}", Lines(body));
    }
}
