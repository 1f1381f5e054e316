using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Identification;

/// <summary>A finding on one element or one offence.</summary>
public enum Finding
{
    Unclear,
    Yes,
    No,
}

/// <summary>How a member sees an indicator that the screening answered.</summary>
public enum IndicatorView
{
    Agrees,
    Differs,
    Unclear,
}

/// <summary>The elements of s.6 (act, means, purpose) and of s.6/1 (compulsion, labour or services), and the conclusion on each offence.</summary>
public sealed record Findings(
    Finding Act, Finding Means, Finding Purpose, Finding Trafficking, Finding Compulsion = Finding.Unclear, Finding Labour = Finding.Unclear, Finding ForcedLabour = Finding.Unclear)
{
    /// <summary>
    /// An offence cannot be found while one of its elements is denied. Means are no element for a child (s.6); whether compulsion
    /// is one for a child under s.6/1 is a setting.
    /// </summary>
    public Refusal? Contradiction(bool isChild, MdtRules rules)
    {
        if (Trafficking == Finding.Yes && (Act == Finding.No || Purpose == Finding.No || (!isChild && Means == Finding.No))) return new Refusal("mdt.contradictsS6");
        var compulsionDenied = Compulsion == Finding.No && (!isChild || rules.ChildNeedsCompulsion);
        return ForcedLabour == Finding.Yes && (Labour == Finding.No || compulsionDenied) ? new Refusal("mdt.contradictsS61") : null;
    }
}

/// <summary>One indicator seen otherwise, with the reason.</summary>
public sealed record IndicatorRemark(string Code, IndicatorView View, SealedText? Reason);

/// <summary>What a member states: findings, methods of compulsion, reasons, and the indicators seen otherwise than at the screening.</summary>
public sealed record Statement(Findings Findings, SealedText? Reasons, IReadOnlyList<string> Methods, IReadOnlyList<IndicatorRemark> Remarks)
{
    public Statement(Findings findings, SealedText? reasons) : this(findings, reasons, [], []) { }

    /// <summary>What is said of indicators beyond agreeing.</summary>
    public IEnumerable<IndicatorRemark> Differing => Remarks.Where(r => r.View != IndicatorView.Agrees);

    /// <summary>Whether the other says the same, word by word.</summary>
    public bool IsAs(Statement other) => Findings == other.Findings && Reasons?.Open() == other.Reasons?.Open()
        && Methods.ToHashSet(StringComparer.Ordinal).SetEquals(other.Methods) && Words.SetEquals(other.Words);

    private HashSet<(string, IndicatorView, string?)> Words => [.. Differing.Select(r => (r.Code, r.View, r.Reason?.Open()))];
}

/// <summary>What a member holds, separately for s.6 and s.6/1, with reasons. Section <c>Identification</c>.</summary>
public sealed class Opinion
{
    private readonly List<IndicatorMark> marks = [];
    private readonly List<OpinionVersion> versions = [];

    private Opinion() { }

    internal Opinion(Guid id, Seat seat, Actor by)
        => (Id, CaseId, PanelId, SeatId, Agency, ByUserId) = (id, seat.CaseId, seat.PanelId, seat.Id, seat.Agency, by.UserId);

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
    public Finding Compulsion { get; private set; }
    public Finding Labour { get; private set; }
    public Finding ForcedLabour { get; private set; }

    /// <summary>Codes of <see cref="CompulsionMethod"/>.</summary>
    public List<string> Methods { get; private set; } = [];
    public SealedText? Reasons { get; private set; }
    public IReadOnlyCollection<IndicatorMark> Marks => marks;

    /// <summary>Where the member sees an indicator otherwise than the screening.</summary>
    public IEnumerable<IndicatorMark> Differing => marks.Where(m => m.View != IndicatorView.Agrees);

    public int VersionCount { get; private set; }

    /// <summary>All that was stated, what holds now among it.</summary>
    public IReadOnlyCollection<OpinionVersion> Versions => versions;

    /// <summary>What holds now, as it was written.</summary>
    public OpinionVersion? Latest => versions.MaxBy(v => v.Number);

    /// <summary>What the member held before, the latest first.</summary>
    public IEnumerable<OpinionVersion> Before => versions.OrderByDescending(v => v.Number).Skip(1);

    public Statement Statement => new(new Findings(Act, Means, Purpose, Trafficking, Compulsion, Labour, ForcedLabour), Reasons, Methods,
        [.. Differing.Select(m => new IndicatorRemark(m.Code, m.View, m.Reason))]);

    /// <param name="othersReadableSince">Since when the member can read what others hold; null: not yet.</param>
    internal void Write(Statement statement, DateTimeOffset? othersReadableSince, DateTimeOffset at)
    {
        versions.Add(new OpinionVersion(this, ++VersionCount, statement, othersReadableSince, at));
        var f = statement.Findings;
        (Act, Means, Purpose, Trafficking) = (f.Act, f.Means, f.Purpose, f.Trafficking);
        (Compulsion, Labour, ForcedLabour) = (f.Compulsion, f.Labour, f.ForcedLabour);
        (Methods, Reasons, At) = ([.. statement.Methods], statement.Reasons, at);
        var said = statement.Remarks.ToDictionary(r => r.Code, StringComparer.Ordinal);
        // What is no longer said is taken back, not deleted.
        foreach (var mark in marks) mark.Write(said.GetValueOrDefault(mark.Code) ?? new(mark.Code, IndicatorView.Agrees, null));
        foreach (var remark in statement.Differing.Where(r => marks.All(m => m.Code != r.Code))) marks.Add(new IndicatorMark(this, remark));
    }

    /// <summary>An opinion dissents when it found the opposite of what was decided, or could exclude neither offence where both are.</summary>
    public bool DissentsFrom(IdentificationOutcome outcome) => outcome switch
    {
        IdentificationOutcome.VictimTraffickingS6 => Trafficking != Finding.Yes,
        // Whoever found s.6 too was overruled in that.
        IdentificationOutcome.VictimForcedLabourS61 => ForcedLabour != Finding.Yes || Trafficking == Finding.Yes,
        IdentificationOutcome.NotVictim or IdentificationOutcome.NotVictimButVulnerable =>
            Trafficking == Finding.Yes || ForcedLabour == Finding.Yes || (Trafficking != Finding.No && ForcedLabour != Finding.No),
        _ => Trafficking == Finding.Yes || ForcedLabour == Finding.Yes || (Trafficking == Finding.No && ForcedLabour == Finding.No),
    };
}

/// <summary>A member's own view of one answered indicator.</summary>
public sealed class IndicatorMark
{
    private IndicatorMark() { }

    internal IndicatorMark(Opinion opinion, IndicatorRemark remark)
    {
        (Id, CaseId, OpinionId, Code) = (Guid.CreateVersion7(), opinion.CaseId, opinion.Id, remark.Code);
        Write(remark);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid OpinionId { get; private set; }

    /// <summary>Field id of the screening form, for instance <c>D01</c>.</summary>
    public string Code { get; private set; } = "";
    public IndicatorView View { get; private set; }
    public SealedText? Reason { get; private set; }

    internal void Write(IndicatorRemark remark) => (View, Reason) = (remark.View, remark.View == IndicatorView.Agrees ? null : remark.Reason);
}
