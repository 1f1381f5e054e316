using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Identification;

/// <summary>The multidisciplinary team on one case, at one sitting. Later rounds keep the earlier ones.</summary>
public sealed class Panel
{
    private readonly List<Seat> seats = [];
    private readonly List<Opinion> opinions = [];

    private Panel() { }

    internal Panel(Guid id, Guid caseId, Convocation call, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, SittingId, Round) = (id, caseId, call.Sitting.Id, call.Round);
        (OpinionsHidden, ReviewByAnother) = (call.Rules.OpinionsHidden, call.Rules.ReviewByAnother);
        (ConvenedByUserId, ConvenedAt) = (by.UserId, at);
        foreach (var member in call.Members) SeatMember(member, []);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid SittingId { get; private set; }
    public int Round { get; private set; }

    /// <summary>The rule under which the members were convened; a later change of the setting does not open what they were promised.</summary>
    public bool OpinionsHidden { get; private set; }

    /// <summary>Likewise the rule of who may decide a review.</summary>
    public bool ReviewByAnother { get; private set; }
    public Guid ConvenedByUserId { get; private set; }
    public DateTimeOffset ConvenedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Why another took its place before it had decided; null also for a reader without the section.</summary>
    public PanelReplacement? Replacement { get; private set; }
    public IReadOnlyCollection<Seat> Seats => seats;

    /// <summary>As far as the reader may see them: row security leaves out what is hidden.</summary>
    public IReadOnlyCollection<Opinion> Opinions => opinions;
    public bool IsOpen => ClosedAt is null;

    internal Seat SeatMember(Member member, IReadOnlyCollection<Guid> gone)
    {
        // A person with several memberships is one voice.
        if (seats.Any(s => s.UserId == member.UserId)) throw new RefusedException("mdt.alreadySeated");
        // One competent authority decides; another is seated only where the first has a conflict, or is none any more.
        if (member.Decides && seats.Any(s => s.Decides && !s.HasConflict && !gone.Contains(s.MembershipId))) throw new RefusedException("mdt.oneDecides");
        var seat = new Seat(Guid.CreateVersion7(), Id, CaseId, member);
        seats.Add(seat);
        return seat;
    }

    internal Opinion Add(Opinion opinion)
    {
        opinions.Add(opinion);
        return opinion;
    }

    internal void Close(DateTimeOffset at) => ClosedAt = at;

    internal void ReplaceBy(Panel panel, SealedText reason, Actor by, DateTimeOffset at) => (ClosedAt, Replacement) = (at, new PanelReplacement(this, panel, reason, by, at));

    /// <summary>Whether everybody who sits without a conflict stands on the attendance list: the meeting about the case was held.</summary>
    public bool IsHeld => seats.Where(s => !s.HasConflict).All(s => s.Attendance is not null);

    public Seat? SeatOf(Guid membershipId) => seats.FirstOrDefault(s => s.MembershipId == membershipId);

    /// <summary>Since when the holder of a seat can read what another member holds; null: not yet. Row security says the same.</summary>
    public DateTimeOffset? OthersReadableSince(Seat mine)
    {
        var first = seats.Where(s => s != mine).Min(s => s.SpokenAt);
        if (!OpinionsHidden || first is null) return first;
        if (mine.SpokenAt is not { } own) return null;
        return own > first ? own : first;
    }

    /// <summary>Members whose opinion is in and counts: without a conflict, and not written down as absent unless the rules let their word count.</summary>
    public IEnumerable<Seat> Heard(MdtRules rules) => seats.Where(s => s is { SpokenAt: not null, HasConflict: false } && (rules.AbsentCount || !s.IsAbsent));

    /// <summary>From how many different agencies.</summary>
    public int AgenciesHeard(MdtRules rules) => Heard(rules).Select(s => s.Agency).Distinct().Count();

    public bool HasQuorum(MdtRules rules) => Heard(rules).Count() >= rules.Opinions && AgenciesHeard(rules) >= rules.Agencies;

    /// <summary>Whether those who sit could still make a quorum: without a conflict, not written down as absent, and there to speak or heard already.</summary>
    /// <param name="gone">Memberships whose role has ended.</param>
    public bool CanReachQuorum(MdtRules rules, IReadOnlyCollection<Guid> gone)
    {
        var speaking = seats.Where(s => s is { Decides: false, HasConflict: false } && (rules.AbsentCount || !s.IsAbsent) && (s.SpokenAt is not null || !gone.Contains(s.MembershipId))).ToList();
        return speaking.Count >= rules.Opinions && speaking.Select(s => s.Agency).Distinct().Count() >= rules.Agencies;
    }

    /// <summary>Opinions that found otherwise than the outcome; one of a member with a conflict is none.</summary>
    public IEnumerable<Opinion> Dissents(IdentificationOutcome outcome) =>
        opinions.Where(o => o.DissentsFrom(outcome) && seats.First(s => s.Id == o.SeatId) is { HasConflict: false });
}

/// <summary>For what a panel that sits cannot come to its end by itself: the secretary is asked, and the task names it.</summary>
public enum PanelGap
{
    /// <summary>The competent authority has a conflict of interest: nobody can decide.</summary>
    Authority,

    /// <summary>Too few are left to make a quorum.</summary>
    Quorum,

    /// <summary>The case went to another office, whose panel this is not: it goes on in writing until that office convenes its own.</summary>
    Office,
}

/// <summary>Who is to sit: a membership, whose it is, its agency, and whether it is the competent authority.</summary>
public sealed record Member(Guid MembershipId, Guid UserId, AgencyType Agency, bool Decides = false);

/// <summary>What the secretary convenes: the round on this case, the meeting, the members, the rules of the day.</summary>
/// <param name="Anew">Why, where another panel sits already and this one takes its place.</param>
public sealed record Convocation(int Round, Sitting Sitting, IReadOnlyList<Member> Members, MdtRules Rules, SealedText? Anew = null);

/// <summary>One panel took the place of another that had not decided yet. Section <c>Identification</c>.</summary>
public sealed class PanelReplacement
{
    private PanelReplacement() { }

    internal PanelReplacement(Panel replaced, Panel by, SealedText reason, Actor who, DateTimeOffset at)
        => (Id, CaseId, ByPanelId, Reason, ByUserId, At) = (replaced.Id, replaced.CaseId, by.Id, reason, who.UserId, at);

    /// <summary>Id of the panel that was replaced.</summary>
    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid ByPanelId { get; private set; }
    public SealedText? Reason { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
}

/// <summary>What happened at the meeting about one case, as it was written at one time: the newest counts, the others stay beside it. Section <c>Identification</c>.</summary>
public sealed class PanelMinutes
{
    private PanelMinutes() { }

    internal PanelMinutes(Guid id, Panel panel, SealedText text, Actor by, DateTimeOffset at)
        => (Id, PanelId, CaseId, Text, ByUserId, At) = (id, panel.Id, panel.CaseId, text, by.UserId, at);

    public Guid Id { get; private set; }
    public Guid PanelId { get; private set; }
    public Guid CaseId { get; private set; }
    public SealedText? Text { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
