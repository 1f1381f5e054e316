using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Referrals;

/// <summary>What sender, receiver and DATIP write to each other on a referral, and whom DATIP called.</summary>
public sealed partial class Referral
{
    /// <summary>Whether this person's office is one of the two sides, or DATIP: nobody else reads what they write to each other.</summary>
    /// <param name="subject">The case, where the reader sees it: whoever has it now stands in the sender's place.</param>
    public bool IsSide(Actor by, Case? subject) => Receives(by) || IsSender(by, subject) || Reviews(by);

    /// <summary>Why this person may not write such a note now, or null.</summary>
    public Refusal? WhyNotNote(ReferralNoteKind kind, Actor by, Case? subject = null)
    {
        if (ReferralFlow.IsFinal(State)) return new Refusal("referral.closed");
        if (kind == ReferralNoteKind.Answer)
        {
            if (!Reviews(by) && !(IsSender(by, subject) && RoleGrants.Has(by.Role, Permission.ReferralSend))) return new Refusal("referral.notSender");
            return ReceiverUnitId is null ? new Refusal("referral.askerGone") : null;
        }

        if (!Receives(by)) return new Refusal("referral.notReceiver");
        if (kind == ReferralNoteKind.Question) return AcceptedAt is null ? null : new Refusal("referral.askedLate");
        return State is ReferralState.Accepted or ReferralState.Arrived ? null : new Refusal("referral.notTakenOn");
    }

    /// <summary>The receiver asks back; its time to answer runs on, and it has now seen the referral.</summary>
    public (ReferralNote Note, Notice Told) Ask(SealedText? text, Actor by, DateTimeOffset at)
    {
        var note = Write(ReferralNoteKind.Question, text, by, at);
        SeenBy(by, at);
        return (note, Tell(NoticeCode.ReferralAsked, FromUnitId, "/notes", by, at));
    }

    /// <summary>Answers a question of the receiver's.</summary>
    public (ReferralNote Note, Notice Told) Answer(ReferralNote question, SealedText? text, Case? subject, Actor by, DateTimeOffset at)
    {
        if (question.ReferralId != Id || question.Kind != ReferralNoteKind.Question) throw new RefusedException("case.other");
        var written = RequireNote(ReferralNoteKind.Answer, text, by, subject);
        if (question.WithUnitId != ReceiverUnitId) throw new RefusedException("referral.askerGone");
        var note = new ReferralNote(Guid.CreateVersion7(at), this, ReferralNoteKind.Answer, written, by, at) { ReplyToId = question.Id };
        return (note, Tell(NoticeCode.ReferralAnswered, question.ByUnitId, "/notes", by, at));
    }

    /// <summary>The receiver reports how it goes.</summary>
    public (ReferralNote Note, Notice Told) Report(SealedText? text, Actor by, DateTimeOffset at) =>
        (Write(ReferralNoteKind.Progress, text, by, at), Tell(NoticeCode.ReferralReported, FromUnitId, "/notes", by, at));

    /// <summary>Whether DATIP may write down a call about it now.</summary>
    public Refusal? WhyNotCall(Actor by) => !Reviews(by) ? new Refusal("flow.role", "LogCall") : ReferralFlow.IsFinal(State) ? new Refusal("referral.closed") : null;

    /// <summary>DATIP writes down whom it called for a place and what they said.</summary>
    public PlaceCall LogCall(Guid id, CallTerms terms, Actor by, DateTimeOffset at)
    {
        if (WhyNotCall(by) is { } refusal) throw new RefusedException(refusal);
        if (terms.CalledAt > at) throw new RefusedException("date.future");
        if (terms.CalledAt < CreatedAt) throw new RefusedException("call.before");
        if (terms.SpokeTo is null && terms.Answer != CallAnswer.NotReached) throw new RefusedException("call.spokeTo");
        if (terms.Reason is null && terms.Answer is CallAnswer.HasNoPlace or CallAnswer.Declines) throw new RefusedException("call.reason");
        // Whoever has taken the referral up begins its review with the first call.
        if (ClaimedByUserId == by.UserId && Can(ReferralAction.StartReview, by.Role)) Step(ReferralAction.StartReview, null, by, at);
        return new PlaceCall(id, this, terms, by, at);
    }

    private bool Receives(Actor by) => ReceiverUnitId == by.UnitId && (RoleGrants.Has(by.Role, Permission.ReferralReply) || RoleGrants.Has(by.Role, Permission.ReferralServe));

    private bool IsSender(Actor by, Case? subject) =>
        RoleGrants.SeesUnit(by.Role) && (by.UnitId == FromUnitId || (subject?.Id == CaseId && (by.UnitId == subject.OwnerUnitId || by.UnitId == subject.ProvinceOfficeId)));

    private static bool Reviews(Actor by) => RoleGrants.Has(by.Role, Permission.ReferralReview);

    private ReferralNote Write(ReferralNoteKind kind, SealedText? text, Actor by, DateTimeOffset at) =>
        new(Guid.CreateVersion7(at), this, kind, RequireNote(kind, text, by, null), by, at);

    private SealedText RequireNote(ReferralNoteKind kind, SealedText? text, Actor by, Case? subject)
    {
        if (WhyNotNote(kind, by, subject) is { } refusal) throw new RefusedException(refusal);
        return text ?? throw new RefusedException("referral.noteText");
    }

    internal Notice TellReached(NoticeCode code, Audience to, Actor by, DateTimeOffset at) =>
        new(Guid.CreateVersion7(at), CaseId, code, $"/referrals/{Number}", to, by, at, [("referral", Number), ("urgent", Urgent || Emergency ? "yes" : "no")]);

    // The other side need not see the case: what it is told leads to the referral.
    private Notice Tell(NoticeCode code, Guid unit, string page, Actor by, DateTimeOffset at) =>
        new(Guid.CreateVersion7(at), CaseId, code, $"/referrals/{Number}{page}", Audience.Of(unit), by, at, [("referral", Number)]);
}
