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
        return alone ? null : WhyNotForAdult(answer);
    }

    /// <summary>Why this answer cannot stand as a no, or null: the person may always say it, in their place whoever might have said yes.</summary>
    public Refusal? WhyNoRefusal(Answer answer) => WhyNoRefusal(answer, IsTreatedAsChild) ?? (answer.StandsIn?.Named is { } guardian ? WhyNoConsent(guardian) : null);

    private static Refusal? WhyNoRefusal(Answer answer, bool asChild)
    {
        if (MayBeSuspect(answer)) return new Refusal("consent.suspectParent");
        if (answer.GivenBy == ConsentGiver.Person) return null;
        if (!asChild) return WhyNotForAdult(answer);
        return answer.GivenBy == ConsentGiver.CompetentOfficial ? WhyNotOfficial(answer) : WhyNotInPlace(answer);
    }

    /// <summary>Who may take back a consent: as a no; for an adult the representative who gave it shows no mandate again.</summary>
    public Refusal? WhyNotTakenBack(Consent consent, Answer said)
    {
        var again = !IsTreatedAsChild && said.GivenBy == ConsentGiver.Representative && consent.GivenBy == ConsentGiver.Representative
            && said.StandsIn is { } who && StandsIn.SameName(who.Name, consent.GiverName);
        return WhyNoRefusal(again ? said with { Mandate = new Mandate(consent.Mandate ?? MandateKind.SaidBeforeWitness, consent.MandateDocument), Witness = said.Witness ?? Witness.Of(consent.Witness?.Open(), consent.WitnessRole) } : said);
    }

    private static Refusal? WhyNotForAdult(Answer answer)
    {
        if (answer.GivenBy != ConsentGiver.Representative) return new Refusal("consent.adultDecides");
        if (WhyNotInPlace(answer) is { } refusal) return refusal;
        if (answer.Mandate is not { } mandate) return new Refusal("consent.mandate");
        return mandate.Document is null && (mandate.Kind != MandateKind.SaidBeforeWitness || answer.Witness is null) ? new Refusal("consent.mandateProof") : null;
    }

    // Somebody who was looked into, and not the one who writes it down: nobody answers before themselves.
    private static Refusal? WhyNotInPlace(Answer answer) => WhyNotLookedInto(answer) ?? (IsByTheRecorder(answer) ? new Refusal("consent.giverRecords") : null);

    // By name and office, and likewise not the one who writes it down.
    private static Refusal? WhyNotOfficial(Answer answer)
    {
        if (WhyNotLookedInto(answer) is not null) return new Refusal("consent.official");
        return IsByTheRecorder(answer) ? new Refusal("consent.officialRecords") : null;
    }

    // With a name. Of whom the case names, what it knows counts, whatever a form says.
    private static Refusal? WhyNotLookedInto(Answer answer)
    {
        if (answer.StandsIn is not { } who) return new Refusal("consent.standsIn");
        var named = answer.Known.Where(g => g.EndedAt is null && StandsIn.SameName(who.Name, g.Name)).ToList();
        return who.Check == SuspectCheck.Cleared && (named.Count == 0 || named.Exists(g => g.Check == SuspectCheck.Cleared)) ? null : new Refusal("consent.notChecked");
    }

    private static bool IsByTheRecorder(Answer answer) => answer.StandsIn is { } who && answer.Recorder.Any(name => NameWords.Names(who.Name.Open(), name));

    private static Refusal? WhyNotFor(Answer answer, ConsentPurpose purpose)
    {
        if (answer.GivenBy == ConsentGiver.Person) return new Refusal("consent.childGiver");
        // In an interview the official is the one in front of the child.
        var official = answer.GivenBy == ConsentGiver.CompetentOfficial;
        if (!(official && purpose == ConsentPurpose.Screening) && (official ? WhyNotOfficial(answer) : WhyNotInPlace(answer)) is { } refusal) return refusal;
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
