using NrmPortal.Domain.Screening;
using Xunit;

namespace NrmPortal.Domain.Tests.Screening;

/// <summary>A child by the line beside a ticked "adult" is noticed while the person is still there to be asked.</summary>
public sealed class SaidAgeTests
{
    private static readonly DateOnly Day = new(2026, 11, 28);

    [Theory]
    [InlineData("อายุ ๑๕ ปี", true)]
    [InlineData("15", true)]
    [InlineData("၁၅", true)]
    [InlineData("១៥", true)]
    [InlineData("17 ปี 11 เดือน", true)]
    [InlineData("17.5 ปี", true)]
    [InlineData("15 กว่าปี", true)]
    [InlineData("17 y.o.", true)]
    [InlineData("17?", true)]
    [InlineData("15 (บอกเอง)", true)]
    [InlineData("อายุ 17 (โดยประมาณ)", true)]
    [InlineData("ประมาณ 15-17 ปี", true)]
    [InlineData("17 or 18 years old", true)]
    [InlineData("16 to 19 years", true)]
    [InlineData("12/5/2553", true)]
    [InlineData("๑๒ พ.ค. ๒๕๕๓", true)]
    [InlineData("2010-05-12", true)]
    [InlineData("born in 2009", true)]
    [InlineData("born in 2008", false)] // turns eighteen this year
    [InlineData("อายุ 18 ปี", false)]
    [InlineData("၂၅", false)]
    [InlineData("၂၀၀၁", false)]
    [InlineData("30 ปี 6 เดือน", false)]
    [InlineData("ประมาณ 30 ปี มีลูก 5 ขวบ", false)]
    [InlineData("28 years, arrived 2 years ago", false)]
    [InlineData("อายุ 30 มาไทยตอน 16", false)]
    [InlineData("35 ปี เข้าไทย พ.ศ. 2560", false)]
    [InlineData("30 ปี (บันทึก 12/3/2569)", false)]
    [InlineData("ไม่ทราบ บันทึกเมื่อปี 2569", false)]
    [InlineData("25-12-40", false)]
    [InlineData("12 Jan 05", false)]
    [InlineData("081-234-5678", false)]
    [InlineData("12/5/2530", false)]
    [InlineData("ราว 40", false)]
    [InlineData("12/5", false)]
    [InlineData("ไม่ทราบ", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void TheLine_SaysAChild(string? line, bool child)
    {
        Assert.Equal(child, SaidAge.MayBeChild(line, Day));
        foreach (var choice in new[] { "adult", "child", "unknown" })
            Assert.Equal(child && choice == "adult", SaidAge.Contradicts(new ScreeningAnswers().With("age_class", choice).With("birth", line), Day));
    }
}
