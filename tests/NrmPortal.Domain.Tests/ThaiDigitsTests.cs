using Xunit;

namespace NrmPortal.Domain.Tests;

public sealed class ThaiDigitsTests
{
    [Theory]
    [InlineData("๐๑๒๓๔๕๖๗๘๙", "0123456789")]
    [InlineData("๓๐/๑๑/2569 น.", "30/11/2569 น.")]
    [InlineData("၁၅ ១៥ ໑໕ １５", "15 15 15 15")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void TheDigitsOfOtherScripts_AreReadAsAnyOther(string? text, string read) => Assert.Equal(read, ThaiDigits.Western(text));
}
