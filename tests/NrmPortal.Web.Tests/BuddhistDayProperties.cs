using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NrmPortal.Domain.Clocks;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Admin;

namespace NrmPortal.Web.Tests;

/// <summary>Days typed in Buddhist years, written by the calendar of the Thai culture and read by the portal.</summary>
public sealed class BuddhistDayProperties
{
    private static readonly CultureInfo Thai = CultureInfo.GetCultureInfo("th-TH");

    private static string Written(DateOnly day, string format) => day.ToDateTime(TimeOnly.MinValue).ToString(format, Thai);

    // Any day that a form takes, and more often than chance has them the days at which a count of years goes wrong.
    private static Property ForAnyDay(Func<DateOnly, bool> holds) => Prop.ForAll(Gen.OneOf(
        from number in Gen.Choose(new DateOnly(1900, 1, 1).DayNumber, new DateOnly(2200, 12, 31).DayNumber) select DateOnly.FromDayNumber(number),
        from year in Gen.Choose(1900, 2200) where DateTime.IsLeapYear(year) select new DateOnly(year, 2, 29),
        from year in Gen.Choose(1900, 2200) from day in Gen.Elements((2, 28), (3, 1), (12, 31), (1, 1)) select new DateOnly(year, day.Item1, day.Item2)).ToArbitrary(), holds);

    [Property(MaxTest = 1000)]
    public Property ADay_IsReadAsItsGregorianDay_HoweverItIsTyped() => ForAnyDay(day =>
        new[] { "d/M/yyyy", "dd-MM-yyyy", "yyyy-MM-dd" }.All(format => ThaiDates.Parse(Written(day, format)) == day)
        && ThaiDates.Parse(day.ToString("d/M/yyyy", CultureInfo.InvariantCulture)) == day);

    [Property(MaxTest = 300)]
    public Property ALineOfHolidays_IsReadAsItsGregorianDay() => ForAnyDay(day =>
        HolidayLines.Read(Written(day, "yyyy-M-d") + ",ก,A,c,lunar substitution", new ThaiCalendar(new Dictionary<DateOnly, (string, string)>())) is ([var read], { Count: 0 })
        && (read.Day, read.Kind) == (day, HolidayKind.LunarSubstitution));

    [Property]
    // Before 1920 the clocks of Bangkok went by the sun.
    public Property TheEndOfADay_NamesThatDay_AndNotTheNext() => ForAnyDay(day =>
        day.Year < 1921 || (ThaiDates.Until(Domain.ThaiDay.EndOf(day)) == $"{ThaiDates.Day(day)} 24:00" + (ThaiDates.Moment(Domain.ThaiDay.StartOf(day)).EndsWith("น.", StringComparison.Ordinal) ? " น." : "")
        && ThaiDates.Until(Domain.ThaiDay.StartOf(day).AddMinutes(1)) == ThaiDates.Moment(Domain.ThaiDay.StartOf(day).AddMinutes(1))));

    [Property]
    public Property The29thOfFebruary_IsADayOfLeapYearsAlone() => Prop.ForAll(Gen.Choose(1900, 2200).ToArbitrary(), year => ThaiDates.Parse($"29/2/{year + 543}") is not null == DateTime.IsLeapYear(year));
}
