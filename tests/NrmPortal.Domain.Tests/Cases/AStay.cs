using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Bases of stay with all that each ground needs, for tests that ask about something else.</summary>
internal static class AStay
{
    public static Answer ByAnOfficial { get; } = new(ConsentManner.Signature, ConsentGiver.CompetentOfficial, ChildsView.Agrees, null)
    {
        StandsIn = new(SealedText.Of("An official, MSDHS Tak")!, GuardianRelation.StateRepresentative, SuspectCheck.Cleared),
    };

    public static Consent Agreed(this Case subject, ConsentPurpose purpose, Actor by, DateTimeOffset at) => subject.RecordConsent(
        Guid.NewGuid(), ConsentOutcome.Given, new ConsentTerms(purpose, [Section.Plan], Recipient.AnyThatHelps, null),
        new Explanation([.. ConsentNotice.Points.Select(p => p.Code)], "my", InterpreterUse.Present),
        subject.IsTreatedAsChild && purpose != ConsentPurpose.Screening
            ? ByAnOfficial : new Answer(ConsentManner.Signature, ConsentGiver.Person, subject.IsTreatedAsChild ? ChildsView.Agrees : null, null), by, at);

    public static StayClaim Claim(StayBasis basis, DateTimeOffset from) => new(
        basis, from, basis == StayBasis.CourtExtension ? from.AddDays(2) : null, StayPlace.MsdhsOffice, "MSDHS", "Court", "1/2569", RestsOnConsent: basis == StayBasis.VoluntaryReflection);

    /// <summary>On this ground from then on, after <paramref name="earlier"/>; a voluntary stay with the consent it rests on.</summary>
    public static BasisOfStay Stays(this Case subject, StayBasis basis, DateTimeOffset from, Actor by, DateTimeOffset at, params BasisOfStay[] earlier) => subject.RecordBasisOfStay(
        Guid.NewGuid(), Claim(basis, from), basis == StayBasis.VoluntaryReflection ? subject.Agreed(ConsentPurpose.Assistance, by, at) : null, earlier, endsRunning: false, by, at);
}
