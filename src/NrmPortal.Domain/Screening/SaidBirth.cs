using System.Globalization;
using System.Text.RegularExpressions;

namespace NrmPortal.Domain.Screening;

/// <summary>An age that a part of the line names, or comes to by a date or year of birth: the least by any sensible reading.</summary>
internal sealed record Said(int Start, int End, int Age)
{
    public bool IsBirth { get; init; }
}

/// <summary>
/// Dates and years of birth as people write them: 2008-12-01, 1/12/2551, 15/3/55, "2 มี.ค. 54", "Dec 2008", "เกิดปี 54". A year is of the
/// Buddhist or the common era; of two digits it may be of either. A date is reckoned to the day, a month to its last.
/// </summary>
internal static partial class SaidBirth
{
    private const int Oldest = 120;

    private const string Era = @"(?<era>พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?[\s'’]*";

    // As they are written, abbreviated, and said.
    private const string Month =
        @"((?<m1>มกรา(คม)?|ม\.?\s?ค\.?|jan(uary)?)|(?<m2>กุมภา(พันธ์)?|ก\.?\s?พ\.?|feb(ruary)?)|(?<m3>มีนา(คม)?|มี\.?\s?ค\.?|mar(ch)?)|(?<m4>เมษา(ยน)?|เม\.?\s?ย\.?|apr(il)?)"
        + @"|(?<m5>พฤษภา(คม)?|พ\.?\s?ค\.?|may)|(?<m6>มิถุนา(ยน)?|มิ\.?\s?ย\.?|june?)|(?<m7>กรกฎา(คม)?|ก\.?\s?ค\.?|july?)|(?<m8>สิงหา(คม)?|ส\.?\s?ค\.?|aug(ust)?)"
        + @"|(?<m9>กันยา(ยน)?|ก\.?\s?ย\.?|sept?(ember)?)|(?<m10>ตุลา(คม)?|ต\.?\s?ค\.?|oct(ober)?)|(?<m11>พฤศจิกา(ยน)?|พ\.?\s?ย\.?|nov(ember)?)|(?<m12>ธันวา(คม)?|ธ\.?\s?ค\.?|dec(ember)?))";

    private const string Day = "(?<d>[0-9]{1,2})(st|nd|rd|th)?";

    private static readonly string[] Months = [.. Enumerable.Range(1, 12).Select(n => $"m{n}")];

    public static IEnumerable<Said> In(string text, DateOnly day)
    {
        var read = new[] { Numbers(), Named(), Year() }.SelectMany(r => r.Matches(text)).ToList();
        // What is part of a date is no year beside it.
        foreach (var match in read.Where(m => !read.Exists(o => o.Length > m.Length && o.Index <= m.Index && m.Index < o.Index + o.Length)))
        {
            var month = Number(match.Groups["m"]) is > 0 and var written ? written : Array.FindIndex(Months, m => match.Groups[m].Success) + 1;
            var (year, on) = (match.Groups["y"], Number(match.Groups["d"]));
            // "Jan 05" is a day of January; after a Thai month, without a day, stands the year.
            if (year.Length == 2 && on == 0 && match.Value.Any(char.IsAsciiLetter) && month > 0) continue;
            if (month > 12) (month, on) = (on, month);
            var ages = Readings(year.Value, match.Groups["era"].Value).Select(y => day.Year - y - ((month, on == 0 ? 31 : on).CompareTo((day.Month, day.Day)) > 0 ? 1 : 0));
            if (ages.Where(a => a >= 0 && a < (year.Length == 2 ? 100 : Oldest)).DefaultIfEmpty(-1).Min() is >= 0 and var age)
                yield return new Said(month == 0 ? year.Index : match.Index, match.Index + match.Length, age) { IsBirth = true };
        }
    }

    // Years of the common era.
    private static IEnumerable<int> Readings(string digits, string era)
    {
        var year = int.Parse(digits, CultureInfo.InvariantCulture);
        if (digits.Length == 4) return [year >= 2400 ? year - 543 : year];
        return era.Length == 0 ? [2500 - 543 + year, 2000 + year, 1900 + year] : era[0] == 'พ' ? [2500 - 543 + year] : [2000 + year, 1900 + year];
    }

    private static int Number(Group digits) => digits.Success ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"(?<![0-9]|[0-9][-/.])((?<y>[0-9]{4})\s?[-/.]\s?(?<m>[0-9]{1,2})\s?[-/.]\s?(?<d>[0-9]{1,2})|(?<d>[0-9]{1,2})\s?[-/.]\s?(?<m>[0-9]{1,2})\s?[-/.]\s?(?<y>[0-9]{4}|[0-9]{2}))(?![0-9]|[-/.][0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex("((?<![0-9])" + Day + @"\s*(of\s+|[-/.]\s*)?)?(?<![a-z])" + Month + @"([\s,.]*" + Day + @"\s*,?\s(?=\s*[0-9]{4}))?[\s,./-]*" + Era + "(?<y>[0-9]{4}|[0-9]{2})(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    // Four digits are a year wherever they stand, two after a word that says so.
    [GeneratedRegex(@"(?<![0-9])(?<y>[0-9]{4})(?![0-9])|((เกิด\s*((เมื่อ|ใน|ราว|ประมาณ|ปี)\s*)*|^\s*ปี\s*)" + Era + @"|(?<era>พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)\s*'?|\b(born|dob|birth)\b[\s:]*((in|about|around|year)\s*)*'?)(?<y>[0-9]{2})(?![0-9]|[-/.][0-9]|\s*([a-z]|ปี|ขวบ|เดือน|วัน|-|–|ถึง|หรือ))", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Year();
}
