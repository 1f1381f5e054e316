using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Identification;

namespace NrmPortal.Data.Seed.Story;

/// <summary>Before the MDT with no, one or all opinions, in a second round, and decided that the person is no victim.</summary>
internal static partial class Living
{
    private static readonly Crew ChildPanel = Crew.Tak with { Members = ["dcy", "justice", "labour"] };
    private static readonly Crew SecondLook = Crew.Tak with { Authority = "authority2" };
    private static readonly Crew ReturnPanel = Crew.Tak with { Members = ["mfa", "prosecutor", "mdt"] };

    private static IEnumerable<Tale> Judged(Anchor at) =>
    [
        Judged("panel-no-opinion", Persona.Adult("Wai Yan Example", Sex.Male), at.Day(6, 9)).Convened(Crew.Tak, at.Day(1, 10), sits: at.Day(-2, 10)),
        Judged("panel-one-opinion", Persona.Adult("Thin Thin Example", Sex.Female), at.Day(8, 9)).Convened(Crew.Tak, at.Day(4, 10), sits: at.Day(-2, 10))
            .Heard(["labour"], at.Day(2, 10), IdentificationOutcome.VictimForcedLabourS61),
        Judged("panel-all-opinions", Persona.Adult("Sithu Example", Sex.Male), at.Day(11, 9)).Convened(Crew.Tak, at.Day(5, 10), sits: at.Day(-2, 10))
            .Heard(Crew.Tak.Members, at.Day(3, 10), IdentificationOutcome.VictimTraffickingS6, dissent: true)
            .Then(new Opine(Crew.Tak.Members[^1], at.Day(2, 10), Finding.Unclear, Finding.No)),
        Judged("panel-child", Persona.Child("เด็กหญิง ตัวอย่าง", Sex.Female, ExploitationCategory.Begging, "KH"), at.Day(7, 9)).Convened(ChildPanel, at.Day(2, 10), sits: at.Day(-2, 10))
            .Heard(["dcy"], at.Day(1, 10), IdentificationOutcome.VictimTraffickingS6),
        Judged("panel-abroad", Persona.Adult("Nguyen Example", Sex.Female, ExploitationCategory.Sexual, "VN"), at.Day(9, 9)).Convened(ReturnPanel, at.Day(3, 10))
            .Heard(["mfa", "prosecutor"], at.Day(2, 10), IdentificationOutcome.VictimTraffickingS6).Then(new Attend("mdt.secretary", at.Day(2, 14), Deputy: true)),
        new Tale("panel-north", Persona.Adult("Nang Seng Example", Sex.Female)).Screened("imm.57", at.Day(9, 9)).Convened(Crew.Of("57"), at.Day(2, 10))
            .Then(new Postpone(Crew.Of("57").Secretary, at.Day(2, 11), at.Day(-3, 10))),
        Judged("panel-called-off", Persona.Adult("Flood Example", Sex.Male), at.Day(8, 9)).Convened(Crew.Tak, at.Day(2, 10), sits: at.Day(-1, 9)).Then(new CallOff("mdt.secretary", at.Day(1, 15))),
        new Tale("panel-fishery", Persona.Adult("Phat Example", Sex.Male, nationality: "KH")).Screened("pol.74", at.Day(10, 9)).Convened(Crew.Of("74"), at.Day(3, 10))
            .Heard(["mdt.74"], at.Day(1, 10), IdentificationOutcome.VictimForcedLabourS61),

        Judged("review-asked", Persona.Adult("Review Example", Sex.Male), at.Day(20, 9)).Decided(Crew.Tak, at.Day(14, 10), IdentificationOutcome.NotVictim, dissent: true)
            .Then(new AskReview("mdt.secretary", at.Day(1, 10), ReviewKind.Review)),
        Judged("review-convened", Persona.Adult("Second Round Example", Sex.Female), at.Day(24, 9)).Decided(Crew.Tak, at.Day(18, 10), IdentificationOutcome.NotVictimButVulnerable)
            .Then(new AskReview("caseworker", at.Day(4, 10), ReviewKind.NewFacts)).Convened(SecondLook, at.Day(3, 10), round: 2)
            .Heard(["prosecutor"], at.Day(1, 10), IdentificationOutcome.VictimTraffickingS6),

        Judged("review-overturned", Persona.Adult("Overturned Example", Sex.Male), at.Day(28, 9)).Decided(Crew.Tak, at.Day(22, 10), IdentificationOutcome.NotVictim, dissent: true)
            .Then(new AskReview("mdt.secretary", at.Day(15, 10), ReviewKind.Review)).Convened(SecondLook, at.Day(14, 10), round: 2)
            .Heard(Crew.Tak.Members, at.Day(12, 10), IdentificationOutcome.VictimTraffickingS6).Then(new Attend("mdt.secretary", at.Day(12, 18)), new Decide("authority2", at.Day(11, 10), IdentificationOutcome.VictimTraffickingS6), new TellPerson("caseworker", at.Day(11, 11))),
        Judged("panel-conflict", Persona.Adult("Conflict Example", Sex.Female), at.Day(12, 9)).Convened(Crew.Tak, at.Day(3, 10), sits: at.Day(-2, 10))
            .Then(new StandBack("labour", at.Day(2, 11)), new SeatAnother("mdt.secretary", at.Day(2, 14), "justice")),

        Judged("not-victim", Persona.Adult("Pyae Example", Sex.Male), at.Day(16, 9)).Decided(Crew.Tak, at.Day(9, 10), IdentificationOutcome.NotVictim),
        Judged("not-victim-but-vulnerable", Persona.Adult("Hsu Example", Sex.Female, ExploitationCategory.Other), at.Day(17, 9))
            .Decided(Crew.Tak, at.Day(10, 10), IdentificationOutcome.NotVictimButVulnerable),
        Judged("time-over", Persona.Adult("หมดเวลา ตัวอย่าง", Sex.Male, ExploitationCategory.ForcedCriminality, "TH"), at.Day(54, 9))
            .Decided(Crew.Tak, at.Day(6, 10), IdentificationOutcome.UndeterminedTimeOver),
    ];

    private static Tale Judged(string key, Persona persona, DateTimeOffset screened) =>
        new Tale(key, persona).Screened("officer.immigration", screened, ScreeningOutcome.ReasonableGrounds, pattern: true).Then(new Manage("caseworker", screened.AddHours(5)));
}
