using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Returns;

namespace NrmPortal.Data.Seed.Story;

/// <summary>Going home: one who has gone, one who prepares, one for whom it is not safe and who stays by a permit, one who came home from abroad.</summary>
internal static partial class Living
{
    private static readonly ReturnGoalTerms Shop = new("livelihood", SealedText.Of("A tea shop beside my brother's house (made up)."), SealedText.Of("The receiving organisation rents the room and buys the stove (made up)."), 15_000m);
    private static readonly ReturnGoalTerms Rest = new("health", SealedText.Of("To sleep again (made up)."), SealedText.Of("A nurse of the organisation visits every week (made up)."), null);

    private static Act[] GoneHome(Anchor at) =>
    [
        new Homeward("caseworker", at.Day(30, 10)),
        new ReturnStepTold("caseworker", at.Day(29, 10), ReturnStepKind.NationalityAsked, "Embassy (made up)"),
        new ReturnStepTold("caseworker", at.Day(22, 10), ReturnStepKind.NationalityAnswered, "Consul Example", ReturnFinding.Confirmed),
        new ReturnStepTold("caseworker", at.Day(21, 10), ReturnStepKind.FamilyTraced, "Receiving organisation (made up)", ReturnFinding.Found),
        new ReturnStepTold("caseworker", at.Day(20, 10), ReturnStepKind.FamilyAssessed, "Social worker of the receiving organisation (made up)", ReturnFinding.Safe, "His brother's family has room and had no part in the recruitment (made up)."),
        new ReturnStepTold("caseworker", at.Day(19, 10), ReturnStepKind.RiskAssessed, "Caseworker Example", ReturnFinding.SafeWithMeasures, "The recruiter lives in another state; the organisation stays in touch (made up)."),
        new ReturnStepTold("caseworker", at.Day(18, 10), ReturnStepKind.TravelPaperApplied, "Embassy (made up)") { Paper = TravelPaper.CertificateOfIdentity },
        new ReturnPlanned("caseworker", at.Day(17, 10), "MM", ReturnReceiver.Organisation, "Riverside Return Centre (made up)", at.Date(11), Shop, Rest),
        new ReturnStepTold("caseworker", at.Day(14, 10), ReturnStepKind.TravelPaperIssued, "Embassy (made up)") { Paper = TravelPaper.CertificateOfIdentity, ValidDays = 90 },
        new Departed("caseworker", at.Day(11, 15), "Friendship bridge (made up)", ReturnReceiver.Organisation, "Officer Example, Riverside Return Centre (made up)", "Far side of the bridge (made up)"),
    ];

    private static Act[] OnTheWayHome(Anchor at) =>
    [
        new Homeward("caseworker", at.Day(5, 10)),
        new ReturnStepTold("caseworker", at.Day(5, 11), ReturnStepKind.NationalityAsked, "Embassy (made up)"),
        new ReturnStepTold("caseworker", at.Day(5, 12), ReturnStepKind.RiskAssessed, "Caseworker Example", ReturnFinding.Safe, "No debt, and her aunt waits for her (made up)."),
        new ReturnPlanned("caseworker", at.Day(5, 13), "MM", ReturnReceiver.Iom, "IOM office in the capital (made up)", at.Date(-20), Rest),
    ];

    // The return was wished for and not safe.
    private static Act[] StaysInstead(Anchor at) =>
    [
        new Homeward("caseworker", at.Day(11, 10)),
        new ReturnStepTold("caseworker", at.Day(9, 10), ReturnStepKind.RiskAssessed, "Caseworker Example", ReturnFinding.Unsafe, "Fighting around his township, and the broker asks his mother for the debt (made up)."),
        new StaysForNow("caseworker", at.Day(8, 10), ReturnStop.NotSafe),
        new Permitted("caseworker", at.Day(6, 10), "stayS37", "ตรวจคนเข้าเมือง (สมมติ)", at.Date(-180)),
        new Permitted("caseworker", at.Day(6, 11), "workS37", "สำนักงานจัดหางาน (สมมติ)", at.Date(-20)),
    ];
}
