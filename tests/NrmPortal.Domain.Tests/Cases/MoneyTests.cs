using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Documents;
using NrmPortal.Domain.Money;
using NrmPortal.Domain.Work;
using Xunit;
using static NrmPortal.Domain.Tests.Cases.AChild;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Claims: what may be written by whom, what needs a reason, and how an entry is taken back.</summary>
public sealed class MoneyTests
{
    private static readonly DateOnly Today = ThaiDay.Of(At);
    private readonly Case subject = InProtection(AgeGroup.Adult);

    private static EntryTerms Of(MoneyFact fact, decimal amount, SealedText? reason = null) => new(fact, amount, Today, MoneyAuthority.Court, Text, reason);

    private Ledger Open(ClaimKind kind, Role role, decimal amount = 1000.25m)
    {
        var (claim, entry) = subject.OpenClaim(Guid.NewGuid(), Guid.NewGuid(), kind, kind == ClaimKind.Fund ? "living" : null, Of(MoneyFact.Claimed, amount), Acting(role), At);
        return new Ledger([claim], [entry]);
    }

    private Ledger Add(Ledger book, EntryTerms terms, Role role) =>
        book with { Entries = [.. book.Entries, subject.RecordMoney(Guid.NewGuid(), book, book.Claims.First(), terms, Acting(role), At)] };

    public static TheoryData<ClaimKind, Role[], Role[]> Writers => new()
    {
        { ClaimKind.CivilS34, [Role.Prosecutor], [Role.Prosecutor, Role.JusticeOfficer] },
        { ClaimKind.WithJudgmentS35, [Role.Prosecutor], [Role.Prosecutor, Role.JusticeOfficer] },
        { ClaimKind.Fund, [Role.DatipReviewer, Role.DatipCoordinator], [Role.DatipReviewer, Role.DatipCoordinator] },
        { ClaimKind.Wages, [Role.LabourOfficer], [Role.LabourOfficer] },
    };

