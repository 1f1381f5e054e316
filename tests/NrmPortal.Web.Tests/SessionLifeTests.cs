using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>A sign-in ends some hours after it began, also when somebody was busy all the time.</summary>
public sealed class SessionLifeTests
{
    [Theory]
    [InlineData(12, new string[0])]
    [InlineData(3, new[] { "--Security:SessionHours=3" })]
    public async Task ABusySession_EndsAfterItsHours(int hours, string[] settings)
    {
        await using var portal = await Portal.StartAsync(settings);
        using var busy = await portal.VisitAsync("caseworker");
        // Renewed on the way, and by a renewed sign-in too.
        for (var hour = 1; hour < hours; hour++)
        {
            portal.Clock.Advance(TimeSpan.FromHours(1));
            await busy.GetAsync(hour == 2 ? "/account/two-factor" : "/home");
            Assert.NotEqual("/account/login", busy.Path);
        }

        portal.Clock.Advance(TimeSpan.FromHours(1));
        await busy.GetAsync("/home");
        Assert.Equal("/account/login", busy.Path);
        await busy.SignInAsync("caseworker");
        Assert.Equal("/home", (await busy.GetAsync("/home")).Path);
    }

    [Fact]
    public async Task AnIdleSession_EndsAfterEightHours()
    {
        await using var portal = await Portal.StartAsync();
        using var idle = await portal.VisitAsync("caseworker");
        portal.Clock.Advance(TimeSpan.FromHours(8) + TimeSpan.FromMinutes(1));
        Assert.Equal("/account/login", (await idle.GetAsync("/home")).Path);
    }
}
