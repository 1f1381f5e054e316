using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>Why this answer cannot stand as a consent to that purpose, or null: an adult decides alone; for a child somebody who has no part in what happened.</summary>
    public Refusal? WhyNoConsent(ConsentPurpose purpose, Answer answer) => WhyNoConsent(purpose, answer, IsTreatedAsChild) ?? (answer.StandsIn?.Named is { } guardian ? WhyNoConsent(guardian) : null);

    /// <summary>The same before the age is on the case, as in a screening.</summary>
    public static Refusal? WhyNoConsent(ConsentPurpose purpose, Answer answer, bool asChild)
    {
        // Of whatever age and for whatever purpose: nobody answers for the person who may be the suspect.
        if (MayBeSuspect(answer)) return new Refusal("consent.suspectParent");
        var alone = answer.GivenBy == ConsentGiver.Person;
        // An interview is agreed to by the person in front of the officer, a child too.
        if (alone && purpose == ConsentPurpose.Screening) return null;
        if (asChild) return WhyNotFor(answer, purpose);
        return alone ? null : answer.GivenBy == ConsentGiver.Representative ? WhyNotInPlace(answer.StandsIn) : new Refusal("consent.adultDecides");
    }

    // Somebody with a name, who was looked into.
    private static Refusal? WhyNotInPlace(StandsIn? who) => who is null ? new Refusal("consent.standsIn")
        : who.Check == SuspectCheck.Cleared ? null : new Refusal("consent.notChecked");

    private static Refusal? WhyNotFor(Answer answer, ConsentPurpose purpose)
    {
        if (answer.GivenBy == ConsentGiver.Person) return new Refusal("consent.childGiver");
        // An official has a name and an office too; in an interview it is the one in front of the child.
        var official = answer.GivenBy == ConsentGiver.CompetentOfficial;
        if (!(official && purpose == ConsentPurpose.Screening) && WhyNotInPlace(answer.StandsIn) is { } refusal) return official ? new Refusal("consent.official") : refusal;
        if (answer.ChildsView is null) return new Refusal("consent.childsView");
        if (answer.ChildsView == ChildsView.Disagrees) return new Refusal("consent.childDisagrees");
        // What is not signed needs another pair of eyes, where one person answers for another.
        return answer.How != ConsentManner.Signature && answer.Witness is null ? new Refusal("consent.witness") : null;
    }

    private static bool MayBeSuspect(Answer answer) => answer.StandsIn is { } who
        && (who.Check == SuspectCheck.PossibleSuspect || answer.Known.Any(g => g.Check == SuspectCheck.PossibleSuspect && StandsIn.SameName(who.Name, g.Name)));

    private void Fall(Guardian guardian, GivenSoFar so, Actor by, DateTimeOffset at)
    {
        if (guardian.Check != SuspectCheck.PossibleSuspect) return;
        var fallen = so.Consents.Where(c => c.CaseId == Id && c.Outcome == ConsentOutcome.Given && c.WithdrawnAt is null && c.GivenByThe(guardian)).ToList();
        foreach (var consent in fallen)
        {
            consent.Fall(by, at);
            EndSharesOn(consent, so.Referrals, so.Disclosures, by, at);
        }

        if (fallen.Count > 0) OpenChildProtection(by, at);
    }
}

/// <summary>What a case has given and on what: everything that may fall with a guardian.</summary>
public sealed record GivenSoFar(IReadOnlyCollection<Consent> Consents, IReadOnlyCollection<Referrals.Referral> Referrals, IReadOnlyCollection<Disclosure> Disclosures)
{
    public static GivenSoFar Nothing { get; } = new([], [], []);
}
