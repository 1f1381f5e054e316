using NrmPortal.Domain;

namespace NrmPortal.Data.Seed.Story;

/// <summary>Times of the living cases, counted back from the instant at which the story was begun.</summary>
internal sealed record Anchor(DateTimeOffset Now)
{
    private static readonly TimeSpan Thailand = TimeSpan.FromHours(7);

    /// <summary>An hour of the day in Thailand, some days ago.</summary>
    public DateTimeOffset Day(int ago, int hour, int minute = 0) =>
        new DateTimeOffset(Date(ago).ToDateTime(new TimeOnly(hour, minute)), Thailand).ToUniversalTime();

    public DateTimeOffset Hours(double ago) => Now.AddHours(-ago);

    public DateOnly Date(int ago) => ThaiDay.Of(Now).AddDays(-ago);
}
