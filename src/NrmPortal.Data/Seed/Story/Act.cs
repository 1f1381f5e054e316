using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Seed.Story;

/// <summary>One act of a tale: who, when, what is done through the domain, and what it changes in who sees the case.</summary>
/// <param name="By">A name of <see cref="Cast"/>.</param>
internal abstract record Act(string By, DateTimeOffset At)
{
    public abstract Task Tell(Scene scene);

    public virtual void Show(Sight sight) { }
}

/// <summary>An act on the case's referral.</summary>
internal abstract record ReferralAct(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene) => Do(await scene.Referral(), scene);

    protected abstract void Do(Referral referral, Scene scene);
}

/// <summary>One case from first contact to where it stands, act by act.</summary>
internal sealed class Tale(string key, Persona persona)
{
    private readonly List<Act> acts = [];

    public string Key { get; } = key;
    public Persona Persona { get; } = persona;
    public IReadOnlyList<Act> Acts => acts;
    public DateTimeOffset Begins => acts[0].At;

    public Tale Then(params IEnumerable<Act> next)
    {
        acts.AddRange(next);
        return this;
    }

    /// <summary>The tale as far as it has happened at <paramref name="anchor"/>.</summary>
    public Tale Before(DateTimeOffset anchor) => new Tale(Key, Persona).Then(acts.TakeWhile(a => a.At < anchor));

    public Sight Sight()
    {
        var sight = new Sight();
        foreach (var act in acts) act.Show(sight);
        return sight;
    }
}
