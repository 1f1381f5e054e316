namespace NrmPortal.Domain.Cases;

/// <summary>Who answers in the place of a child, or of an adult with a representative: the name, the relation, and whether they may have a part in what happened.</summary>
public sealed record StandsIn(SealedText Name, GuardianRelation Relation, SuspectCheck Check)
{
    /// <summary>The guardian named on the case, where it is one.</summary>
    public Guardian? Named { get; private init; }

    // A copy of the name: a sealed text belongs to the row it was read from.
    public static StandsIn As(Guardian guardian) => new(SealedText.Of(guardian.Name!.Open())!, guardian.Relation, guardian.Check) { Named = guardian };

    public static StandsIn? Of(string? name, GuardianRelation? relation, SuspectCheck? check) =>
        SealedText.Of(name) is { } named && relation is { } known && check is { } found ? new(named, known, found) : null;

    /// <summary>Another way to write it does not make another person.</summary>
    internal static bool SameName(SealedText one, SealedText? other) => other is not null
        && NameWords.Spellings(one.Open()).Intersect(NameWords.Spellings(other.Open()), StringComparer.Ordinal).Any();
}
