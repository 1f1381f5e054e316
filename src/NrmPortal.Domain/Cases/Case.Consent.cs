using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    private static readonly ReferralState[] Ended = [ReferralState.Draft, ReferralState.Declined, ReferralState.Withdrawn, ReferralState.Lapsed, ReferralState.Completed];

    /// <summary>The last day of a consent given at that instant, by the settings.</summary>
    public static DateOnly LastDayOfConsent(DateTimeOffset at) => ClockEngine.Run(ClockCode.ConsentExpiry, at).LastDay;

    /// <summary>Records what the person said. A child's refusal opens child protection; it never ends a case.</summary>
    /// <exception cref="RefusedException">Not everything was explained, or somebody answers who cannot answer for this person.</exception>
    public Consent RecordConsent(Guid id, ConsentOutcome outcome, ConsentTerms terms, Explanation told, Answer answer, Actor by, DateTimeOffset at)
    {
        if (told.Points.Any(code => ConsentNotice.Points.All(p => p.Code != code))) throw new RefusedException("consent.points");
        if (outcome == ConsentOutcome.Given) RequireInformed(terms, told, answer, at);
        // A no ends what others gave: it is as much the person's, or their representative's, as the yes.
        if (outcome == ConsentOutcome.Refused && WhyNoRefusal(answer) is { } refusal) throw new RefusedException(refusal);
        var until = outcome == ConsentOutcome.Given ? terms.Until ?? LastDayOfConsent(at) : (DateOnly?)null;
        Apply(CaseAction.RecordConsent, by, at, ("purpose", terms.Purpose.ToString()), ("outcome", outcome.ToString()));
        if (outcome == ConsentOutcome.Refused && IsTreatedAsChild) OpenChildProtection(by, at);
        return new Consent(id, Id, OwnerUnitId, outcome, terms with { Until = until }, told, answer, by, at);
    }

    /// <summary>
    /// The person takes it back: what rests on it ends in the same act, and whoever received is told. What rests on a legal ground stays.
    /// </summary>
    /// <param name="said">Who takes it back, and how.</param>
    /// <param name="referrals">All referrals of the case.</param>
    /// <param name="disclosures">All disclosures of the case.</param>
    public void WithdrawConsent(Consent consent, Answer said, IEnumerable<Referral> referrals, IEnumerable<Disclosure> disclosures, Actor by, DateTimeOffset at)
    {
        RequireMine(consent.CaseId);
        if (WhyNotTakenBack(consent, said) is { } refusal) throw new RefusedException(refusal);
        consent.Withdraw(said, by, at);
        Apply(CaseAction.WithdrawConsent, by, at, ("purpose", consent.Purpose.ToString()));
        EndSharesOn(consent, referrals, disclosures, by, at);
        if (IsTreatedAsChild) OpenChildProtection(by, at);
    }

    /// <summary>A share that had ended lives again on a new consent or a legal ground.</summary>
    /// <param name="answers">What the person answered until now, as far as the reader sees it.</param>
    public void RestoreShare(Referral referral, Consent? consent, string? ground, Recipient receiver, string? reason, Actor by, DateTimeOffset at, IReadOnlyCollection<Consent>? answers = null)
    {
        RequireMine(referral.CaseId);
        RequireStanding(by);
        var basis = RequireBasis(new ShareBasis(consent, ground, SealedText.Of(reason), answers), ConsentPurpose.Referral, referral.Sections, receiver, by, at);
        referral.RestoreShare(basis, reason, by, at);
        Apply(CaseAction.RestoreShare, by, at, ("referral", referral.Number));
        if (referral.ReceiverUnitId is { } unit) Tell(NoticeCode.ShareRestored, Audience.Of(unit), "", by, at, ("referral", referral.Number));
    }

    /// <summary>Shares parts of the file beside a referral.</summary>
    /// <param name="answers">What the person answered until now, as far as the reader sees it.</param>
    public Disclosure Disclose(Guid id, DisclosureRequest request, Consent? consent, Actor by, DateTimeOffset at, IReadOnlyCollection<Consent>? answers = null)
    {
        RequireStanding(by);
        if (request.Sections.Count == 0) throw new RefusedException("share.sections");
        if (request.To.UnitId is null && request.RecipientName is null) throw new RefusedException("share.recipient");
        RequireBasis(new ShareBasis(consent, request.LegalGround, request.GroundReason, answers), ConsentPurpose.Disclosure, request.Sections, request.To, by, at);
        Apply(CaseAction.Disclose, by, at, ("ground", request.LegalGround ?? "consent"));
        // No user of the portal answers there: whoever cares for the person asks what came of it.
        if (request.To.Outside == OutsideRecipient.Hospital && ProtectedSince is not null) Ask(TaskCode.AskTheHospital, Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), null, by, at);
        return new Disclosure(id, Id, request, consent?.Id, by, at);
    }

    /// <summary>The recipient outside the portal was told to stop using, to return or to destroy what it has. Its answer answers the task; silence does not.</summary>
    public void RecordRecipientTold(Disclosure disclosure, StopTold told, Actor by, DateTimeOffset at)
    {
        RequireMine(disclosure.CaseId);
        // Whoever spoke to an embassy or a family for a return is the one whom they hear.
        if (disclosure.ReturnStepId is null || disclosure.ByUnitId != by.UnitId) RequireStanding(by);
        disclosure.Told(told, by, at);
        Apply(CaseAction.RecordRecipientTold, by, at, ("recipientAnswer", told.Answer.ToString()), ("disclosure", disclosure.IsToTell ? "" : disclosure.Id.ToString()));
    }

    private void RequireInformed(ConsentTerms terms, Explanation told, Answer answer, DateTimeOffset at)
    {
        if (WhyNoConsent(terms.Purpose, answer) is { } refusal) throw new RefusedException(refusal);
        // Whoever shares needs the whole explanation.
        if (terms.Purpose == ConsentPurpose.Screening) return;
        if (!told.IsComplete) throw new RefusedException("consent.points");
        if (told.Interpreter == InterpreterUse.None) throw new RefusedException("consent.interpreter");
        if (answer.How is null) throw new RefusedException("consent.how");
        if (answer.How == ConsentManner.Witnessed && answer.Witness is null) throw new RefusedException("consent.witness");
        if (terms.Until is { } until && (until < ThaiDay.Of(at) || until > LastDayOfConsent(at))) throw new RefusedException("consent.expiry");
    }

    private void OpenChildProtection(Actor by, DateTimeOffset at)
    {
        AskToProtect(Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), by, at);
        if (DcyUnitId is { } dcy) AskToProtect(Audience.Of(dcy, Role.DcyOfficer), by, at);
    }

    // An office that is at it already is not asked again.
    private void AskToProtect(Audience to, Actor by, DateTimeOffset at)
    {
        var asked = tasks.Exists(t => t is { Code: TaskCode.ProtectChild, IsOpen: true } && t.ToUnitId == to.UnitId);
        if (!asked && !ProtectionAskedOf.Contains(to.UnitId!.Value)) Ask(TaskCode.ProtectChild, to, null, by, at);
    }

    // The second lock of the same rule is in the database (check_referral_basis, check_disclosure_basis).
    private ShareBasis RequireBasis(ShareBasis basis, ConsentPurpose purpose, IReadOnlyCollection<Section> sections, Recipient to, Actor by, DateTimeOffset at)
    {
        var consent = basis.Consent;
        if (consent is not null) RequireMine(consent.CaseId);
        if (basis.IsGround)
        {
            basis.RequireGround(purpose, sections, to, IsTreatedAsChild);
            if (!basis.IsOverNo(purpose, to)) return basis with { Why = null };
            Tell(NoticeCode.SharedOverRefusal, Audience.Everywhere(AgencyType.Datip, Role.DatipReviewer), "", by, at, ("ground", basis.Ground!));
            return basis;
        }

        if (consent is null) throw new RefusedException("referral.consentOrGround");
        if (!consent.Covers(purpose, sections, to, ThaiDay.Of(at), basis.Answers)) throw new RefusedException("consent.notCovered");
        if (consent.WhyNotRestOn(IsTreatedAsChild) is { } refusal) throw new RefusedException(refusal);
        return basis with { Why = null };
    }

    private void EndSharesOn(Consent consent, IEnumerable<Referral> referrals, IEnumerable<Disclosure> disclosures, Actor by, DateTimeOffset at)
    {
        foreach (var referral in referrals.Where(r => r.RestsOn(consent))) EndShare(referral, by, at);
        foreach (var disclosure in disclosures.Where(d => d.RestsOn(consent))) EndShare(disclosure, by, at);
        foreach (var office in new[] { Audience.Of(OwnerUnitId), Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker) }.Distinct()) TellWithdrawn(office, "/consent", by, at);
        // A consulate that was asked acts on the wish to go home, whatever its referral rests on.
        if (consent.Purpose != ConsentPurpose.Return) return;
        foreach (var unit in referrals.Where(r => r is { Kind: ReferralKind.Embassy, ReceiverUnitId: not null } && !Ended.Contains(r.State)).Select(r => r.ReceiverUnitId!.Value).Distinct())
            TellWithdrawn(Audience.Of(unit), "/return", by, at);
    }

    private void EndShare(Referral referral, Actor by, DateTimeOffset at)
    {
        var receiver = referral.ReceiverUnitId;
        referral.EndShare(by, at);
        foreach (var unit in new[] { receiver, referral.FromUnitId }.OfType<Guid>().Distinct())
            TellWithdrawn(Audience.Of(unit), "", by, at, ("referral", referral.Number));
    }

    // A unit of the portal is told by the portal; a recipient outside it has to be told by somebody.
    private void EndShare(Disclosure disclosure, Actor by, DateTimeOffset at)
    {
        disclosure.End(by, at);
        if (disclosure.ToUnitId is { } unit) TellWithdrawn(Audience.Of(unit), "", by, at);
        else Ask(TaskCode.TellRecipientToStop, OwnerToday, null, by, at, disclosure.Id.ToString());
        // Whoever reached the embassy or the family is asked beside the owner; either answer is the answer.
        if (disclosure.ReturnStepId is not null && disclosure.ByUnitId != OwnerUnitId)
            Ask(TaskCode.TellRecipientToStop, Audience.Of(disclosure.ByUnitId), null, by, at, disclosure.Id.ToString());
    }

    // Whoever gave it may have handed the case over since; the database moves the open ones with the case (tasks_follow_owner).
    private Audience OwnerToday => Audience.Of(OwnerUnitId, OwnerUnitId == ProvinceOfficeId ? Role.ProvinceCaseworker : null);

    private void TellWithdrawn(Audience to, string page, Actor by, DateTimeOffset at, params (string Key, string Value)[] parameters) =>
        Tell(NoticeCode.ConsentWithdrawn, to, page, by, at, parameters);
}
