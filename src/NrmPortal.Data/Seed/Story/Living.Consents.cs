using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Seed.Story;

/// <summary>People who gave, refused and took back their consent, and what became of the shares.</summary>
internal static partial class Living
{
    private const string Embassy = "An embassy made up for the demonstration";

    private static IEnumerable<Tale> Consenting(Anchor at) =>
    [
        // Housed, then taken back: the shelter keeps the core. Of two the other goes on upon a legal ground.
        Sent("withdrawn-consent", Persona.Adult("Thiri Example", Sex.Female), at.Day(9, 9)).Housed("caseworker", "SHN-63", at.Day(7, 9))
            .Then(new TakeBack("caseworker", at.Day(1, 10), ConsentPurpose.Referral)),
        Sent("restored-share", Persona.Adult("Win Mar Example", Sex.Female), at.Day(10, 9)).Housed("caseworker", "SHM-12", at.Day(8, 9))
            .Then(new TakeBack("caseworker", at.Day(3, 10), ConsentPurpose.Referral), new Restore("caseworker", at.Day(2, 11), "SHM-12", "s33", "Medical care at the shelter cannot wait.")),
        // Before anybody accepted: back with the sender.
        Sent("withdrawn-unaccepted", Persona.Adult("Sandar Example", Sex.Female), at.Day(5, 9)).Offered("caseworker", "SHM-12", at.Day(3, 9))
            .Then(new TakeBack("caseworker", at.Day(1, 11), ConsentPurpose.Referral)),

        Sent("disclosed-embassy", Persona.Adult("Passport Example", Sex.Male), at.Day(8, 10), ToEmbassy(at.Day(6, 9), "A travel document")),
        Sent("disclosure-ended", Persona.Adult("Changed Mind Example", Sex.Female), at.Day(8, 11),
            [.. ToEmbassy(at.Day(6, 11), "Tracing the family"), new TakeBack("caseworker", at.Day(1, 12), ConsentPurpose.Disclosure)]),
        Sent("disclosed-court", Persona.Adult("Court Example", Sex.Male), at.Day(7, 12),
            new Disclosed("caseworker", at.Day(2, 12), OutsideRecipient.Court, "A court made up for the demonstration", "Extension of the protection") { Ground = "s29" }),

        // A child who says no: child protection, and the case stays open.
        Sent("child-refused", Persona.Child("Kyaw Kyaw Example", Sex.Male, ExploitationCategory.Begging), at.Day(4, 12),
            new Answered("caseworker", at.Day(1, 13), ConsentPurpose.Referral, ConsentOutcome.Refused) { Sections = [Section.Identity, Section.Health] }),
        // A consent whose last day has passed, and one that runs out in some days.
        Sent("consent-expired", Persona.Adult("Aye Mya Example", Sex.Female), at.Day(9, 13),
            new Answered("caseworker", at.Day(8, 13), ConsentPurpose.Assistance) { Until = ThaiDay.Of(at.Day(2, 9)) },
            new Answered("caseworker", at.Day(8, 14), ConsentPurpose.Referral) { Until = at.Date(-4) }),
    ];

    private static Act[] ToEmbassy(DateTimeOffset at, string reason) =>
    [
        new Answered("caseworker", at, ConsentPurpose.Disclosure) { To = new Recipient(null, null, OutsideRecipient.Embassy) },
        new Disclosed("caseworker", at.AddHours(1), OutsideRecipient.Embassy, Embassy, reason),
    ];
}
