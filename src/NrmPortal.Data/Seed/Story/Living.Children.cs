using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Seed.Story;

/// <summary>Children on every step of their own rules, ages in doubt and shown, and s.41 flags open, alarmed and settled.</summary>
internal static partial class Living
{
    private static IEnumerable<Tale> Children(Anchor at) =>
    [
        new Tale("child-whole", Persona.Child("Nwe Nwe Example", Sex.Female, ExploitationCategory.Sexual)).Screened("officer.immigration", at.Day(13, 9)).Then(
            new AskDcy("caseworker", at.Day(13, 11), "DCY-63"), new AnswerDcy("dcy", at.Day(13, 13)),
            new Represent("caseworker", at.Day(12, 9), GuardianRelation.Parent, GuardianAppointment.ByLaw, SuspectCheck.PossibleSuspect, "Mother Example"),
            new Represent("caseworker", at.Day(12, 10), GuardianRelation.StateRepresentative, GuardianAppointment.ByChildWelfareOfficer, SuspectCheck.Cleared, "Representative Example"),
            new Stay("caseworker", at.Day(12, 11), StayBasis.VoluntaryReflection, at.Date(13), null),
            new Interviewed("dcy", at.Day(11, 10), InterviewEnd.ChildTired), new Interviewed("dcy", at.Day(10, 10)),
            new Aged("dcy", at.Day(10, 14), new([AgeMethod.Interview, AgeMethod.Psychosocial], AgeOutcome.Inconclusive, 210, 18, null, false, null)),
            new Weigh("caseworker", at.Day(9, 10), Determines: false), new Weigh("dcy", at.Day(6, 10), Determines: true)),
        new Tale("child-asked", Persona.Child("Chan Chan Example", Sex.Male, ExploitationCategory.Begging, "KH")).Screened("ngo", at.Day(1, 9))
            .Then(new AskDcy("caseworker", at.Day(1, 12), "DCY-63")),
        new Tale("child-nobody-yet", Persona.Child("Waits Example", Sex.Female)).Screened("officer.labour", at.Day(9, 10)),
        new Tale("age-shown", Persona.Adult("Papers Example", Sex.Male) with { Age = AgeGroup.Unknown }).Screened("officer.police", at.Day(7, 9)).Then(
            new Aged("caseworker", at.Day(4, 10), new([AgeMethod.Documents], AgeOutcome.Adult, null, null, at.Date(22 * 365), false, null))),
        new Tale("age-turned", Persona.Child("Birthday Example", Sex.Male)).Screened("officer.labour", at.Day(14, 9)).Then(
            new AskDcy("caseworker", at.Day(14, 11), "DCY-63"), new AnswerDcy("dcy", at.Day(14, 12)), new Weigh("caseworker", at.Day(12, 9), Determines: false),
            new Aged("caseworker", at.Day(2, 9), new([AgeMethod.Documents], AgeOutcome.TurnedEighteen, null, null, at.Date(5).AddYears(-Case.AdultAt), false, null))),

        Judged("s41-open", Persona.Adult("Crossed Example", Sex.Male, ExploitationCategory.ForcedCriminality), at.Day(6, 9))
            .Then(new FlagS41("officer.immigration", at.Day(5, 9), "entry_stay", "unpermitted_work")),
        Judged("s41-alarm", Persona.Adult("Charged Example", Sex.Female, ExploitationCategory.Sexual), at.Day(16, 9))
            .Then(new FlagS41("caseworker", at.Day(15, 9), "prostitution"), new AnswerS41("inquiry", at.Day(9, 9), NonPunishmentOutcome.ProsecutedWithoutPermission)),
        Judged("s41-spared", Persona.Adult("Spared Example", Sex.Male), at.Day(19, 9))
            .Then(new FlagS41("officer.immigration", at.Day(18, 9), "travel_document", "false_statement"), new AnswerS41("inquiry", at.Day(14, 9), NonPunishmentOutcome.NotProsecuted), new AnswerS41("prosecutor", at.Day(12, 9), NonPunishmentOutcome.NotProsecuted)),
        Judged("s41-permitted", Persona.Adult("Permitted Example", Sex.Male, ExploitationCategory.ForcedCriminality, "CN"), at.Day(25, 9))
            .Then(new FlagS41("caseworker", at.Day(24, 9), "entry_stay"), new AnswerS41("inquiry", at.Day(16, 9), NonPunishmentOutcome.MinisterPermitted), new AnswerS41("prosecutor", at.Day(13, 9), NonPunishmentOutcome.MinisterPermitted)),
    ];
}
