using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Cases;

/// <summary>What happened, as a code and parameters that are rendered in the reader's language. Holds no free text.</summary>
public sealed class CaseEvent
{
    private CaseEvent() { }

    internal CaseEvent(Case subject, int sequence, string code, Actor by, DateTimeOffset at, Stage? from, IEnumerable<(string Key, string Value)> parameters)
    {
        (Id, CaseId, Sequence, Code, At) = (Guid.CreateVersion7(at), subject.Id, sequence, code, at);
        (ByUserId, ByUnitId, FromStage, ToStage) = (by.UserId, by.UnitId, from, subject.Stage);
        FlowVersion = subject.FlowVersion;
        Parameters = parameters.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
    }

    /// <summary>The code of what the ladder writes, by nobody.</summary>
    public const string Escalated = "case.escalated";

    /// <summary>An office that was asked to take the case over declined; the database writes it, for that office does not see the case.</summary>
    public const string TransferDeclined = "case.transferDeclined";

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public int Sequence { get; private set; }
    public string Code { get; private set; } = "";
    public DateTimeOffset At { get; private set; }

    /// <summary>Null when the portal itself did it: a limit ran on.</summary>
    public Guid? ByUserId { get; private set; }
    public Guid? ByUnitId { get; private set; }
    public Stage? FromStage { get; private set; }
    public Stage ToStage { get; private set; }
    public string FlowVersion { get; private set; } = "";
    public IReadOnlyDictionary<string, string> Parameters { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
