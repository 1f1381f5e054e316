namespace NrmPortal.Domain.Work;

/// <summary>
/// A message about a case from one office to others that have the case in common. Section <c>Messages</c>: read by the
/// offices it is from and to, and by nobody else. Never changed.
/// </summary>
public sealed class CaseMessage
{
    private CaseMessage() { }

    internal CaseMessage(Guid id, Guid caseId, SealedText text, IReadOnlyList<Guid> to, Guid? replyTo, bool urgent, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Text, ToUnitIds, ReplyToId, IsUrgent) = (id, caseId, text, to, replyTo, urgent);
        (FromUserId, FromUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid FromUserId { get; private set; }
    public Guid FromUnitId { get; private set; }
    public IReadOnlyList<Guid> ToUnitIds { get; private set; } = [];
    public Guid? ReplyToId { get; private set; }
    public bool IsUrgent { get; private set; }
    public SealedText? Text { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>A colleague of the sender's office reads it too, but it was not sent to them: no receipt.</summary>
    public bool IsTo(Actor reader) => FromUserId != reader.UserId && ToUnitIds.Contains(reader.UnitId);
}

/// <summary>One person of an office it was sent to has had the message before them. Written for all at once, when the page is shown.</summary>
public sealed class MessageRead
{
    private MessageRead() { }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid MessageId { get; private set; }
    public Guid UserId { get; private set; }
    public Guid UnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
