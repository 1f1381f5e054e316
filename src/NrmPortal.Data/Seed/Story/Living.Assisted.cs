using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;

namespace NrmPortal.Data.Seed.Story;

/// <summary>Identified and cared for, on the way home, followed up, closed and reopened.</summary>
internal static partial class Living
{
    private const IdentificationOutcome Trafficked = IdentificationOutcome.VictimTraffickingS6;
    private const IdentificationOutcome Forced = IdentificationOutcome.VictimForcedLabourS61;

    private static IEnumerable<Tale> Assisted(Anchor at) =>
    [
        Judged("victim-in-shelter", Persona.Adult("สมหญิง ตัวอย่าง", Sex.Female, ExploitationCategory.Sexual, "TH"), at.Day(30, 9)).Decided(Crew.Tak, at.Day(24, 10), Trafficked)
            .Then(new Facts("caseworker", at.Day(21, 10), at.Date(22), at.Date(21)),
                new CameHome("caseworker", at.Day(21, 11), "MY", "สถานกงสุลใหญ่ (สมมติ)", "กต 0000/0000 (สมมติ)", "ท่าอากาศยานสุวรรณภูมิ", "เจ้าหน้าที่ พมจ. ตัวอย่าง")).Housed("caseworker", "SHM-12", at.Day(20, 9), StayBasis.WelfareS33).Then(PlanOfSomying(at)),
        Judged("victim-of-forced-labour", Persona.Adult("Myo Example", Sex.Male), at.Day(33, 9)).Decided(Crew.Tak, at.Day(27, 10), Forced)
            .Then(new Facts("caseworker", at.Day(24, 10), null, at.Date(24))).Housed("caseworker", "SHM-65", at.Day(23, 9), StayBasis.WelfareS33)
            .Then(new Planned("caseworker", at.Day(19, 10), PlanAgreement.Spoken, 20, null, new Aim("labourRecovery", "Wages of eleven months were kept (made up).", "I want my wages and to send money to my mother (made up).", "my", "The labour office claims the wages.", PlanActor.OtherOffice, "Labour Office Tak", 30))).Then(StaysInstead(at)),
        Judged("victim-girl", Persona.Child("เด็กหญิงมะลิ ตัวอย่าง", Sex.Female, ExploitationCategory.Sexual, "TH") with { Health = "Sleeps badly, made up." }, at.Day(28, 9))
            .Housed("caseworker", "SHM-12", at.Day(27, 9), StayBasis.WelfareS33)
            .Decided(ChildPanel, at.Day(20, 10), Trafficked).Then(new Facts("caseworker", at.Day(17, 10), at.Date(19), at.Date(18))),
        Judged("victim-against-a-dissent", Persona.Adult("Dissent Example", Sex.Male), at.Day(26, 9)).Decided(Crew.Tak, at.Day(19, 10), Trafficked, dissent: true)
            .Then(new Stay("caseworker", at.Day(16, 10), StayBasis.OutsideShelter, at.Date(16), null), new Permitted("caseworker", at.Day(15, 10), "stayS37", "ตรวจคนเข้าเมือง (สมมติ)", at.Date(2))),
        new Tale("victim-of-scam-compound", Persona.Adult("Chen Example", Sex.Male, ExploitationCategory.ForcedCriminality, "CN")).Screened("imm.27", at.Day(25, 9))
            .Decided(Crew.Of("27"), at.Day(18, 10), Trafficked).Then(new Facts("msdhs.27", at.Day(15, 10), at.Date(16), null)),
        new Tale("victim-in-town", Persona.Adult("Kanya Example", Sex.Female, ExploitationCategory.Begging, "KH")).Screened("hotline", at.Day(22, 9))
            .Decided(Crew.Of("10"), at.Day(15, 10), Trafficked).Then(new Manage("msdhs.10", at.Day(12, 10))).Housed("msdhs.10", "SHP-10", at.Day(11, 9), StayBasis.WelfareS33),

        Judged("return-planned", Persona.Adult("Homeward Example", Sex.Female), at.Day(45, 9)).Decided(ReturnPanel, at.Day(38, 10), Trafficked)
            .Housed("caseworker", "SHN-63", at.Day(35, 9), StayBasis.WelfareS33).Then(OnTheWayHome(at)).Then(
                new Give("caseworker", at.Day(4, 9), "Ask the embassy for the travel paper", "MSDHS-63", at.Day(1, 12)), new Give("caseworker", at.Day(3, 9), "นัดแพทย์ตรวจสุขภาพก่อนเดินทาง", "SHN-63", at.Day(-2, 12)),
                new Write("caseworker", at.Day(2, 9), "รถรับที่สถานคุ้มครองวันศุกร์เวลาเก้าโมง (สมมติ)", "SHN-63") { IsUrgent = true }, new LeaveShift("shelter.ngo", at.Day(1, 20), "Asks for her sister every evening (made up).")),
        new Tale("return-across-the-river", Persona.Adult("Khamla Example", Sex.Male, nationality: "LA")).Screened("imm.43", at.Day(40, 9))
            .Decided(Crew.Of("43"), at.Day(33, 10), Forced).Then(new Homeward("msdhs.43", at.Day(8, 10))),
    ];

