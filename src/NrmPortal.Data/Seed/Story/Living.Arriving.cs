using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Seed.Story;

/// <summary>First contact, drafts, and negatives that wait for a second trained person.</summary>
internal static partial class Living
{
    private static IEnumerable<Tale> Arriving(Anchor at) =>
    [
        new Tale("notified-hotline", Persona.Adult("Caller Example", Sex.Unknown, ExploitationCategory.NotStated)).Then(new Notify("hotline", at.Hours(2))),
        new Tale("notified-station", Persona.Adult("Walk-in Example", Sex.Unknown, ExploitationCategory.NotStated)).Then(new Notify("officer.police", at.Hours(5))),
        new Tale("notified-pier", Persona.Adult("Boat Example", Sex.Unknown, ExploitationCategory.NotStated)).Then(new Notify("pol.20", at.Day(1, 16))),
        new Tale("announced-from-abroad", Persona.Adult("มะลิวัลย์ ตัวอย่าง", Sex.Female, ExploitationCategory.NotStated, "TH"))
            .Then(new Announced("mfa", at.Day(1, 10), "MSDHS-63", at.Date(-2), "หญิงไทยอายุราวสามสิบปี ผ้าพันคอสีแดง (สมมติ)")),

        Draft("draft-checkpoint", Persona.Adult("Min Thu Example", Sex.Male), "officer.immigration", at.Hours(1.5)),
        Draft("draft-child", Persona.Child("Su Su Example", Sex.Female, ExploitationCategory.Begging), "ngo", at.Hours(3)),
        Draft("draft-north", Persona.Adult("Nang Kham Example", Sex.Female, ExploitationCategory.Sexual), "imm.57", at.Day(1, 15)),

        // A negative for a possible child, against an indicated pattern, and one whose second screening is overdue.
        new Tale("second-child", Persona.Child("Zaw Zaw Example", Sex.Male)).Screened("officer.labour", at.Hours(6), ScreeningOutcome.None),
        new Tale("second-pattern", Persona.Adult("Hla Myint Example", Sex.Male)).Screened("officer.immigration", at.Hours(2), ScreeningOutcome.None, pattern: true),
        new Tale("second-overdue", Persona.Adult("ไม่ทราบอายุ ตัวอย่าง", Sex.Female, ExploitationCategory.Other, "stateless") with { Age = AgeGroup.Unknown })
            .Screened("officer.police", at.Hours(40), ScreeningOutcome.None),

        new Tale("second-confirmed", Persona.Child("Phyo Example", Sex.Male)).Screened("officer.immigration", at.Day(6, 10), ScreeningOutcome.None)
            .Then(new Second("officer.immigration2", at.Day(6, 15), Confirms: true)),
        new Tale("second-overturned", Persona.Adult("Sandar Example", Sex.Female, ExploitationCategory.Sexual)).Screened("officer.labour", at.Day(4, 9), ScreeningOutcome.None, pattern: true)
            .Then(new Second("caseworker", at.Day(4, 14), Confirms: false)),
        new Tale("negative", Persona.Adult("Kyaw Soe Example", Sex.Male)).Screened("officer.immigration", at.Day(5, 11), ScreeningOutcome.None),
        new Tale("negative-islands", Persona.Adult("Lin Lin Example", Sex.Female, ExploitationCategory.Other)).Screened("imm.83", at.Day(7, 13), ScreeningOutcome.None),
    ];

    private static Tale Draft(string key, Persona persona, string by, DateTimeOffset at) =>
        new Tale(key, persona).Then(new Notify(by, at), new Begin(by, at.AddMinutes(10), persona.Begun));
}
