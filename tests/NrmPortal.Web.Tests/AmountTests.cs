using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Tests;

/// <summary>What is typed as an amount of money: a comma stands between thousands and nowhere else.</summary>
public sealed class AmountTests
{
    [Theory]
    [InlineData("1,250.50", 125_050)]
    [InlineData("1250.5", 125_050)]
    [InlineData(" 1,234,567 ", 123_456_700)]
    [InlineData(".50", 50)]
    [InlineData("1250,50", null)]
    [InlineData("12,50", null)]
    [InlineData("1,2,3", null)]
    [InlineData("1,2500", null)]
    [InlineData("1250,500", null)]
    [InlineData(",250", null)]
    [InlineData("1,250.505", null)]
    [InlineData("1.250,50", null)]
    [InlineData("-5", null)]
    [InlineData(".", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void AnAmount_IsReadAsItIsWritten_OrNotAtAll(string? typed, int? satang)
    {
        Assert.Equal(satang / 100m, Amounts.Parse(typed));
        Assert.Equal(satang / 100m, Amounts.ParseOrZero(typed));
        Assert.Equal((0m, (decimal?)null), (Amounts.ParseOrZero("0.00"), Amounts.Parse("0.00")));
    }
}
