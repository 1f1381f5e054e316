namespace NrmPortal.Domain;

/// <summary>Calendar days in Asia/Bangkok, in which every legal limit is counted.</summary>
public static class ThaiDay
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Bangkok");

    /// <summary>The calendar day in Thailand at that instant.</summary>
    public static DateOnly Of(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>The first instant of that day in Thailand, which has had no summer time: a fixed offset of seven hours.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7)).ToUniversalTime();

    /// <summary>The midnight that ends the day: the first instant after it.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));

    /// <summary>The Buddhist-era year of that instant, as used in case numbers.</summary>
    public static int BuddhistYear(DateTimeOffset at) => Of(at).Year + 543;
}
