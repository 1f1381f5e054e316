using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Seed.Story;

/// <summary>People who have a place at a shelter of the ministry, the police or an NGO; some on their way, some placed before DATIP's review.</summary>
internal static partial class Living
{
    private static IEnumerable<Tale> Placed(Anchor at) =>
    [
        Sent("accepted", Persona.Adult("Htay Htay Example", Sex.Female), at.Day(5, 9)).Offered("caseworker", "SHM-12", at.Day(2, 9))
            .Then(new Accept("shelter.msdhs", at.Day(1, 9), StayBasis.WelfareS33)),
        Sent("accepted-overdue", Persona.Adult("Late Example", Sex.Male), at.Day(14, 9)).Offered("caseworker", "SHM-65", at.Day(12, 9))
            .Then(new Accept("shelter.msdhs2", at.Day(11, 9))),
        Sent("arrived", Persona.Adult("Ei Phyu Example", Sex.Female) with { WithFamily = true }, at.Day(8, 9)).Housed("caseworker", "SHM-12", at.Day(6, 9)),
        Sent("arrived-girl", Persona.Child("Ma Lay Example", Sex.Female, ExploitationCategory.Sexual), at.Day(7, 9)).Housed("caseworker", "SHM-12", at.Day(5, 9), StayBasis.WelfareS33),
        Sent("arrived-boy", Persona.Child("Nyi Nyi Example", Sex.Male, ExploitationCategory.Begging), at.Day(7, 10)).Housed("caseworker", "SHM-65", at.Day(5, 10), StayBasis.WelfareS33),
        Sent("arrived-unknown-age", Persona.Adult("Age Unknown Example", Sex.Male, ExploitationCategory.ForcedCriminality) with { Age = AgeGroup.Unknown }, at.Day(6, 13))
            .Housed("caseworker", "SHP-10", at.Day(4, 10), StayBasis.WelfareS33),
        Sent("arrived-police", Persona.Adult("Witness Example", Sex.Male, ExploitationCategory.ForcedCriminality, "CN") with { Health = "An old injury of the hand, made up." }, at.Day(9, 9))
            .Housed("caseworker", "SHP-10", at.Day(7, 9)),
        new Tale("arrived-family", Persona.Adult("Family Example", Sex.Female) with { WithFamily = true }).Screened("ngo", at.Day(9, 11)).Housed("ngo", "SHN-63", at.Day(8, 9)),
        Sent("accepted-foundation", Persona.Adult("Than Than Example", Sex.Female), at.Day(4, 13)).Offered("caseworker", "SHN-63", at.Day(2, 10))
            .Then(new Accept("shelter.ngo", at.Day(1, 14))),
        // Lives in one shelter, and since the day before yesterday in another: the first hands over what it keeps.
        Sent("moved", Persona.Adult("Moved On Example", Sex.Female), at.Day(13, 9)).Housed("caseworker", "SHM-12", at.Day(11, 9), StayBasis.WelfareS33)
            .Then(new LeftWith("shelter.msdhs", at.Day(10, 9), "A suitcase (made up)")).Moved("caseworker", "SHN-63", at.Day(2, 9), StayBasis.WelfareS33),

        // Placed first: DATIP's review is due, is overdue, and has been made.
        Emergency("emergency-placed", Persona.Adult("Night Example", Sex.Female), at.Hours(9), at.Hours(7)),
        Emergency("emergency-review-overdue", Persona.Child("Storm Example", Sex.Male), at.Day(5, 20), at.Day(5, 22), StayBasis.WelfareS33).Then(new Arrive("shelter.ngo", at.Day(5, 23))),
        Emergency("emergency-reviewed", Persona.Adult("Dawn Example", Sex.Female), at.Day(6, 2), at.Day(6, 4)).Then(
            new Arrive("shelter.ngo", at.Day(6, 6)), new ReviewAfter("datip", at.Day(5, 10), "The place fits; the stay goes on.")),
    ];

    private static Tale Emergency(string key, Persona persona, DateTimeOffset screened, DateTimeOffset placed, StayBasis basis = StayBasis.VoluntaryReflection) => Sent(key, persona, screened,
        new Refer("officer.immigration", placed.AddMinutes(-30)) { Emergency = true, Unit = "SHN-63" }, new Accept("shelter.ngo", placed, basis));
}
