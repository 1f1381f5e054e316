using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>In years; Act B.E. 2551 (2008) s.4: a child is a person under eighteen.</summary>
    public const int AdultAt = 18;

    /// <summary>The last age assessment: from then on nothing but another one changes the age group.</summary>
    public DateOnly? AgeRecordedOn { get; private set; }

    /// <summary>
    /// Records an age assessment. An adult outcome needs a document, or two methods and an estimate whose lower bound is eighteen;
    /// what stays in doubt is for the child. Who was a child when the case began stays under the rules for children until
    /// <see cref="AgeOutcome.TurnedEighteen"/> is recorded or the case ends.
    /// </summary>
    /// <remarks>What was consented to by somebody whose answer it is no more is asked anew, by the database: whoever assesses need not read a consent.</remarks>
    public AgeAssessment AssessAge(Guid id, AgeFindings findings, Actor by, DateTimeOffset at)
    {
        RequireSoundMethods(findings);
        if (findings.BornOn is { } born) RequireAgreement(findings, born, at);
        else if (findings.Outcome == AgeOutcome.TurnedEighteen) throw new RefusedException("age.turnedNeedsBirth");
        else if (findings.Outcome == AgeOutcome.Adult) RequireBeyondDoubt(findings);
        Apply(CaseAction.AssessAge, by, at, ("outcome", findings.Outcome.ToString()));
        var wasAdult = !IsTreatedAsChild;
        AgeGroup = findings.Outcome switch
        {
            AgeOutcome.Adult or AgeOutcome.TurnedEighteen => AgeGroup.Adult,
            AgeOutcome.Child => AgeGroup.Child,
            _ => AgeGroup == AgeGroup.Child ? AgeGroup.Child : AgeGroup.Unknown,
        };
        AgeRecordedOn = ThaiDay.Of(at);
        // A later doubt begins anew, and DCY alone says that its part is over.
        if (!IsTreatedAsChild) ForgetBestInterests();
        if (!wasAdult && !IsTreatedAsChild && DcyUnitId is { } dcy) Tell(NoticeCode.DcyNoChild, Audience.Of(dcy, Role.DcyOfficer), "/child", by, at);
        if (wasAdult) AskForWhoIsAChildAfterAll(by, at);
        return new AgeAssessment(id, Id, findings, by, at);
    }

    // Where nobody works on the case any more, or on another pathway, it is child protection that is asked.
    private void AskForWhoIsAChildAfterAll(Actor by, DateTimeOffset at)
    {
        if (Stage is Stage.FollowUp or Stage.OtherPathway && IsTreatedAsChild) OpenChildProtection(by, at);
        else if (NrmNumber is not null) AskForTheChild(by, at);
    }

    private static void RequireSoundMethods(AgeFindings findings)
    {
        if (findings.Methods.Count == 0) throw new RefusedException("age.method");
        if (findings.Reasons is null) throw new RefusedException("age.reasons");
        if (findings.EstimatedMonths is < 0 or > 1500 || findings.MarginMonths is < 0 or > 1500) throw new RefusedException("age.estimate");
        if (!findings.Methods.Contains(AgeMethod.Medical)) return;
        if (!findings.AgreedToMedical) throw new RefusedException("age.medicalConsent");
        if (findings.Methods.All(m => m == AgeMethod.Medical)) throw new RefusedException("age.medicalLast");
    }

    private void RequireAgreement(AgeFindings findings, DateOnly born, DateTimeOffset at)
    {
        RequireNotFuture(born, at);
        if (!findings.Methods.Contains(AgeMethod.Documents)) throw new RefusedException("age.birthNeedsDocument");
        var adultFrom = born.AddYears(AdultAt);
        var shown = adultFrom > ThaiDay.Of(at) ? AgeOutcome.Child : adultFrom > ThaiDay.Of(OpenedAt) ? AgeOutcome.TurnedEighteen : AgeOutcome.Adult;
        // A document can be doubted, and then the doubt is for the child; it cannot be read as its opposite.
        if (findings.Outcome != shown && findings.Outcome is not (AgeOutcome.Inconclusive or AgeOutcome.Child)) throw new RefusedException("age.birthDisagrees");
    }

    private static void RequireBeyondDoubt(AgeFindings findings)
    {
        if (findings.Methods.Distinct().Count() < 2) throw new RefusedException("age.twoMethods");
        if (findings.EstimatedMonths is not { } estimate || findings.MarginMonths is not { } margin) throw new RefusedException("age.estimate");
        if (estimate - margin < AdultAt * 12) throw new RefusedException("age.benefitOfDoubt");
    }
}
