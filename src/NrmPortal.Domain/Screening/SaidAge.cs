using System.Globalization;
using System.Text.RegularExpressions;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Domain.Screening;

/// <summary>
/// What the line "date of birth or estimated age" says, however it is written: a year of birth, or an age; in Thai or other digits, of
/// the Buddhist or the common era. What cannot be read says nothing.
/// </summary>
public static partial class SaidAge
{
    private const int Oldest = 120;

    /// <summary>An adult by the choice, and under eighteen by the line. Born in the year in which one turns eighteen, they may be either.</summary>
    public static bool Contradicts(ScreeningAnswers answers, DateOnly day) => answers.AgeGroup == AgeGroup.Adult && SaysChild(answers["birth"], day);

    /// <summary>Whether the line can be true of nobody but a child on that day.</summary>
    public static bool SaysChild(string? line, DateOnly day)
    {
        var text = ThaiDigits.Western(line);
        var born = Years().Matches(text).Select(m => YearOf(m.Value)).FirstOrDefault(y => y > day.Year - Oldest && y <= day.Year);
        if (born > 0) return day.Year - born < Case.AdultAt;
        var ages = Ages().Matches(text).Select(m => int.Parse(m.Groups["least"].Value, CultureInfo.InvariantCulture)).ToList();
        return ages.Count > 0 && ages.Min() < Case.AdultAt;
    }

    private static int YearOf(string digits) => int.Parse(digits, CultureInfo.InvariantCulture) is var year && year >= 2400 ? year - 543 : year;

    [GeneratedRegex(@"(?<!\d)\d{4}(?!\d)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Years();

    // "15", "15-17", "15 ปี", "อายุ 15"; not the months of "30 ปี 6 เดือน", nor the day and month of a date without a year.
    [GeneratedRegex(@"(?<![\d/.])(?<least>\d{1,3})(\s*(-|–|ถึง|to)\s*\d{1,3})?(?=\s*(ปี|ขวบ|years?|yrs?|y/?o\b)|\s*$)(?<!/\d{1,3})", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ages();
}
