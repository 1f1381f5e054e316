using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Identification;

namespace NrmPortal.Data.Seed.Story;

/// <summary>Protection before the MDT's interview: clocks that run, end today and are over; days with and without a basis of stay.</summary>
internal static partial class Living
{
    private static IEnumerable<Tale> Protected(Anchor at) =>
    [
        new Tale("stay-running", Persona.Adult("Thura Example", Sex.Male)).Screened("officer.immigration", at.Day(3, 9))
            .Then(new Manage("caseworker", at.Day(3, 14)), new Stay("caseworker", at.Day(3, 15), StayBasis.VoluntaryReflection, at.Date(3), null),
                new Assess("caseworker", at.Day(2, 9), new(RiskLevel.Medium, RiskLevel.Low, RiskLevel.Low, RiskLevel.Medium, RiskLevel.Low), 14, "No threat since the arrival.")),
        new Tale("stay-ends-today", Persona.Adult("Win Mar Example", Sex.Female, ExploitationCategory.Sexual)).Screened("officer.immigration", at.Day(15, 10))
            .Then(new Manage("caseworker", at.Day(15, 15)), new Stay("caseworker", at.Day(15, 16), StayBasis.OutsideShelter, at.Date(15), null),
                new Assess("caseworker", at.Day(15, 17), new(RiskLevel.High, RiskLevel.Medium, RiskLevel.High, RiskLevel.High, RiskLevel.Low), 7, "The recruiter has asked neighbours for her."),
                new Warn("caseworker", at.Day(15, 17), WarningCode.TraffickerNear, WarningCode.FamilyInvolved, WarningCode.DoNotPhone, WarningCode.AskCodeWord) { Note = "The word is: jasmine (made up)." }),
        new Tale("stay-overdue", Persona.Adult("Long Waiting Example", Sex.Male)).Screened("officer.labour", at.Day(20, 10), ScreeningOutcome.Unclear)
            .Then(new Refer("caseworker", at.Hours(5)) { Kind = AgencyType.MsdhsShelter, Draft = true }),
        new Tale("stay-unclear", Persona.Adult("Daw Hnin Example", Sex.Female, ExploitationCategory.Other)).Screened("ngo", at.Day(2, 13), ScreeningOutcome.Unclear),

        // Custody of one day, then two days on no ground; and custody that ran out with nothing after it.
        new Tale("stay-gap", Persona.Adult("Gap Example", Sex.Male)).Screened("officer.police", at.Day(4, 9)).Then(
            new Stay("caseworker", at.Day(4, 12), StayBasis.CustodyS29, at.Date(4), at.Date(4)),
            new Stay("caseworker", at.Day(1, 12), StayBasis.VoluntaryReflection, at.Date(1), null)),
        new Tale("stay-ran-out", Persona.Adult("Ran Out Example", Sex.Male)).Screened("officer.immigration", at.Day(9, 9)).Then(
            new Stay("caseworker", at.Day(9, 12), StayBasis.CustodyS29, at.Date(9), null),
            new Stay("caseworker", at.Day(8, 12), StayBasis.CourtExtension, at.Date(8), at.Date(2))),
        // Two offices record a ground for the same days; neither has ended the other's.
        new Tale("stay-overlap", Persona.Adult("Overlap Example", Sex.Female)).Screened("officer.immigration", at.Day(6, 9)).Then(
            new Stay("caseworker", at.Day(6, 12), StayBasis.VoluntaryReflection, at.Date(6), null),
            new Stay("caseworker", at.Day(3, 12), StayBasis.WelfareS33, at.Date(3), null) { Overlaps = true },
            new Warn("caseworker", at.Day(3, 13), WarningCode.SelfHarm, WarningCode.OnlyAtHours) { Note = "After six in the evening (made up)." }),

        new Tale("reflection", Persona.Adult("ยังไม่ชัด ตัวอย่าง", Sex.Female, ExploitationCategory.Sexual, "LA")).Screened("officer.immigration", at.Day(12, 9))
            .Then(new Manage("caseworker", at.Day(12, 14))).Decided(Crew.Tak, at.Day(8, 10), IdentificationOutcome.UndeterminedTimeLeft),
        new Tale("transferred", Persona.Adult("Moved On Example", Sex.Male)).Screened("officer.immigration", at.Day(5, 9))
            .Then(new ProposeTransfer("caseworker", at.Day(4, 10), "MSDHS-57", "Lives with relatives in Chiang Rai and looks for work there (made up)."), new TakeOver("msdhs.57", at.Day(4, 15))),
        new Tale("without-consent", Persona.Adult("Nameless Example", Sex.Male) with { Consents = false }).Screened("officer.police", at.Day(2, 9)),
        new Tale("stay-capital", Persona.Adult("Somchit Example", Sex.Female, ExploitationCategory.Sexual, "TH")).Screened("hotline", at.Day(2, 20)),
        new Tale("stay-south", Persona.Adult("Sokha Example", Sex.Male, nationality: "KH")).Screened("imm.90", at.Day(3, 11)),
        new Tale("stay-west", Persona.Adult("Naw Paw Example", Sex.Female)).Screened("pol.71", at.Day(6, 15)),
        new Tale("stay-harbour", Persona.Adult("Ko Naing Example", Sex.Male)).Screened("imm.85", at.Day(1, 11)),
        new Tale("stay-gulf", Persona.Adult("Dara Example", Sex.Male, nationality: "KH")).Screened("imm.23", at.Day(18, 11)),
    ];
}
