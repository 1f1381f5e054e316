using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;

namespace NrmPortal.Data.Seed.Story;

/// <summary>Runs of acts that many tales share.</summary>
internal static class Chapters
{
    private static readonly Dictionary<string, string> Shelters = new(StringComparer.Ordinal)
    {
        ["SHM-12"] = "shelter.msdhs",
        ["SHM-65"] = "shelter.msdhs2",
        ["SHP-10"] = "shelter.police",
        ["SHN-63"] = "shelter.ngo",
    };

    /// <summary>One proposes to end the work on the case and DATIP's coordinator agrees.</summary>
    public static Tale Ended(this Tale tale, string by, DateTimeOffset at, CaseAction how, ClosureReason reason) =>
        tale.Then([.. tale.Acts.OfType<AnswerDcy>().Select(a => new AnswerDanger(a.By, at.AddHours(-4)))])
            .Then(new AnswerDanger(by, at.AddHours(-3)), new ProposeEnd(by, at.AddHours(-2), how, reason), new AgreeEnd("datip.coordinator", at));

    /// <summary>First contact, interview, conclusion: an hour of one officer.</summary>
    public static Tale Screened(this Tale tale, string by, DateTimeOffset at, ScreeningOutcome outcome = ScreeningOutcome.ReasonableGrounds, bool pattern = false) => tale.Then(
        new Notify(by, at),
        new Begin(by, at.AddMinutes(10), tale.Persona.Begun),
        new Conclude(by, at.AddMinutes(55), tale.Persona.Concluded(outcome, pattern)));

    /// <param name="sits">When the meeting is, where several cases are on its agenda.</param>
    public static Tale Convened(this Tale tale, Crew crew, DateTimeOffset at, int round = 1, DateTimeOffset? sits = null) =>
        tale.Then(new Convene(crew.Secretary, at, crew.Authority, crew.Members) { Round = round, Sits = sits });

    /// <summary>Each member who is named speaks, an hour after the other; the first may hold the opposite of the rest.</summary>
    public static Tale Heard(this Tale tale, IEnumerable<string> members, DateTimeOffset at, IdentificationOutcome tendency, bool dissent = false) =>
        tale.Then(members.Select((member, i) => Opinion(member, at.AddHours(i), tendency, opposite: dissent && i == 0)));

    /// <summary>The whole identification: convened, heard a day later, decided another day later and told to the person.</summary>
    public static Tale Decided(this Tale tale, Crew crew, DateTimeOffset convened, IdentificationOutcome outcome, bool dissent = false) => tale
        .Convened(crew, convened).Heard(crew.Members, convened.AddDays(1), outcome, dissent)
        .Then(new Attend(crew.Secretary, convened.AddDays(1).AddHours(8)), new Minute(crew.Secretary, convened.AddDays(1).AddHours(8)), new Decide(crew.Authority, convened.AddDays(2), outcome),
            new TellPerson(crew.Caseworker, convened.AddDays(2).AddMinutes(30)));

    /// <summary>What comes before a lasting decision for a child: DCY, somebody who acts for the child, assessment and determination; a day.</summary>
    public static Tale Weighed(this Tale tale, Crew crew, DateTimeOffset at) => tale.Then(
        new AskDcy(crew.Caseworker, at, $"DCY-{crew.Province}"), new AnswerDcy(crew.Dcy, at.AddHours(2)),
        new Represent(crew.Caseworker, at.AddHours(4), GuardianRelation.StateRepresentative, GuardianAppointment.ByChildWelfareOfficer, SuspectCheck.Cleared, "Representative Example"),
        new Weigh(crew.Caseworker, at.AddHours(6), Determines: false), new Weigh(crew.Dcy, at.AddHours(20), Determines: true));

    /// <summary>Referred to a shelter and approved for it: two hours.</summary>
    public static Tale Offered(this Tale tale, string by, string unit, DateTimeOffset at) => tale.Then(
        new Refer(by, at) { Unit = unit },
        new Claim("datip", at.AddHours(1)),
        new Approve("datip", at.AddHours(2), unit));

    /// <summary>Offered, accepted and arrived: six hours.</summary>
    public static Tale Housed(this Tale tale, string by, string unit, DateTimeOffset at, StayBasis basis = StayBasis.VoluntaryReflection) => tale
        .Offered(by, unit, at)
        .Then(new Accept(WorkerOf(unit), at.AddHours(4), basis), new Arrive(WorkerOf(unit), at.AddHours(6)));

    /// <summary>On to another shelter, from one they live in: six hours.</summary>
    public static Tale Moved(this Tale tale, string by, string unit, DateTimeOffset at, StayBasis basis) => tale.Then(new Act[]
    {
        new Refer(by, at) { Unit = unit }, new Claim("datip", at.AddHours(1)), new Approve("datip", at.AddHours(2), unit),
        new Accept(WorkerOf(unit), at.AddHours(4), basis), new Arrive(WorkerOf(unit), at.AddHours(6)),
    }.Select(a => new Onward(a)));

    public static string WorkerOf(string shelter) => Shelters[shelter];

    private static Opine Opinion(string by, DateTimeOffset at, IdentificationOutcome tendency, bool opposite) => tendency switch
    {
        IdentificationOutcome.VictimTraffickingS6 => new(by, at, opposite ? Finding.No : Finding.Yes, opposite ? Finding.No : Finding.Unclear),
        IdentificationOutcome.VictimForcedLabourS61 => new(by, at, Finding.No, opposite ? Finding.No : Finding.Yes),
        IdentificationOutcome.NotVictim or IdentificationOutcome.NotVictimButVulnerable => new(by, at, opposite ? Finding.Yes : Finding.No, Finding.No),
        _ => new(by, at, opposite ? Finding.Yes : Finding.Unclear, Finding.Unclear),
    };
}
