using System.Globalization;
using NrmPortal.Domain;

namespace NrmPortal.Web.Localisation;

/// <summary>Dates for readers: Buddhist era in Thai, Gregorian in English, always in Asia/Bangkok.</summary>
public static class ThaiDates
{
    private static readonly CultureInfo Thai = CultureInfo.GetCultureInfo("th-TH");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static string Day(DateOnly day) => day.ToDateTime(TimeOnly.MinValue).ToString("d MMM yyyy", Languages.IsThai ? Thai : English);

    public static string Day(DateTimeOffset at) => Day(ThaiDay.Of(at));

    public static string Moment(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, ThaiDay.Zone).ToString("d MMM yyyy HH:mm", Languages.IsThai ? Thai : English) + (Languages.IsThai ? " น." : "");

    /// <summary>The moment at which something ends: midnight is 24:00 of the last day, so that a limit names the same day wherever it stands.</summary>
    public static string Until(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, ThaiDay.Zone).TimeOfDay == TimeSpan.Zero
        ? $"{Day(at.AddTicks(-1))} 24:00{(Languages.IsThai ? " น." : "")}" : Moment(at);

    /// <summary>A stretch of time: hours below two days, days above.</summary>
    public static string Length(TimeSpan span) => span.TotalHours < 48
        ? Languages.Pick($"{(int)span.TotalHours} ชม.", $"{(int)span.TotalHours} h")
        : Languages.Pick($"{(int)span.TotalDays} วัน", $"{(int)span.TotalDays} days");

    /// <summary>As a form shows it again: day/month/year, the year of the reader's era.</summary>
    public static string Typed(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Day}/{day.Month}/{(Languages.IsThai ? day.Year + 543 : day.Year)}");

    public static string Typed(DateTimeOffset at) => Typed(ThaiDay.Of(at));

    public static string TypedTime(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, ThaiDay.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Likewise of a typed day; null also where no time was typed.</summary>
    public static DateTimeOffset? At(string? typedDay, string? typedTime) => Parse(typedDay) is { } day && !string.IsNullOrWhiteSpace(typedTime) ? At(day, typedTime) : null;

    /// <summary>The instant of a day and a typed time of day in Thailand, 24:00 included; no time is midnight at its start. Null when it is no time.</summary>
    public static DateTimeOffset? At(DateOnly day, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) typed = "0:00";
        var text = ThaiDigits.Western(typed).Trim().Replace('.', ':');
        if (text == "24:00") (day, text) = (day.AddDays(1), "0:00");
        return TimeOnly.TryParseExact(text, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new DateTimeOffset(day.ToDateTime(time), TimeSpan.FromHours(7)).ToUniversalTime() : null;
    }

    /// <summary>A day typed as d/m/y or ISO; the year may be Buddhist. Null when it is no day.</summary>
    public static DateOnly? Parse(string? typed)
    {
        var parts = ThaiDigits.Western(typed).Split(['/', '-', '.', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 3 || parts.Any(p => !int.TryParse(p, CultureInfo.InvariantCulture, out _))) return null;
        var n = parts.Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        return n[0] > 31 ? Parse(n[2], n[1], n[0]) : Parse(n[0], n[1], n[2]);
    }

    /// <summary>A day typed as three numbers; in Thai the year is Buddhist. Null when it is no day.</summary>
    public static DateOnly? Parse(int? day, int? month, int? year)
    {
        if (day is null || month is null || year is null) return null;
        var gregorian = year > 2400 ? year.Value - 543 : year.Value;
        return month is >= 1 and <= 12 && gregorian is >= 1900 and <= 2200 && day >= 1 && day <= DateTime.DaysInMonth(gregorian, month.Value)
            ? new DateOnly(gregorian, month.Value, day.Value)
            : null;
    }
}
