using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Identification;

/// <summary>A meeting was moved or cancelled: when and where it was to be until then, why, by whom. The earlier date stays visible.</summary>
public sealed class SittingChange
{
    private SittingChange() { }

    internal SittingChange(Sitting sitting, bool cancels, SealedText reason, Actor by, DateTimeOffset at)
    {
        (Id, SittingId, Cancels, Reason, ByUserId, At) = (Guid.CreateVersion7(at), sitting.Id, cancels, reason, by.UserId, at);
        (WasAt, WasPlace, WasLink) = (sitting.StartsAt, sitting.Place, sitting.Link);
    }

    public Guid Id { get; private set; }
    public Guid SittingId { get; private set; }

    /// <summary>Otherwise it was moved.</summary>
    public bool Cancels { get; private set; }
    public DateTimeOffset WasAt { get; private set; }
    public string? WasPlace { get; private set; }
    public string? WasLink { get; private set; }
    public SealedText? Reason { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
