using System.Globalization;
using System.Text.RegularExpressions;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Domain.Screening;

/// <summary>
/// What the line "date of birth or estimated age" says of the person, however it is written. Every age and birth in it counts that can be
/// meant, the least of them most: "18 (อาจ 16)" is perhaps a child. What cannot be read says nothing.
/// </summary>
public static partial class SaidAge
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const int Patience = 1000;

    /// <summary>An adult by the choice, and by the line perhaps none. Where only the year is known in which one turns eighteen, they may be either.</summary>
    public static bool Contradicts(ScreeningAnswers answers, DateOnly day) => answers.AgeGroup == AgeGroup.Adult && MayBeChild(answers["birth"], day);

    /// <summary>Whether the line can be read so that the person is a child on that day.</summary>
    public static bool MayBeChild(string? line, DateOnly day)
    {
        var text = ThaiDigits.Western(line);
        var births = SaidBirth.In(text, day).ToList();
        List<Said> all = [.. births.Concat(Ages(Without(text, births))).OrderBy(s => s.Start)];
        return Meant(text, all).DefaultIfEmpty(FirstOf(text, all)).Min() < Case.AdultAt;
    }

    private static IEnumerable<int> Meant(string text, List<Said> all)
    {
        var none = true;
        foreach (var (said, before, after) in Around(text, all))
        {
            if (Elsewhere().IsMatch(before) || !(said.IsBirth ? none || Cue().IsMatch(before) : IsAge(before, after))) continue;
            none = false;
            yield return Falls().IsMatch(before) ? said.Age - 1 : said.Age;
        }
    }

    // Nothing is clearly the person's own: then the first that reads as an age is taken for it, or the only number there is.
    private static int FirstOf(string text, List<Said> all)
    {
        foreach (var (said, before, after) in Around(text, all))
            if (said.IsBirth ? said.Age > 0 : IsAge(before, after) || IsBareAdult(said, before, after)) return said.Age;
        return all is [{ IsBirth: false } only] && !Without(text, all).Any(char.IsAsciiDigit) ? only.Age : Case.AdultAt;
    }

    // "30, has a child aged 5". A small number that a line begins with may be of a house.
    private static bool IsBareAdult(Said said, string before, string after) => said.Age >= Case.AdultAt && before.Trim().Length == 0 && !NoAge().IsMatch(after);

    private static bool IsAge(string before, string after) => !NoAge().IsMatch(after) && (Cue().IsMatch(before) || Unit().IsMatch(after)) && (!Ago().IsMatch(after) || Born().IsMatch(before));

    // Each with the words between it and its neighbours.
    private static IEnumerable<(Said Said, string Before, string After)> Around(string text, List<Said> all)
    {
        for (var i = 0; i < all.Count; i++)
            yield return (all[i], text[(i == 0 ? 0 : all[i - 1].End)..all[i].Start], text[all[i].End..(i + 1 < all.Count ? all[i + 1].Start : text.Length)]);
    }

    private static IEnumerable<Said> Ages(string text) =>
        Number().Matches(text).Select(m => new Said(m.Index, m.Index + m.Length, m.Groups["age"].Captures.Min(c => int.Parse(c.Value, CultureInfo.InvariantCulture))));

    private static string Without(string text, List<Said> parts) => parts.Aggregate(text, (rest, p) => rest[..p.Start] + new string('#', p.End - p.Start) + rest[p.End..]);

    // "15", "17.5", "16–19", "17 or 18"; no part of a telephone, house or card number, nor of an amount.
    [GeneratedRegex(@"(?<![0-9]|[0-9][-/.,])(?<age>[0-9]{1,3})(\.[0-9]+)?(\s*(-|–|ถึง|หรือ|to|or)\s*(?<age>[0-9]{1,3}))?(?![0-9]|[-/.][0-9]|,[0-9]{3}|/)", Options, Patience)]
    private static partial Regex Number();

    // Words before a number by which it is an age, or perhaps one; a number in brackets stands for the one before them.
    [GeneratedRegex(@"((อายุ|วัย|\bage(d|\b)|เกิด|\bborn\b|\bd\.?o\.?b\b|\bbirth\b|อาจ|น่าจะ|คงจะ|ดูเหมือน|ดูแล้ว|ราว|ประมาณ|หรือ|จริง|บอก|อ้าง|\bmay\s?be\b|\bmight\b|\bperhaps\b|\bpossibly\b|\bprobably\b|\blooks?\b|\bseems?\b|\bcould\b|\babout\b|\baround\b|\breally\b|\bactually\b|\bor\b|\bsays?\b|\bsaid\b|\bclaims?\b)[^0-9]{0,15}|[(\[~]\s*)$|" + Under, Options, Patience)]
    private static partial Regex Cue();

    [GeneratedRegex(@"^\s*(กว่า|เศษ)?\s*(ปี(?!นี้)|ขวบ|years?|yrs?|y\.?\s*/?\s*o\b)", Options, Patience)]
    private static partial Regex Unit();

    // Less than the number says: "ไม่ถึง 18", "under 18", "ย่าง 18".
    private const string Under = @"(ไม่ถึง|ยังไม่|(?<!ไม่)(ต่ำกว่า|น้อยกว่า)|เกือบ|ย่าง(เข้า)?|(?<!\bnot\s+)\b(under|below|almost|nearly)\b|\bless\s+than\b|\bnot\s+yet\b|<)\s*$";

    [GeneratedRegex(Under, Options, Patience)]
    private static partial Regex Falls();

    [GeneratedRegex(@"^\s*(ปี|years?|yrs?)?\s*(ago\b|ก่อน|ที่แล้ว|มาแล้ว)", Options, Patience)]
    private static partial Regex Ago();

    [GeneratedRegex(@"(เกิด|\bborn\b)[^0-9]{0,15}$", Options, Patience)]
    private static partial Regex Born();

    [GeneratedRegex(@"^\s*(เดือน|วัน|ครั้ง|คน(?!\p{L})|ชั่วโมง|ชม\.|บาท|สัปดาห์|โมง|%|months?\b|days?\b|weeks?\b|hours?\b|times?\b|children\b|kids?\b|people\b|baht\b)", Options, Patience)]
    private static partial Regex NoAge();

    // Words before a number by which it is of somebody or something else: a relative, a time of life or of the journey, a record, an address.
    [GeneratedRegex(
        @"((ลูก(?!จ้าง|ค้า|เรือ)|บุตร|หลาน|มีน้อง|(น้อง|พี่)(สาว|ชาย)|สามี|ภรรยา|แม่(?!บ้าน)|พ่อ|\b(sons?|daughters?|children|kids?|brothers?|sisters?|husband|wife|mother|father)\b|\b(has|have|with|her|his|their)\s+(a\s+)?child\b)((?!บอก|ว่า|\bsa(ys|id)\b)[^0-9]){0,15}"
        + @"|(ตั้งแต่|ตอน(?!นี้)|(?<!เกิด)เมื่อ|\bsince\b|\bat\b|\bwhen\b)\s*(อายุ|(the\s+)?aged?(\s+of)?)?\s*(ประมาณ|ราว|ได้|about)?\s*"
        + @"|((?<!อายุ)อยู่|มาไทย|เข้าไทย|เข้าเมือง|เข้ามา|มาถึง|เดินทาง|ทำงาน|แต่งงาน|นาน|\b(arrived|came|entered|worked|working|stayed|lived|living|been|married|in\s+thailand)\b)((?!อายุ|\bage)[^0-9]){0,15}|มา(ได้|แล้ว)?\s*"
        + @"|(บันทึก|ออกบัตร|ออกให้|หมดอายุ|เลขที่|หมู่|ห้อง|โทร|เบอร์|\b(recorded|written|issued|expires?|tel|phone|room|house|moo|grade)\b|\bno\.)[^0-9]{0,15})$", Options, Patience)]
    private static partial Regex Elsewhere();
}
