using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Screening;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>The consent step in the domain's words: who said yes to the interview, how, before whom.</summary>
public static class ConsentAnswers
{
    /// <param name="known">The guardians named on the case, as far as the reader may see them.</param>
    /// <param name="recorder">The names of whoever fills it in.</param>
    public static Answer Of(ScreeningAnswers answers, IReadOnlyCollection<Guardian> known, IReadOnlyCollection<string> recorder)
    {
        var given = answers["consent_outcome"] == "given";
        // The officer asks the child itself whether to talk.
        ChildsView? view = given && answers.AgeGroup != AgeGroup.Adult ? ChildsView.Agrees : null;
        return new Answer(given ? Manner(answers) : null, given ? Giver(answers) : ConsentGiver.Person, view, given ? Witness.Of(answers["witness_name"], RoleOf(answers)) : null)
        {
            StandsIn = given ? StandsIn.Of(answers["giver_name"], Relation(answers), Check(answers)) : null,
            Known = known,
            Recorder = recorder,
        };
    }

    /// <summary>What stands against this consent and the field it stands beside; null where none is given or it may stand.</summary>
    public static (string Field, Refusal Why)? WhyNot(ScreeningAnswers answers, IReadOnlyCollection<Guardian> known, IReadOnlyCollection<string> recorder)
    {
        if (answers["consent_outcome"] != "given") return null;
        var refusal = Case.WhyNoConsent(ConsentPurpose.Screening, Of(answers, known, recorder), answers.AgeGroup != AgeGroup.Adult);
        return refusal is null ? null : (FieldOf(refusal), refusal);
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "consent.suspectParent" or "consent.notChecked" => "giver_check",
        "consent.standsIn" or "consent.giverRecords" => "giver_name",
        "consent.witness" => "witness_name",
        _ => "consent_giver",
    };

    // Of a form without the question: asked and answered in talking.
    private static ConsentManner Manner(ScreeningAnswers answers) => answers["consent_manner"] switch
    {
        "signature" => ConsentManner.Signature,
        "thumbprint" => ConsentManner.Thumbprint,
        "witnessed" => ConsentManner.Witnessed,
        _ => ConsentManner.Oral,
    };

    // A form that never asked, and an adult, answer for themselves.
    private static ConsentGiver Giver(ScreeningAnswers answers) => answers.AgeGroup == AgeGroup.Adult ? ConsentGiver.Person : answers["consent_giver"] switch
    {
        "guardian" => ConsentGiver.Guardian,
        "representative" => ConsentGiver.Representative,
        "official" => ConsentGiver.CompetentOfficial,
        _ => ConsentGiver.Person,
    };

    private static GuardianRelation? Relation(ScreeningAnswers answers) => Giver(answers) == ConsentGiver.Person ? null : answers["giver_relation"] switch
    {
        "parent" => GuardianRelation.Parent,
        "relative" => GuardianRelation.Relative,
        "appointed" => GuardianRelation.AppointedGuardian,
        "state" => GuardianRelation.StateRepresentative,
        "ngo" => GuardianRelation.NgoRepresentative,
        "other" => GuardianRelation.Other,
        _ => null,
    };

    private static SuspectCheck? Check(ScreeningAnswers answers) => answers["giver_check"] switch
    {
        "cleared" => SuspectCheck.Cleared,
        "possible" => SuspectCheck.PossibleSuspect,
        "not_checked" => SuspectCheck.NotChecked,
        _ => null,
    };

    private static WitnessRole? RoleOf(ScreeningAnswers answers) => answers["witness_role"] switch
    {
        "interpreter" => WitnessRole.Interpreter,
        "social_worker" => WitnessRole.SocialWorker,
        "psychologist" => WitnessRole.Psychologist,
        "official" => WitnessRole.Official,
        "ngo" => WitnessRole.NgoWorker,
        "relative" => WitnessRole.Relative,
        "other" => WitnessRole.Other,
        _ => null,
    };
}
