using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Cases;

/// <summary>
/// The person's answer for one purpose: to what, to whom, after which explanation, how and by whom given, until when
/// (fields after ISO/IEC TS 27560; the seven points of HTCDS). A share rests on it only while it lives. Section <c>Consent</c>.
/// </summary>
public sealed class Consent
{
    private Consent() { }

    internal Consent(Guid id, Guid caseId, Guid controllerUnitId, ConsentOutcome outcome, ConsentTerms terms, Explanation told, Answer answer, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, ControllerUnitId, Outcome, ByUserId, ByUnitId, At) = (id, caseId, controllerUnitId, outcome, by.UserId, by.UnitId, at);
        (Purpose, Sections, (ToUnitId, ToAgency, ToOutside), ExpiresOn) = (terms.Purpose, [.. terms.Sections], terms.To, terms.Until);
        (Points, Language, Interpreter) = ([.. told.Points], told.Language, told.Interpreter);
        (How, GivenBy, ChildsView, (Witness, WitnessRole)) = (answer.How, answer.GivenBy, answer.ChildsView, (answer.Witness?.Name, answer.Witness?.Role));
        if (answer.StandsIn is { } who) (GiverName, GiverRelation, GiverCheck, GuardianId) = (who.Name, who.Relation, who.Check, who.Named?.Id);
        (Mandate, MandateDocument) = (answer.Mandate?.Kind, answer.Mandate?.Document);
        (NoticeVersion, NoticeHash) = (ConsentNotice.Version, ConsentNotice.Hash);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public ConsentPurpose Purpose { get; private set; }
    public ConsentOutcome Outcome { get; private set; }

    /// <summary>Which parts of the file it speaks of; none for an interview or for help that shares nothing.</summary>
    public IReadOnlyList<Section> Sections { get; private set; } = [];
    public Guid? ToUnitId { get; private set; }
    public AgencyType? ToAgency { get; private set; }
    public OutsideRecipient? ToOutside { get; private set; }

    /// <summary>Codes of <see cref="ConsentNotice.Points"/> that were explained.</summary>
    public IReadOnlyList<string> Points { get; private set; } = [];
    public string Language { get; private set; } = "";
    public InterpreterUse Interpreter { get; private set; }

    /// <summary>Null for a refusal, which needs no form.</summary>
    public ConsentManner? How { get; private set; }
    public ConsentGiver GivenBy { get; private set; }
    public ChildsView? ChildsView { get; private set; }

    /// <summary>Who answered in the person's place, and what was known of their part on that day.</summary>
    public SealedText? GiverName { get; private set; }
    public GuardianRelation? GiverRelation { get; private set; }
    public SuspectCheck? GiverCheck { get; private set; }

    /// <summary>The guardian of the case who gave it, where one is named.</summary>
    public Guid? GuardianId { get; private set; }

    /// <summary>Of an adult's representative.</summary>
    public MandateKind? Mandate { get; private set; }
    public SealedText? MandateDocument { get; private set; }

    /// <summary>Who witnessed it.</summary>
    public SealedText? Witness { get; private set; }
    public WitnessRole? WitnessRole { get; private set; }

    /// <summary>The text that was explained.</summary>
    public string NoticeVersion { get; private set; } = "";
    public string NoticeHash { get; private set; } = "";

