namespace NrmPortal.Testing;

/// <summary>A clock that is ahead of another by a fixed time: what a job will find then, while everybody else stays where they are.</summary>
public sealed class Later(TimeProvider clock, TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + by;
}
