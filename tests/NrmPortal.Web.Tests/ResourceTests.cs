using System.Text.RegularExpressions;
using System.Xml.Linq;
using NrmPortal.Data;
using NrmPortal.Data.Setup;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Justice;
using NrmPortal.Domain.Money;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Returns;
using NrmPortal.Testing;
using NrmPortal.Web.Commands;

namespace NrmPortal.Web.Tests;

public class ResourceTests
{
    private static string Folder => Path.Combine(TestCluster.WebRoot(), "Resources");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.th.resx").Select(f => Path.GetFileName(f)[..^8])];

    private static Dictionary<string, string> Read(string name, string language) =>
        XDocument.Load(Path.Combine(Folder, $"{name}.{language}.resx")).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    [Theory]
    [MemberData(nameof(Names))]
    public void ThaiAndEnglish_HaveTheSameKeysAndPlaceholders(string name)
    {
        var (thai, english) = (Read(name, "th"), Read(name, "en"));
        Assert.Equal(thai.Keys.Order(), english.Keys.Order());
        Assert.All(thai, pair => Assert.Equal(Placeholders(pair.Value), Placeholders(english[pair.Key])));
        Assert.All(thai.Values.Concat(english.Values), v => Assert.False(string.IsNullOrWhiteSpace(v)));
    }

    /// <summary>One word for one thing, whoever wrote the page: a person in a mechanism of referral is never "prey", a case file is not a court case, and people are asked politely in one form.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void TheInterface_NeverSaysTheUnwantedThaiWord(string name) =>
        Assert.All(Read(name, "th").Values, v => Assert.DoesNotContain(["เหยื่อ", "เคส", "โปรด"], unwanted => v.Contains(unwanted, StringComparison.Ordinal)));

    /// <summary>A file is a file and not a court's dossier; a mail server is one for e-mail.</summary>
    [Theory]
    [InlineData("MdtPages", "อ่านสำนวน")]
    [InlineData("Letters", "เซิร์ฟเวอร์จดหมาย")]
    public void OneThing_HasOneThaiWord(string name, string other) =>
        Assert.All(Read(name, "th").Values, v => Assert.DoesNotContain(other, v, StringComparison.Ordinal));