    private static IEnumerable<Tale> Ending(Anchor at) =>
    [
        Judged("returned-home", Persona.Adult("Back Home Example", Sex.Male), at.Day(90, 9)).Decided(Crew.Tak, at.Day(82, 10), Trafficked)
            .Then(GoneHome(at)).Ended("caseworker", at.Day(10, 10), CaseAction.CompleteReturn, ClosureReason.ReturnedToCountry)
            .Then(new Visited("caseworker", at.Day(4, 10), VisitKind.Phone, VisitOutcome.Well, "The organisation put him on the line; the shop opens next month (made up).")),
        Judged("shelter-left", Persona.Adult("Own Feet Example", Sex.Female), at.Day(100, 9)).Decided(Crew.Tak, at.Day(92, 10), Forced)
            .Housed("caseworker", "SHM-12", at.Day(89, 9), StayBasis.WelfareS33).Then(
                new Facts("caseworker", at.Day(88, 10), at.Date(89), at.Date(88)),
                new Leave("shelter.msdhs", at.Day(12, 10))).Ended("caseworker", at.Day(11, 10), CaseAction.EndAssistance, ClosureReason.LivesIndependently),
        Judged("visit-overdue", Persona.Adult("No Visit Example", Sex.Male), at.Day(120, 9)).Decided(Crew.Tak, at.Day(112, 10), Trafficked)
            .Ended("caseworker", at.Day(41, 10), CaseAction.EndAssistance, ClosureReason.WithFamily),
        Judged("left-by-choice", Persona.Adult("Free Choice Example", Sex.Male), at.Day(14, 9)).Ended("caseworker", at.Day(3, 10), CaseAction.DeclineAndLeave, ClosureReason.DeclinedHelp),
        new Tale("notification-closed", Persona.Adult("Duplicate Example", Sex.Unknown, ExploitationCategory.NotStated))
            .Then(new Notify("hotline", at.Day(4, 9)), new Step("hotline", at.Day(4, 11), CaseAction.CloseNotification)),
        new Tale("pathway-ended", Persona.Adult("Wage Claim Example", Sex.Male)).Screened("officer.labour", at.Day(35, 9), ScreeningOutcome.None)
            .Ended("caseworker", at.Day(5, 9), CaseAction.EndOtherPathway, ClosureReason.HandedToOtherPathway),
        Judged("reopened", Persona.Adult("Came Back Example", Sex.Female), at.Day(60, 9))
            .Ended("caseworker", at.Day(50, 10), CaseAction.DeclineAndLeave, ClosureReason.DeclinedHelp)
            .Then(new BeginAgain("caseworker", at.Day(2, 10), CaseAction.ReopenToProtection, ReopenReason.AsksForHelp)),
        new Tale("uplands", Persona.Adult("Nan Example", Sex.Female, ExploitationCategory.Sexual)).Screened("pol.50", at.Day(70, 9))
            .Decided(Crew.Of("50"), at.Day(62, 10), Trafficked).Ended("msdhs.50", at.Day(9, 10), CaseAction.EndAssistance, ClosureReason.PlanFulfilled),
        // Proposed, and waiting for a second person.
        Judged("end-proposed", Persona.Adult("Almost Done Example", Sex.Female), at.Day(75, 9)).Decided(Crew.Tak, at.Day(68, 10), Forced)
            .Then(new ProposeEnd("caseworker", at.Day(1, 14), CaseAction.EndAssistance, ClosureReason.LivesIndependently)),
    ];
}
