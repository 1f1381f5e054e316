using System.Globalization;
using System.Text.RegularExpressions;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Domain.Screening;

/// <summary>
/// What the line "date of birth or estimated age" says of the person, however it is written: an age, or else a year of birth, of the
/// Buddhist or the common era. Of several numbers the first that is an age counts; what cannot be read says nothing.
/// </summary>
public static partial class SaidAge
{
    private const int Oldest = 120;

    /// <summary>An adult by the choice, and by the line perhaps none. Born in the year in which one turns eighteen, they may be either.</summary>
    public static bool Contradicts(ScreeningAnswers answers, DateOnly day) => answers.AgeGroup == AgeGroup.Adult && MayBeChild(answers["birth"], day);

    /// <summary>Whether the least age that the line names on that day is a child's.</summary>
    public static bool MayBeChild(string? line, DateOnly day)
    {
        var text = ThaiDigits.Western(line);
        if (new[] { AfterItsName(), WithUnit(), Alone() }.Select(r => r.Match(text)).FirstOrDefault(m => m.Success) is { } age)
            return Number(age.Groups["least"].Value) < Case.AdultAt;
        return Years().Matches(text).Select(m => Number(m.Value)).Select(y => day.Year - (y >= 2400 ? y - 543 : y)).FirstOrDefault(a => a is >= 1 and < Oldest, Oldest) < Case.AdultAt;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    // "อายุ 30", "aged about 16".
    [GeneratedRegex(@"(อายุ|\baged?\b)[^0-9]{0,15}(?<least>[0-9]{1,3})(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AfterItsName();

    // "17 ปี 11 เดือน", "15-17 years", "17 y.o.", "15 กว่าปี".
    [GeneratedRegex(@"(?<![0-9]|[0-9][-/.])(?<least>[0-9]{1,3})(\.[0-9]+)?(\s*(-|–|ถึง|หรือ|to|or)\s*[0-9]{1,3})?\s*(กว่า)?\s*(ปี|ขวบ|years?|yrs?|y\.?\s*/?\s*o\b)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WithUnit();

    // The line holds nothing else: "15", "ราว 40", "16–19", "17 (บอกเอง)"; not a day and month.
    [GeneratedRegex(@"^[^0-9]*(?<least>[0-9]{1,3})(\s*(-|–|ถึง|หรือ|to|or)\s*[0-9]{1,3})?[^0-9/]*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Alone();

    [GeneratedRegex(@"(?<![0-9])[0-9]{4}(?![0-9])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Years();
}