    /// <summary>All means of s.6, the amended ones with them, and that the wording waits for confirmation.</summary>
    [Fact]
    public void TheMeansOfSection6_AreNamedInFull()
    {
        Assert.All(["ข่มขู่", "ใช้กำลังบังคับ", "ลักพาตัว", "ฉ้อฉล", "หลอกลวง", "ใช้อำนาจโดยมิชอบ", "ภาวะอ่อนด้อย", "กระบวนการทางกฎหมาย", "ให้เงินหรือผลประโยชน์", "รอการยืนยันทางกฎหมาย"],
            means => Assert.Contains(means, Read("MdtPages", "th")["Means.Hint"], StringComparison.Ordinal));
        Assert.Contains("awaits legal confirmation", Read("MdtPages", "en")["Means.Hint"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(Role))]
    [InlineData(typeof(AgencyType))]
    [InlineData(typeof(Section))]
    [InlineData(typeof(AgeGroup))]
    [InlineData(typeof(Sex))]
    [InlineData(typeof(ExploitationCategory))]
    [InlineData(typeof(ReferralState))]
    [InlineData(typeof(ScreeningState))]
    [InlineData(typeof(ScreeningOutcome))]
    [InlineData(typeof(IdentificationOutcome))]
    [InlineData(typeof(Finding))]
    [InlineData(typeof(Interest))]
    [InlineData(typeof(IndicatorView))]
    [InlineData(typeof(ReviewKind))]
    [InlineData(typeof(ReviewAsker))]
    [InlineData(typeof(StayBasis))]
    [InlineData(typeof(StayPlace))]
    [InlineData(typeof(StayEnd))]
    [InlineData(typeof(StayDestination))]
    [InlineData(typeof(RiskLevel))]
    [InlineData(typeof(WarningCode))]
    [InlineData(typeof(ConsentOutcome))]
    [InlineData(typeof(LegalStage))]
    [InlineData(typeof(LegalStepKind))]
    [InlineData(typeof(TestimonyPlace))]
    [InlineData(typeof(CourtPurpose))]
    [InlineData(typeof(CourtDateState))]
    [InlineData(typeof(CourtLevel))]
    [InlineData(typeof(VerdictOutcome))]
    [InlineData(typeof(SuspectRole))]
    [InlineData(typeof(SuspectRelation))]
    [InlineData(typeof(ClaimKind))]
    [InlineData(typeof(MoneyFact))]
    [InlineData(typeof(MoneyAuthority))]
    [InlineData(typeof(RatePer))]
    [InlineData(typeof(ConsentPurpose))]
    [InlineData(typeof(PauseReason))]
    [InlineData(typeof(ExtendingAuthority))]
    [InlineData(typeof(HolidayKind))]
    [InlineData(typeof(Told))]
    [InlineData(typeof(ClockUnit))]
    [InlineData(typeof(ConsentState))]
    [InlineData(typeof(ConsentManner))]
    [InlineData(typeof(ConsentGiver))]
    [InlineData(typeof(ChildsView))]
    [InlineData(typeof(InterpreterUse))]
    [InlineData(typeof(OutsideRecipient))]
    [InlineData(typeof(DisclosureChannel))]
    [InlineData(typeof(BestInterestsFactor))]
    [InlineData(typeof(BestInterestsOutcome))]
    [InlineData(typeof(GuardianRelation))]
    [InlineData(typeof(GuardianAppointment))]
    [InlineData(typeof(SuspectCheck))]
    [InlineData(typeof(AgeMethod))]
    [InlineData(typeof(AgeOutcome))]
    [InlineData(typeof(InterviewPlace))]
    [InlineData(typeof(InterviewInterpreter))]
    [InlineData(typeof(InterviewEnd))]
    [InlineData(typeof(NonPunishmentOutcome))]
    [InlineData(typeof(DcyEnd))]
    [InlineData(typeof(NonPunishmentStanding))]
    [InlineData(typeof(PlaceKind))]
    [InlineData(typeof(OutageReason))]
    [InlineData(typeof(EntryStatus))]
    [InlineData(typeof(PartnerKind))]
    [InlineData(typeof(OfferedService))]
    [InlineData(typeof(Accepted))]
    [InlineData(typeof(TellingManner))]
    [InlineData(typeof(PlanAgreement))]
    [InlineData(typeof(GoalState))]
    [InlineData(typeof(PlanActor))]
    [InlineData(typeof(PersonsPart))]
    [InlineData(typeof(ServiceSource))]
    [InlineData(typeof(ServiceOutcome))]
    [InlineData(typeof(IncidentKind))]
    [InlineData(typeof(IncidentHarm))]
    [InlineData(typeof(RestrictionKind))]
    [InlineData(typeof(RestrictionBasis))]
    [InlineData(typeof(ReturnStepKind))]
    [InlineData(typeof(ReturnFinding))]
    [InlineData(typeof(TravelPaper))]
    [InlineData(typeof(ReturnDirection))]
    [InlineData(typeof(ReturnReceiver))]
    [InlineData(typeof(ReturnStop))]
    [InlineData(typeof(VisitOutcome))]
    [InlineData(typeof(VisitDanger))]
    [InlineData(typeof(Domain.Work.NumberAsk))]
    [InlineData(typeof(CallAnswer))]
    [InlineData(typeof(CaseLinkKind))]
    [InlineData(typeof(RulesManner))]
    public void EveryValueThatPagesShow_HasItsWord(Type values)
    {
        var known = Read("Terms", "th");
        Assert.All(Enum.GetNames(values), name => Assert.Contains($"{values.Name}.{name}", known.Keys));
    }

    [Fact]
    public void EveryRefusal_HasItsWords()
    {
        var source = Path.GetFullPath(Path.Combine(TestCluster.WebRoot(), ".."));
        var codes = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), "new Refus(?:al|edException)\\(\"(?<code>[A-Za-z0-9.]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(m => m.Groups["code"].Value)).Distinct().ToList();
        Assert.True(codes.Count > 25, $"{codes.Count} codes");
        Assert.Empty(codes.Except(Read("Refusals", "th").Keys));
    }

    [Fact]
    public void EveryLegalGround_HasItsWord() => Assert.All(LegalGrounds.All, ground => Assert.Contains($"LegalGround.{ground}", Read("Terms", "th").Keys));

    // A resource set looks keys up without regard to case in places: two that differ by it alone hide one another.
    [Theory]
    [MemberData(nameof(Names))]
    public void Keys_DifferByMoreThanCase(string name) => Assert.Equal(Read(name, "th").Count, Read(name, "th").Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Fact]
    public void GeneratedDocuments_AreFresh()
    {
        var root = Path.GetFullPath(Path.Combine(TestCluster.WebRoot(), "..", ".."));
        Assert.All(GeneratedDocuments.All(), d => Assert.Equal(d.Value, File.ReadAllText(Path.Combine(root, d.Key))));
    }

    [Fact]
    public void TheModel_HasNoChangeWithoutAMigration()
    {
        using var db = new PortalDbContext(PortalDatabase.Options("Host=127.0.0.1"));
        Assert.False(db.Database.HasPendingModelChanges());
    }

    private static IEnumerable<string> Placeholders(string text) => Regex.Matches(text, @"\{\d\}", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value).Distinct().Order();
}
