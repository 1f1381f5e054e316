namespace NrmPortal.Web.Startup;

/// <summary>A clock that starts at a chosen instant and runs on from there (Development: <c>Portal:Clock</c>).</summary>
internal sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan shift = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
}
