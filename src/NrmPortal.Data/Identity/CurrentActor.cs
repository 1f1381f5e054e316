using NrmPortal.Domain;

namespace NrmPortal.Data.Identity;

/// <summary>
/// Who acts in this scope. The web edge sets it from the sign-in; jobs and the story set it themselves.
/// Row security reads it through the transaction (see <see cref="Interceptors.SightInterceptor"/>).
/// </summary>
public sealed class CurrentActor
{
    public Actor? Actor { get; private set; }

    public Actor Required => Actor ?? throw new InvalidOperationException("Nobody acts in this scope.");

    public void Set(Actor? actor) => Actor = actor;
}
