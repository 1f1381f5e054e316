namespace NrmPortal.Domain.Clocks;

/// <summary>What kind of day off it is; those that follow the moon or the cabinet are confirmed year by year.</summary>
public enum HolidayKind
{
    Fixed,
    Lunar,
    AnnouncedYearly,
    Substitution,
    LunarSubstitution,
    Cabinet,
}

/// <summary>A holiday as an administrator names it.</summary>
public sealed record HolidayTerms(DateOnly Day, string NameTh, string NameEn, HolidayKind Kind, string Confidence);

/// <summary>One public holiday of government offices. A day taken back keeps its row, so that the shipped file does not bring it again.</summary>
public sealed class Holiday
{
    private Holiday() { }

    /// <param name="by">Null: shipped with the portal.</param>
    public Holiday(Guid id, HolidayTerms terms, Actor? by, DateTimeOffset? at) =>
        (Id, Day, NameTh, NameEn, Kind, Confidence, ByUserId, SetAt) = (id, terms.Day, terms.NameTh, terms.NameEn, terms.Kind, terms.Confidence, by?.UserId, at);

    public Guid Id { get; private set; }
    public DateOnly Day { get; private set; }
    public string NameTh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public HolidayKind Kind { get; private set; }
    public string Confidence { get; private set; } = "";
    public Guid? ByUserId { get; private set; }
    public DateTimeOffset? SetAt { get; private set; }

    /// <summary>Since when it counts as an ordinary day again.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }
    public Guid? RemovedByUserId { get; private set; }

    public bool Stands => RemovedAt is null;

    /// <summary>The cabinet moved it, or it was a mistake.</summary>
    public void Remove(Actor by, DateTimeOffset at)
    {
        if (!Stands) throw new RefusedException("holiday.gone");
        (RemovedAt, RemovedByUserId) = (at, by.UserId);
    }

    /// <summary>A day that was taken back is a holiday again, as it is named now.</summary>
    public void Restore(HolidayTerms terms, Actor by, DateTimeOffset at)
    {
        if (Stands || terms.Day != Day) throw new RefusedException("holiday.known");
        (NameTh, NameEn, Kind, Confidence, ByUserId, SetAt) = (terms.NameTh, terms.NameEn, terms.Kind, terms.Confidence, by.UserId, at);
        (RemovedAt, RemovedByUserId) = (null, null);
    }
}
