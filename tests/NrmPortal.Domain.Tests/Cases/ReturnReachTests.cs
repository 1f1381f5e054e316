using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Returns;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;
using static NrmPortal.Domain.Tests.Cases.AReturn;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Who outside hears of the person for a return, on what, and how they are told to stop.</summary>
public sealed class ReturnReachTests
{
    private static readonly Actor Consul = By with { Role = Role.ForeignAffairsOfficer, UnitId = Guid.NewGuid() };

    private readonly Case file = On(Stage.Assistance);

    public static TheoryData<Role> Recorders => [.. Enum.GetValues<Role>().Where(r => RoleGrants.Has(r, Permission.ReturnRecord))];

    private static ReturnStep Reach(Case subject, ReturnFile known, Actor by, ReturnStepTerms? terms = null) =>
        subject.RecordReturnStep(Guid.NewGuid(), terms ?? Terms(ReturnStepKind.NationalityAsked), null, known, by, At);

    [Theory, MemberData(nameof(Recorders))]
    public void NobodyReachesAnEmbassy_WithoutThePersonsYes_WhateverTheyRead(Role role)
    {
        var by = By with { Role = role };
        Assert.Equal("return.agreeFirst", Code(() => Reach(file, ReturnFile.Empty, by)));
        Assert.Equal("return.agreeFirst", Code(() => Reach(file, new ReturnFile([], null, [file.Consented(ConsentOutcome.Refused)]) { Told = new ReturnWord(Guid.NewGuid(), At.AddDays(-9)) }, by)));
        // What the database answers one who reads no consents.
        var word = new ReturnWord(Guid.NewGuid(), At.AddDays(-1));
        Assert.Equal(word.ConsentId, Reach(file, ReturnFile.Empty with { Told = word }, by).Disclosure!.ConsentId);
        Assert.Equal("return.agreeFirst", Code(() => Reach(file, ReturnFile.Empty with { Told = word }, by, Terms(ReturnStepKind.NationalityAsked) with { On = Today.AddDays(-2) })));
        Assert.Equal("share.groundOfChild", Code(() => Reach(file, ReturnFile.Empty with { Told = word }, by, Terms(ReturnStepKind.FamilyTraced) with { Reach = new(null, DisclosureChannel.Telephone, LegalGrounds.ChildInterest, Text) })));
    }

    [Fact]
    public void WhatWasTold_IsADisclosure_OfThePersonsOwnYes()
    {
        var yes = file.Consented();
        var known = new ReturnFile([], null, [yes]);
        var step = Reach(file, known, By, Terms(ReturnStepKind.FamilyAssessed) with { Reach = new(OutsideRecipient.InternationalOrganisation, DisclosureChannel.Telephone) });
        var told = step.Disclosure!;
        Assert.Equal((step.Id, yes.Id, OutsideRecipient.InternationalOrganisation, DisclosureChannel.Telephone), (told.ReturnStepId!.Value, told.ConsentId!.Value, told.ToOutside!.Value, told.How));
        Assert.Equal([Section.Identity, Section.Family], told.Sections);
        Assert.Null(Reach(file, known, By, Terms(ReturnStepKind.RiskAssessed)).Disclosure);
        // Put right, nobody new hears of it; another name is somebody new.
        var right = Terms(ReturnStepKind.FamilyAssessed) with { Why = Text };
        Assert.Null(file.Step(right, ReturnFile.Empty, step).Disclosure);
        Assert.Equal("return.agreeFirst", Code(() => file.Step(right with { Who = SealedText.Of("another") }, ReturnFile.Empty, step)));
        Assert.Equal("share.recipient", Code(() => Reach(file, known, By, Terms(ReturnStepKind.FamilyTraced) with { Reach = new(OutsideRecipient.Court, DisclosureChannel.Meeting) })));
    }

    [Fact]
    public void TakenBack_WhoeverReachedThem_IsAskedToTellThemToStop_AndMaySayThatTheyDid()
    {
        var yes = file.Consented();
        var known = new ReturnFile([], null, [yes]);
        var (theirs, ours) = (Reach(file, known, Consul).Disclosure!, Reach(file, known, By with { UnitId = file.OwnerUnitId }).Disclosure!);
        file.WithdrawConsent(yes, Answer.Own(ConsentManner.Oral), [], [theirs, ours], By, At);
        var asked = file.Tasks.Where(t => t.Code == TaskCode.TellRecipientToStop).ToList();
        Assert.Equal([(theirs.Id.ToString(), file.OwnerUnitId), (theirs.Id.ToString(), Consul.UnitId), (ours.Id.ToString(), file.OwnerUnitId)], asked.Select(t => (t.About!, t.ToUnitId!.Value)));
        var told = new StopTold(Text, Today, DisclosureChannel.Telephone, RecipientAnswer.Stops, null);
        Assert.Equal("referral.notYours", Code(() => file.RecordRecipientTold(ours, told, Consul, At)));
        file.RecordRecipientTold(theirs, told, Consul, At);
        Assert.False(theirs.IsToTell);
        Assert.Equal("return.agreeFirst", Code(() => Reach(file, known, Consul)));
    }

    [Fact]
    public void OfAChild_ByWhatWasDetermined_OrOnAGroundWithItsReason_AfterAnAssessment()
    {
        var child = On(Stage.Assistance, adult: false);
        var ground = new ReturnReach(null, DisclosureChannel.Telephone, LegalGrounds.ChildInterest, Text);
        string? Traced(ReturnReach? reach = null) => Code(() => Reach(child, ReturnFile.Empty, By, reach is null ? Terms(ReturnStepKind.FamilyTraced) : Terms(ReturnStepKind.FamilyTraced) with { Reach = reach }));
        Assert.Equal("return.childFirst", Traced(ground));
        child.With(nameof(Case.BestInterestsOn), Today);
        Assert.Equal("return.childGround", Traced());
        Assert.Equal("return.childGround", Traced(ground with { Why = null }));
        Assert.Null(Traced(ground));
        child.With(nameof(Case.DeterminedOn), Today).With(nameof(Case.DeterminedOutcome), BestInterestsOutcome.StayInCare).With(nameof(Case.DeterminedUntil), Today);
        Assert.Equal("return.childGround", Traced());
        child.With(nameof(Case.DeterminedOutcome), BestInterestsOutcome.FamilyOrKin);
        var told = Reach(child, ReturnFile.Empty, By).Disclosure!;
        Assert.Equal((LegalGrounds.ChildInterest, null, null), (told.LegalGround, told.ConsentId, told.GroundReason));
        Assert.Equal("return.childGround", Code(() => Reach(child.With(nameof(Case.DeterminedUntil), Today.AddDays(-1)), ReturnFile.Empty, By)));
    }
}