    [Theory, MemberData(nameof(Writers))]
    public void EachKind_IsWrittenByItsRolesAlone_AndTheCaseworkerReads(ClaimKind kind, Role[] claims, Role[] records)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            Assert.Equal(claims.Contains(role), Refusal(() => Open(kind, role)) is null);
            var book = Open(kind, claims[0]);
            Assert.Equal(records.Contains(role), Refusal(() => Add(book, Of(MoneyFact.Ordered, 1), role)) is null);
        }
    }

    [Fact]
    public void MoreThanWasClaimedOrOrdered_NeedsAReason()
    {
        var book = Open(ClaimKind.CivilS34, Role.Prosecutor);
        Assert.Equal("money.overOrdered", Refused(() => Add(book, Of(MoneyFact.Paid, 0.01m), Role.JusticeOfficer)));
        Assert.Equal("money.overClaimed", Refused(() => Add(book, Of(MoneyFact.Ordered, 1000.26m), Role.Prosecutor)));
        book = Add(book, Of(MoneyFact.Ordered, 1000.25m), Role.Prosecutor);
        book = Add(book, Of(MoneyFact.Paid, 400), Role.JusticeOfficer);
        Assert.Equal(600.25m, book.Total.Outstanding);
        Assert.Equal("money.overOrdered", Refused(() => Add(book, Of(MoneyFact.Paid, 600.26m), Role.JusticeOfficer)));
        book = Add(book, Of(MoneyFact.Paid, 700.25m, Text), Role.JusticeOfficer);
        Assert.Equal((0m, 100m), (book.Total.Outstanding, book.Total.Beyond));
    }

    [Fact]
    public void ACourtsOrder_OfItsOwnMotion_OpensAClaim_WithNothingClaimed_ByThePaperAndTheProsecutorAlone()
    {
        (Claim, MoneyEntry) Order(ClaimKind kind, EntryTerms terms, Role role = Role.Prosecutor) => subject.OpenClaim(Guid.NewGuid(), Guid.NewGuid(), kind, kind == ClaimKind.Fund ? "living" : null, terms, Acting(role), At);
        var ordered = Of(MoneyFact.Ordered, 500_000);
        foreach (var kind in Enum.GetValues<ClaimKind>().Where(k => k != ClaimKind.WithJudgmentS35)) Assert.Equal("money.claimFirst", Refused(() => Order(kind, ordered)));
        Assert.Equal("money.claimFirst", Refused(() => Order(ClaimKind.WithJudgmentS35, Of(MoneyFact.Paid, 1))));
        Assert.Equal("money.authority", Refused(() => Order(ClaimKind.WithJudgmentS35, ordered with { Document = null })));
        Assert.Equal("flow.role", Refused(() => Order(ClaimKind.WithJudgmentS35, ordered, Role.JusticeOfficer)));
        var (claim, entry) = Order(ClaimKind.WithJudgmentS35, ordered);
        var book = new Ledger([claim], [entry]);
        Assert.Equal(new Sums(0, 500_000, 0), book.Total);
        Assert.True(book.IsUnclaimed(claim));
        // A later judgment orders more: nobody need say why it is more than nothing.
        book = Add(Add(book, Of(MoneyFact.Ordered, 100), Role.Prosecutor), Of(MoneyFact.Paid, 500_100), Role.JusticeOfficer);
        Assert.Equal(0, book.Total.Outstanding);
        Assert.Equal("money.overOrdered", Refused(() => Add(book, Of(MoneyFact.Paid, 1), Role.JusticeOfficer)));
        // Once something is claimed on it, it is a claim like any other.
        book = Add(book, Of(MoneyFact.Claimed, 1), Role.Prosecutor);
        Assert.Equal("money.overClaimed", Refused(() => Add(book, Of(MoneyFact.Ordered, 1), Role.Prosecutor)));
    }

    [Fact]
    public void AnEntry_RestsOnADocumentOfItsCase_ThatItsWriterReads()
    {
        var book = Open(ClaimKind.CivilS34, Role.Prosecutor);
        var order = Filed(subject, Section.Money);
        var terms = Of(MoneyFact.Ordered, 1) with { Document = null, Filed = order };
        Assert.Equal(order.Id, Add(book, terms, Role.Prosecutor).Entries.Last().FiledDocumentId);
        Assert.Equal("case.other", Refused(() => Add(book, terms with { Filed = Filed(InProtection(AgeGroup.Adult), Section.Money) }, Role.Prosecutor)));
        Assert.Equal("money.documentSection", Refused(() => Add(book, terms with { Filed = Filed(subject, Section.Health) }, Role.Prosecutor)));
        subject.WithdrawDocument(order, Text, Caseworker with { UnitId = order.ByUnitId }, At);
        Assert.Equal("money.documentWithdrawn", Refused(() => Add(book, terms, Role.Prosecutor)));
    }

    private static Document Filed(Case of, Section section) => of.AddDocument("DOC-2569-000001", section, DocumentKind.OtherPaper, Text, new StoredFile(Guid.NewGuid(), FileFormat.Pdf, 10, new byte[32], new byte[32]), Caseworker, At);

    [Theory]
    [InlineData("10.01", "10.01", "0", "0")]
    [InlineData("1250.50", "1000.25", "250.25", "0")]
    [InlineData("0.01", "5000", "0", "4999.99")]
    public void TheFundsTwoBooks_AreHeldBesideEachOther(string service, string paid, string notInBook, string notInServices)
    {
        static decimal Baht(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var book = Open(ClaimKind.Fund, Role.DatipReviewer, 9000);
        book = Add(book, Of(MoneyFact.Ordered, 9000), Role.DatipReviewer);
        book = Add(book, Of(MoneyFact.Paid, Baht(paid)), Role.DatipReviewer);
        ServiceGiven Given(string kind, decimal cost, ServiceSource source) => subject.RecordService(Guid.NewGuid(), new ServiceTerms(kind, null, Text, Today, cost, source, null), Caseworker, At);
        var balance = FundBalance.Of([Given("training", Baht(service), ServiceSource.Fund), Given("training", 77.77m, ServiceSource.Donor)], book);
        Assert.Equal((Baht(service), Baht(paid), Baht(notInBook), Baht(notInServices), notInBook == notInServices), (balance.Services, balance.Paid, balance.NotInBook, balance.NotInServices, balance.Agrees));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("0.001")]
    [InlineData("1000000000000")]
    public void AnAmount_IsAboveNothing_AndExactToTheSatang(string amount) =>
        Assert.Equal("money.amount", Refused(() => Open(ClaimKind.Wages, Role.LabourOfficer, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture))));

    [Fact]
    public void AnEntry_HasItsDay_ItsAuthorityAndItsDocument()
    {
        var book = Open(ClaimKind.Wages, Role.LabourOfficer);
        Assert.Equal("date.future", Refused(() => Add(book, Of(MoneyFact.Ordered, 1) with { On = Today.AddDays(1) }, Role.LabourOfficer)));
        Assert.Equal("money.beforeClaim", Refused(() => Add(book, Of(MoneyFact.Ordered, 1) with { On = Today.AddDays(-1) }, Role.LabourOfficer)));
        Assert.Equal("money.authority", Refused(() => Add(book, Of(MoneyFact.Ordered, 1) with { Document = null }, Role.LabourOfficer)));
        Assert.Equal("money.authority", Refused(() => Add(book, Of(MoneyFact.Paid, 1) with { Authority = null }, Role.LabourOfficer)));
        Assert.Equal("money.claimFirst", Refused(() => subject.OpenClaim(Guid.NewGuid(), Guid.NewGuid(), ClaimKind.Wages, null, Of(MoneyFact.Paid, 1), Acting(Role.LabourOfficer), At)));
        Assert.Equal("money.benefit", Refused(() => subject.OpenClaim(Guid.NewGuid(), Guid.NewGuid(), ClaimKind.Fund, null, Of(MoneyFact.Claimed, 1), Acting(Role.DatipReviewer), At)));
        Assert.Equal("case.other", Refused(() => InProtection().RecordMoney(Guid.NewGuid(), book, book.Claims.First(), Of(MoneyFact.Ordered, 1), Acting(Role.LabourOfficer), At)));
    }

    [Fact]
    public void AWrongEntry_IsReversedOnce_WithAReason_AndStaysAsItWas()
    {
        var book = Add(Open(ClaimKind.CivilS34, Role.Prosecutor), Of(MoneyFact.Ordered, 500), Role.Prosecutor);
        var wrong = book.Entries.Last();
        var justice = Acting(Role.JusticeOfficer);
        Assert.Equal("money.reason", Refused(() => subject.ReverseEntry(Guid.NewGuid(), book, wrong, null, justice, At)));
        var reversal = subject.ReverseEntry(Guid.NewGuid(), book, wrong, Text, justice, At);
        book = book with { Entries = [.. book.Entries, reversal] };
        Assert.Equal((-500m, wrong.Id, 0m, 500m), (reversal.Amount, reversal.ReversesId, book.Total.Ordered, wrong.Amount));
        Assert.Equal("money.reversed", Refused(() => subject.ReverseEntry(Guid.NewGuid(), book, wrong, Text, justice, At)));
        Assert.Equal("money.reversed", Refused(() => subject.ReverseEntry(Guid.NewGuid(), book, reversal, Text, justice, At)));
        // Who may not claim may not take a claim back either.
        Assert.Equal("flow.role", Refused(() => subject.ReverseEntry(Guid.NewGuid(), book, book.Entries.First(), Text, justice, At)));
    }

    [Fact]
    public void AnOfficer_OfLabourOrJustice_IsAskedByName_Once()
    {
        var officer = Acting(Role.LabourOfficer);
        Assert.Equal("claimOfficer.role", Refused(() => subject.AskClaimOfficer(Guid.NewGuid(), [], officer.MembershipId, Role.ShelterWorker, Caseworker, At)));
        var asked = subject.AskClaimOfficer(Guid.NewGuid(), [], officer.MembershipId, Role.LabourOfficer, Caseworker, At);
        Assert.Contains(subject.Tasks, t => t.Code == TaskCode.PursueClaim && t.ToMembershipId == officer.MembershipId);
        Assert.Equal("claimOfficer.asked", Refused(() => subject.AskClaimOfficer(Guid.NewGuid(), [asked], officer.MembershipId, Role.LabourOfficer, Caseworker, At)));
        subject.EndClaimOfficer(asked, Caseworker, At);
        Assert.Equal("claimOfficer.ended", Refused(() => subject.EndClaimOfficer(asked, Caseworker, At)));
    }

    private static string? Refusal(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (RefusedException refused)
        {
            return refused.Refusal.Code;
        }
    }
}