    /// <summary>The office that answers for the data (PDPA B.E. 2562 s.6): the owner of the case on that day.</summary>
    public Guid ControllerUnitId { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>The last day in Thailand on which it lives.</summary>
    public DateOnly? ExpiresOn { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public Guid? WithdrawnByUserId { get; private set; }
    public ConsentManner? WithdrawnHow { get; private set; }

    /// <summary>Who took it back: as of whoever gave it. A later no that ended it names its own giver.</summary>
    public ConsentGiver? TakenBackBy { get; private set; }
    public SealedText? TakenBackName { get; private set; }
    public GuardianRelation? TakenBackRelation { get; private set; }
    public SuspectCheck? TakenBackCheck { get; private set; }
    public Guid? TakenBackGuardianId { get; private set; }

    /// <summary>Of a representative of an adult who is another than the one who gave it.</summary>
    public MandateKind? TakenBackMandate { get; private set; }
    public SealedText? TakenBackMandateDocument { get; private set; }

    /// <summary>The people of the case were told that it runs out, and asked to ask again. Written by the schedule.</summary>
    public DateTimeOffset? RenewalAskedAt { get; private set; }

    /// <summary>It ran out, and what rested on it has ended. Written by the schedule, after the sight has ended by itself.</summary>
    public DateTimeOffset? ExpiredAt { get; private set; }

    public Recipient To => new(ToUnitId, ToAgency, ToOutside);

    public ConsentState StateOn(DateOnly day)
    {
        if (Outcome != ConsentOutcome.Given) return ConsentState.Refused;
        // Only what falls has no manner: nobody took it back.
        if (WithdrawnAt is not null) return WithdrawnHow is null ? ConsentState.Fallen : ConsentState.Withdrawn;
        return ExpiresOn < day ? ConsentState.Expired : ConsentState.Live;
    }

    /// <summary>Whether it lived on a day that may lie back: what was taken back or fell afterwards was in force then.</summary>
    public bool WasLiveOn(DateOnly day) => Outcome == ConsentOutcome.Given && ExpiresOn >= day && (WithdrawnAt is not { } gone || ThaiDay.Of(gone) > day);

    public bool IsLiveOn(DateOnly day) => StateOn(day) == ConsentState.Live;

    /// <summary>The one matching rule: lives on that day, for this purpose, all of these parts, this recipient, everything explained, and no later no to this recipient.</summary>
    /// <param name="answers">The answers of the case; the database asks those that the reader does not see (consent_covers).</param>
    public bool Covers(ConsentPurpose purpose, IReadOnlyCollection<Section> sections, Recipient recipient, DateOnly day, IReadOnlyCollection<Consent>? answers = null) =>
        IsLiveOn(day) && Purpose == purpose && sections.Count > 0 && sections.All(Sections.Contains) && To.Includes(recipient)
        && ConsentNotice.Points.All(p => Points.Contains(p.Code, StringComparer.Ordinal)) && answers?.Any(a => a.TakesFrom(this, recipient)) != true;

    /// <summary>Whether a stay at that office may rest on it: to help, alive, given to the office, and no later no to it.</summary>
    public bool LetsStay(Recipient office, DateOnly day, IReadOnlyCollection<Consent> answers) =>
        Purpose == ConsentPurpose.Assistance && IsLiveOn(day) && To.Includes(office) && !answers.Any(a => a.TakesFrom(this, office));

    /// <summary>A no to a recipient; to none by name it is a no to all.</summary>
    public bool Refuses(Recipient recipient) => Outcome == ConsentOutcome.Refused && (To.IsAny || To.Includes(recipient));

    /// <summary>A later no takes its recipient out of what was agreed to before, also out of a wider yes.</summary>
    public bool TakesFrom(Consent earlier, Recipient recipient) =>
        CaseId == earlier.CaseId && Purpose == earlier.Purpose && Id != earlier.Id && At >= earlier.At && Refuses(recipient);

    /// <summary>The person's last word to this recipient for this purpose: no, or taken back. What only ran out or fell is no no.</summary>
    public static bool LastWordIsNo(IEnumerable<Consent> answers, ConsentPurpose purpose, Recipient recipient) =>
        answers.Where(a => a.Purpose == purpose).SelectMany(a => a.SaidTo(recipient)).OrderBy(w => w.At).ThenBy(w => w.IsNo).LastOrDefault().IsNo;

    private IEnumerable<(DateTimeOffset At, bool IsNo)> SaidTo(Recipient recipient)
    {
        if (Refuses(recipient)) yield return (At, true);
        if (Outcome != ConsentOutcome.Given || !To.Includes(recipient)) yield break;
        yield return (At, false);
        if (WithdrawnAt is { } back && WithdrawnHow is not null) yield return (back, true);
    }

    /// <summary>Whether it was this guardian who gave it: named on the case, or by the name alone.</summary>
    public bool GivenByThe(Guardian guardian) => GuardianId == guardian.Id || (GiverName is { } name && StandsIn.SameName(name, guardian.Name));

    /// <summary>
    /// Why nothing new rests on it, or null: the person was found to be a child after answering alone, is an adult by now and
    /// answers alone, or was spoken for by somebody whom nobody looked into.
    /// </summary>
    public Refusal? WhyNotRestOn(bool asChild) => GivenBy switch
    {
        ConsentGiver.Person => asChild ? new Refusal("consent.childGiver") : null,
        ConsentGiver.Guardian or ConsentGiver.CompetentOfficial when !asChild => new Refusal("consent.adultDecides"),
        ConsentGiver.CompetentOfficial => null,
        _ => GiverCheck == SuspectCheck.Cleared ? null : new Refusal("consent.notChecked"),
    };

    /// <summary>Whoever gave it may be the suspect: it never was one.</summary>
    internal void Fall(Actor by, DateTimeOffset at) => (WithdrawnAt, WithdrawnByUserId) = (at, by.UserId);

    internal void Withdraw(Answer said, Actor by, DateTimeOffset at)
    {
        if (!IsLiveOn(ThaiDay.Of(at))) throw new RefusedException("consent.notLive");
        (WithdrawnAt, WithdrawnByUserId, WithdrawnHow, TakenBackBy) = (at, by.UserId, said.How ?? throw new RefusedException("consent.how"), said.GivenBy);
        if (said.StandsIn is { } who) (TakenBackName, TakenBackRelation, TakenBackCheck, TakenBackGuardianId) = (who.Name, who.Relation, who.Check, who.Named?.Id);
        (TakenBackMandate, TakenBackMandateDocument) = (said.Mandate?.Kind, said.Mandate?.Document);
    }
}
