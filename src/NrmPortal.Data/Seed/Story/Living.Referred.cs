using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Seed.Story;

/// <summary>Referrals on their way, one or more in every state before somebody arrives.</summary>
internal static partial class Living
{
    private static IEnumerable<Tale> Referred(Anchor at) =>
    [
        Sent("sent", Persona.Adult("Aung Example", Sex.Male), at.Day(2, 9), new Refer("caseworker", at.Day(1, 10)) { Kind = AgencyType.MsdhsShelter }, new Claim("datip", at.Hours(6))),
        Sent("sent-urgent", Persona.Child("Mya Mya Example", Sex.Female), at.Day(2, 11), new Refer("officer.immigration", at.Hours(20)) { Urgent = true }),
        Sent("sent-overdue", Persona.Adult("Soe Moe Example", Sex.Male), at.Day(10, 9), new Refer("caseworker", at.Day(9, 10))),
        Sent("sent-on-a-legal-ground", Persona.Adult("ไม่ยินยอม ตัวอย่าง", Sex.Female, ExploitationCategory.Begging, "TH"), at.Day(4, 9),
            new Refer("caseworker", at.Day(3, 10)) { Urgent = true, Ground = "s33" }),
        Sent("claimed", Persona.Adult("Tin Tin Example", Sex.Female, ExploitationCategory.Sexual), at.Day(3, 9),
            new Refer("caseworker", at.Day(2, 9)), new Claim("datip.coordinator", at.Day(1, 9))),

        Sent("approved-unseen", Persona.Adult("Khin Example", Sex.Female), at.Day(4, 9)).Offered("caseworker", "SHM-12", at.Day(1, 13)),
        Sent("approved-seen", Persona.Adult("Zeya Example", Sex.Male), at.Day(4, 10)).Offered("caseworker", "SHM-65", at.Day(2, 13))
            .Then(new See("shelter.msdhs2", at.Day(1, 9))),
        Sent("approved-overdue", Persona.Adult("Moe Moe Example", Sex.Female), at.Day(13, 9)).Offered("caseworker", "SHN-63", at.Day(12, 13)),
        Sent("redirected", Persona.Adult("Ye Htut Example", Sex.Male), at.Day(5, 9), new Refer("caseworker", at.Day(2, 9)) { Unit = "SHP-10" },
            new Claim("datip", at.Day(2, 13)), new Approve("datip", at.Day(2, 14), "SHM-65", "A longer stay is expected than the first shelter offers.")),
        Sent("returned", Persona.Adult("Nilar Example", Sex.Female), at.Day(5, 11), new Refer("caseworker", at.Day(3, 9)),
            new Claim("datip", at.Day(2, 9)), new SendBack("datip", at.Day(2, 11), "The language needed is missing.")),
        Sent("sent-again", Persona.Adult("Cho Cho Example", Sex.Female), at.Day(6, 11), new Refer("caseworker", at.Day(4, 9)), new Claim("datip", at.Day(3, 9)),
            new SendBack("datip", at.Day(3, 11), "Say whether the family comes too."), new SendAgain("caseworker", at.Day(1, 11), "She comes alone.")),
        Sent("declined", Persona.Adult("Bo Bo Example", Sex.Male), at.Day(6, 9)).Offered("caseworker", "SHN-63", at.Day(3, 9))
            .Then(new Decline("shelter.ngo", at.Day(1, 9), "No interpreter this week.")),
        Sent("withdrawn", Persona.Adult("May Thet Example", Sex.Female), at.Day(7, 9), new Refer("caseworker", at.Day(5, 9)),
            new Withdraw("caseworker", at.Day(4, 9), "The person stays with her aunt.")),
        Sent("emergency-asked", Persona.Adult("Urgent Example", Sex.Female) with { WithFamily = true }, at.Hours(4),
            new Refer("officer.immigration", at.Hours(2.5)) { Emergency = true, Unit = "SHN-63" }),
        new Tale("sent-east", Persona.Adult("Srey Example", Sex.Female, ExploitationCategory.Sexual, "KH")).Screened("imm.27", at.Day(3, 9))
            .Then(new Refer("msdhs.27", at.Day(1, 15)) { Kind = AgencyType.MsdhsShelter }),
    ];

    private static Tale Sent(string key, Persona persona, DateTimeOffset screened, params IEnumerable<Act> acts) =>
        new Tale(key, persona).Screened("officer.immigration", screened, ScreeningOutcome.ReasonableGrounds, pattern: true).Then(acts);
}
