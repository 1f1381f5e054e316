using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain;
using NrmPortal.Domain.Justice;
using NrmPortal.Domain.Money;

namespace NrmPortal.Data.Seed.Story;

/// <summary>The legal track at each of its stages, and money claimed, ordered, paid and taken back.</summary>
internal static partial class Living
{
    private static IEnumerable<Tale> Justice(Anchor at) =>
    [
        Judged("justice-investigation", Persona.Adult("Statement Example", Sex.Female, ExploitationCategory.Sexual), at.Day(24, 9)).Decided(Crew.Tak, at.Day(18, 10), Trafficked).Then(
            new Prosecuted("caseworker", at.Day(16, 9), at.Date(17)), new Accuse("inquiry", at.Day(14, 9), "s6"),
            new Take("caseworker", at.Day(12, 9), LegalStepKind.ProtectionRequested), new Take("caseworker", at.Day(11, 9), LegalStepKind.ProtectionGranted),
            new Take("prosecutor", at.Day(9, 9), LegalStepKind.TestimonyRequested), new CallToCourt("prosecutor", at.Day(8, 9), "court", at.Day(-6, 9), CourtPurpose.EarlyTestimony)),
        Judged("justice-trial", Persona.Adult("Witness Example", Sex.Male), at.Day(75, 9)).Decided(Crew.Tak, at.Day(68, 10), Trafficked).Then(
            new Prosecuted("caseworker", at.Day(66, 9), at.Date(67)), new Accuse("inquiry", at.Day(60, 9), "s6", "นายหน้า ตัวอย่าง"), new Accuse("inquiry", at.Day(59, 9), "immigration"),
            new Take("prosecutor", at.Day(55, 9), LegalStepKind.TestimonyRequested), new Take("prosecutor", at.Day(48, 9), LegalStepKind.TestimonyHeld),
            new Take("prosecutor", at.Day(40, 9), LegalStepKind.ProsecutionOrdered), new Take("prosecutor", at.Day(38, 9), LegalStepKind.Indicted), new NoteForProsecution("prosecutor", at.Day(37, 9)),
            new ClaimMoney("prosecutor", at.Day(36, 9), ClaimKind.CivilS34, 250_000m),
            new CallToCourt("prosecutor", at.Day(30, 9), "court", at.Day(-2, 13), CourtPurpose.WitnessHearing), new MoveCourt("prosecutor", at.Day(5, 9), "court", at.Day(-14, 9))),
        Judged("justice-judged", Persona.Adult("Verdict Example", Sex.Female), at.Day(300, 9)).Decided(Crew.Tak, at.Day(292, 10), Forced).Then(
            new Prosecuted("caseworker", at.Day(290, 9), at.Date(291)), new Accuse("inquiry", at.Day(280, 9), "s6_1", "นายจ้าง ตัวอย่าง"),
            new Take("prosecutor", at.Day(250, 9), LegalStepKind.ProsecutionOrdered), new Take("prosecutor", at.Day(248, 9), LegalStepKind.Indicted),
            new ClaimMoney("prosecutor", at.Day(246, 9), ClaimKind.WithJudgmentS35, 180_000.50m), new ClaimMoney("datip", at.Day(240, 9), ClaimKind.Fund, 12_000m),
            new FileMoneyPaper("datip", at.Day(230, 8), "มติคณะกรรมการกองทุน ครั้งที่ 7 (สมมติ)"), new Settle("datip", at.Day(230, 9), ClaimKind.Fund, MoneyFact.Ordered, 10_000m, MoneyAuthority.FundCommittee) { OnPaper = true }, new Settle("datip", at.Day(220, 9), ClaimKind.Fund, MoneyFact.Paid, 10_000m, MoneyAuthority.FundCommittee),
            new AskOfficer("caseworker", at.Day(215, 9), "labour"), new AskOfficer("caseworker", at.Day(215, 10), "justice"),
            new ClaimMoney("labour", at.Day(210, 9), ClaimKind.Wages, 45_600.75m), new Settle("labour", at.Day(190, 9), ClaimKind.Wages, MoneyFact.Ordered, 45_600.75m, MoneyAuthority.LabourInspector),
            new Settle("labour", at.Day(170, 9), ClaimKind.Wages, MoneyFact.Paid, 20_000m, MoneyAuthority.Employer),
            new Sentence("prosecutor", at.Day(120, 9), "s6_1", CourtLevel.FirstInstance, VerdictOutcome.Convicted), new Settle("prosecutor", at.Day(119, 9), ClaimKind.WithJudgmentS35, MoneyFact.Ordered, 150_000m, MoneyAuthority.Court),
            new Take("prosecutor", at.Day(95, 9), LegalStepKind.AppealFiled),
            new Settle("justice", at.Day(60, 9), ClaimKind.WithJudgmentS35, MoneyFact.Paid, 15_000m, MoneyAuthority.LegalExecution), new ReversePayment("justice", at.Day(58, 9), ClaimKind.WithJudgmentS35),
            new Settle("justice", at.Day(58, 10), ClaimKind.WithJudgmentS35, MoneyFact.Paid, 1_500m, MoneyAuthority.LegalExecution)),
        Judged("justice-not-prosecuted", Persona.Adult("Insufficient Example", Sex.Male), at.Day(95, 9)).Decided(Crew.Tak, at.Day(88, 10), Trafficked).Then(
            new Prosecuted("caseworker", at.Day(86, 9), at.Date(87)), new Accuse("inquiry", at.Day(80, 9), "s6"), new Take("prosecutor", at.Day(40, 9), LegalStepKind.NotProsecuted)),
    ];
}
