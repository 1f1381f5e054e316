using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Domain.Identification;

/// <summary>One sitting of the multidisciplinary team on one case. Later rounds keep the earlier ones.</summary>
public sealed class Panel
{
    private readonly List<Seat> seats = [];
    private readonly List<Opinion> opinions = [];

    private Panel() { }

    internal Panel(Guid id, Guid caseId, int round, Actor by, DateTimeOffset at)
        => (Id, CaseId, Round, ConvenedByUserId, ConvenedAt) = (id, caseId, round, by.UserId, at);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public int Round { get; private set; }
    public Guid ConvenedByUserId { get; private set; }
    public DateTimeOffset ConvenedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public IReadOnlyCollection<Seat> Seats => seats;
    public IReadOnlyCollection<Opinion> Opinions => opinions;
    public bool IsOpen => ClosedAt is null;

    internal void SeatMember(Guid id, Guid membershipId, AgencyType agency, bool decides) =>
        seats.Add(new Seat(id, Id, CaseId, membershipId, agency, decides));

    internal Opinion Add(Opinion opinion)
    {
        opinions.Add(opinion);
        return opinion;
    }

    internal void Close(DateTimeOffset at) => ClosedAt = at;

    /// <summary>Opinions from how many different agencies.</summary>
    public int AgenciesHeard => opinions.Select(o => o.Agency).Distinct().Count();
}

/// <summary>A personal seat: it lets its holder see the case while the panel is open.</summary>
public sealed class Seat
{
    private Seat() { }

    internal Seat(Guid id, Guid panelId, Guid caseId, Guid membershipId, AgencyType agency, bool decides)
        => (Id, PanelId, CaseId, MembershipId, Agency, Decides) = (id, panelId, caseId, membershipId, agency, decides);

    public Guid Id { get; private set; }
    public Guid PanelId { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid MembershipId { get; private set; }
    public AgencyType Agency { get; private set; }

    /// <summary>The competent authority's seat: it decides and gives no opinion.</summary>
    public bool Decides { get; private set; }
}

/// <summary>A finding on one element or one offence.</summary>
public enum Finding
{
    Unclear,
    Yes,
    No,
}

/// <summary>What a member holds, separately for s.6 and s.6/1, with reasons. Section <c>Identification</c>.</summary>
public sealed class Opinion
{
    private Opinion() { }

    internal Opinion(Guid id, Seat seat, Findings findings, SealedText reasons, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, PanelId, SeatId, Agency) = (id, seat.CaseId, seat.PanelId, seat.Id, seat.Agency);
        ByUserId = by.UserId;
        Write(findings, reasons, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid PanelId { get; private set; }
    public Guid SeatId { get; private set; }
    public AgencyType Agency { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Finding Act { get; private set; }
    public Finding Means { get; private set; }
    public Finding Purpose { get; private set; }
    public Finding Trafficking { get; private set; }
    public Finding ForcedLabour { get; private set; }
    public SealedText? Reasons { get; private set; }

    internal void Write(Findings f, SealedText reasons, DateTimeOffset at)
    {
        (Act, Means, Purpose, Trafficking, ForcedLabour) = (f.Act, f.Means, f.Purpose, f.Trafficking, f.ForcedLabour);
        (Reasons, At) = (reasons, at);
    }
}

/// <summary>Act, means and purpose (s.6), and the two conclusions (s.6 and s.6/1).</summary>
public sealed record Findings(Finding Act, Finding Means, Finding Purpose, Finding Trafficking, Finding ForcedLabour);

/// <summary>The outcomes of an identification (dossier section 1.4).</summary>
public enum IdentificationOutcome
{
    VictimTraffickingS6,
    VictimForcedLabourS61,
    NotVictim,
    NotVictimButVulnerable,
    UndeterminedTimeLeft,
    UndeterminedTimeOver,
}

/// <summary>The competent authority's decision with its reasons. Never changed: a review writes another. Section <c>Identification</c>.</summary>
public sealed class Decision
{
    private Decision() { }

    internal Decision(Guid id, Panel panel, IdentificationOutcome outcome, SealedText reasons, int dissents, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, PanelId, Outcome, Reasons) = (id, panel.CaseId, panel.Id, outcome, reasons);
        (Dissents, ByUserId, At) = (dissents, by.UserId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid PanelId { get; private set; }
    public IdentificationOutcome Outcome { get; private set; }
    public SealedText? Reasons { get; private set; }
    public int Dissents { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
