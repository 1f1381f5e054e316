using System.Net;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>The second factor from the setting up to the recovery code, as a person with an authenticator app meets it.</summary>
public sealed class SecondFactorTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task SetUp_ThenSignInWithACode_AndARecoveryCodeOnce()
    {
        using var person = await portal.VisitAsync("caseworker");
        var (secret, recovery) = await SetUpAsync(person);
        Assert.Equal(10, recovery.Count);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/home")).Status);

        using var again = await portal.VisitAsync(language: "th");
        await FirstStepAsync(again, "caseworker");
        Assert.Equal("/account/login", again.Path);
        await again.PostAsync("/account/login", ("Code", Totp.Wrong(secret)));
        Assert.Contains("รหัสไม่ถูกต้อง", again.Text, StringComparison.Ordinal);
        await again.PostAsync("/account/login", ("Code", Totp.Code(secret, ahead: 1)));
        Assert.Equal("/home", again.Path);

        using var lostPhone = await portal.VisitAsync();
        await FirstStepAsync(lostPhone, "caseworker");
        await lostPhone.PostAsync("/account/login", ("Code", recovery[0]));
        Assert.Equal("/home", lostPhone.Path);
        using var twice = await portal.VisitAsync();
        await FirstStepAsync(twice, "caseworker");
        await twice.PostAsync("/account/login", ("Code", recovery[0]));
        Assert.Contains("The code is not right.", twice.Text, StringComparison.Ordinal);

        Assert.Equal(1L, await portal.ScalarAsync("select count(*) from audit_records r join users u on r.chain = 'user:' || u.id where u.user_name like 'caseworker@%' and verb = 'signin' and subject = 'recovery code' and r.user_id = u.id"));
        Assert.Equal(1L, await portal.ScalarAsync("select count(*) from audit_records r join users u on r.chain = 'user:' || u.id where u.user_name like 'caseworker@%' and subject = 'second factor on'"));
        Assert.Equal(2L, await portal.ScalarAsync("select count(*) from audit_records r join users u on r.chain = 'user:' || u.id where u.user_name like 'caseworker@%' and verb = 'denied' and subject = 'signin'"));
    }

    [Fact]
    public async Task SecretAndRecoveryCodes_AreSealedInTheTable()
    {
        using var person = await portal.VisitAsync("labour");
        var (secret, recovery) = await SetUpAsync(person);
        Assert.Equal(2L, await portal.ScalarAsync("select count(*) from user_tokens t join users u on u.id = t.user_id where u.user_name like 'labour@%'"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from user_tokens where value ilike '%{secret}%' or value like '%{recovery[3]}%'"));
    }

    [Fact]
    public async Task ACode_CountsOnce_AlsoOnTheOtherNode()
    {
        using var person = await portal.VisitAsync("mfa");
        var secret = (await SetUpAsync(person)).Secret;
        var (setUp, next) = (Totp.Code(secret), Totp.Code(secret, ahead: 1));
        await using var node = await Portal.StartOnAsync((await TestCluster.Server).AppConnection(portal.Database), portal.Database);
        // At once on two nodes: one is let in. Afterwards nobody is.
        var both = new[] { await portal.VisitAsync(), await node.VisitAsync() };
        foreach (var visitor in both) await FirstStepAsync(visitor, "mfa");
        await Task.WhenAll(both.Select(v => v.PostAsync("/account/login", ("Code", next))));
        Assert.Single(both, v => v.Path == "/home");
        using var late = await node.VisitAsync();
        await FirstStepAsync(late, "mfa");
        await late.PostAsync("/account/login", ("Code", next));
        Assert.Contains("The code is not right.", late.Text, StringComparison.Ordinal);
        await late.PostAsync("/account/login", ("Code", setUp));
        Assert.Equal("/account/login", late.Path);
        Assert.Equal(2L, await portal.ScalarAsync("select count(*) from spent_codes c join users u on u.id = c.user_id where u.user_name like 'mfa@%'"));
    }

    [Fact]
    public async Task WrongCodes_LockTheAccount_EvenForTheRightOne()
    {
        using var person = await portal.VisitAsync("justice");
        var (secret, recovery) = await SetUpAsync(person);
        using var thief = await portal.VisitAsync();
        await FirstStepAsync(thief, "justice");
        for (var i = 0; i < 5; i++) await thief.PostAsync("/account/login", ("Code", i % 2 == 0 ? Totp.Wrong(secret) : "abcde-fghij"));
        Assert.Contains("locked for 15 minutes", thief.Text, StringComparison.Ordinal);
        await FirstStepAsync(thief, "justice");
        await thief.PostAsync("/account/login", ("Code", Totp.Code(secret)));
        Assert.Equal("/account/login", thief.Path);
        await thief.PostAsync("/account/login", ("Code", recovery[0]));
        Assert.Equal("/account/login", thief.Path);
    }

    [Fact]
    public async Task TurningOff_AndNewRecoveryCodes_NeedACurrentCode()
    {
        using var person = await portal.VisitAsync("prosecutor");
        var (secret, old) = await SetUpAsync(person);
        await person.GetAsync("/account/two-factor");
        Assert.DoesNotContain(old[0], person.Html, StringComparison.Ordinal);
        await person.PostAsync("/account/two-factor?handler=Off", ("Code", Totp.Wrong(secret)));
        Assert.Contains("The code is not right.", person.Text, StringComparison.Ordinal);
        await person.PostAsync("/account/two-factor?handler=Renew", ("Code", Totp.Wrong(secret)));
        Assert.Contains("The code is not right.", person.Text, StringComparison.Ordinal);
        await person.PostAsync("/account/two-factor?handler=Renew", ("Code", Totp.Code(secret, ahead: 1)));
        Assert.NotEqual(old, RecoveryCodes(person));
        await person.GetAsync("/account/two-factor");
        await person.PostAsync("/account/two-factor?handler=Off", ("Code", Totp.Code(secret, ahead: 2)));
        await person.GetAsync("/account/two-factor");
        Assert.DoesNotContain(secret, person.Text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        using var plain = await portal.VisitAsync("prosecutor");
        Assert.Equal("/home", plain.Path);
    }

    [Fact]
    public async Task WhereItIsRequired_OnlyTheSetUpIsReached_ThenTheWork()
    {
        await using var strict = await Portal.StartAsync("--Security:RequireSecondFactor=true");
        using var person = await strict.VisitAsync();
        await FirstStepAsync(person, "officer.labour");
        Assert.Equal("/account/two-factor", person.Path);
        foreach (var path in new[] { "/cases", "/screenings/new", "/account/profile", "/home" })
            Assert.Equal("/account/two-factor", (await person.GetAsync(path)).Path);
        await person.GetAsync("/screenings");
        await person.PostAsync("/account/two-factor", ("Code", Totp.Code(Secret(person))));
        var onward = person.Page.QuerySelector("main a.govuk-button")!.GetAttribute("href")!;
        Assert.Equal((HttpStatusCode.OK, "/screenings"), ((await person.GetAsync(onward)).Status, person.Path));
    }

    private static async Task<Visitor> FirstStepAsync(Visitor visitor, string user)
    {
        await visitor.GetAsync("/account/login");
        return await visitor.PasswordAsync(user);
    }

    private static async Task<(string Secret, IReadOnlyList<string> Recovery)> SetUpAsync(Visitor person)
    {
        await person.GetAsync("/account/two-factor");
        var secret = Secret(person);
        await person.PostAsync("/account/two-factor", ("Code", Totp.Code(secret)));
        return (secret, RecoveryCodes(person));
    }

    private static string Secret(Visitor person) => person.Page.QuerySelector("code.nrm-break")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    private static List<string> RecoveryCodes(Visitor person) => [.. person.Page.QuerySelectorAll("main ul code").Select(c => c.TextContent)];
}
