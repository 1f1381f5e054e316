namespace NrmPortal.Domain.Identification;

/// <summary>
/// What a member stated at one time. Never changed: an opinion that is rewritten keeps what it said before, and says whether the
/// others could be read by then. Section <c>Identification</c>.
/// </summary>
public sealed class OpinionVersion
{
    private readonly List<VersionMark> marks = [];

    private OpinionVersion() { }

    internal OpinionVersion(Opinion opinion, int number, Statement statement, DateTimeOffset? othersReadableSince, DateTimeOffset at)
    {
        (Id, CaseId, OpinionId, Number) = (Guid.CreateVersion7(at), opinion.CaseId, opinion.Id, number);
        (OthersReadableSince, At) = (othersReadableSince, at);
        var f = statement.Findings;
        (Act, Means, Purpose, Trafficking) = (f.Act, f.Means, f.Purpose, f.Trafficking);
        (Compulsion, Labour, ForcedLabour) = (f.Compulsion, f.Labour, f.ForcedLabour);
        (Methods, Reasons) = ([.. statement.Methods], statement.Reasons);
        marks.AddRange(statement.Differing.Select(r => new VersionMark(this, r)));
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid OpinionId { get; private set; }

    /// <summary>From 1 on.</summary>
    public int Number { get; private set; }

    /// <summary>Since when the member could read what others hold; null: it was written before that.</summary>
    public DateTimeOffset? OthersReadableSince { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Finding Act { get; private set; }
    public Finding Means { get; private set; }
    public Finding Purpose { get; private set; }
    public Finding Trafficking { get; private set; }
    public Finding Compulsion { get; private set; }
    public Finding Labour { get; private set; }
    public Finding ForcedLabour { get; private set; }
    public List<string> Methods { get; private set; } = [];
    public SealedText? Reasons { get; private set; }
    public IReadOnlyCollection<VersionMark> Marks => marks;

    public Statement Statement => new(new Findings(Act, Means, Purpose, Trafficking, Compulsion, Labour, ForcedLabour), Reasons, Methods,
        [.. marks.Select(m => new IndicatorRemark(m.Code, m.View, m.Reason))]);
}

/// <summary>How the member saw one indicator at that time, where otherwise than the screening.</summary>
public sealed class VersionMark
{
    private VersionMark() { }

    internal VersionMark(OpinionVersion version, IndicatorRemark remark)
        => (Id, CaseId, VersionId, Code, View, Reason) = (Guid.CreateVersion7(), version.CaseId, version.Id, remark.Code, remark.View, remark.Reason);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid VersionId { get; private set; }
    public string Code { get; private set; } = "";
    public IndicatorView View { get; private set; }
    public SealedText? Reason { get; private set; }
}
