using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Signing in and out, locking, switching memberships, and what ends a sign-in at once.</summary>
public sealed class AccountTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task FiveWrongPasswords_LockTheAccount_AndAreRecorded()
    {
        using var visitor = await portal.VisitAsync();
        await visitor.GetAsync("/account/login");
        for (var i = 0; i < 5; i++) await visitor.PasswordAsync("mfa", "wrong-password-" + i);
        await visitor.PasswordAsync("mfa");
        Assert.Equal("/account/login", visitor.Path);
        Assert.Contains("The user name or password is not right", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(6L, await RecordsAsync("mfa", "denied", "signin"));
        await visitor.PasswordAsync("nobody.at.all");
        Assert.Contains("The user name or password is not right", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_IsRecorded_AndTheHeaderSignsOut()
    {
        using var person = await portal.VisitAsync("dcy");
        Assert.Equal(1L, await RecordsAsync("dcy", "signin", "password"));
        await person.GetAsync("/home");
        await person.PostFormAsync(person.Page.QuerySelector("header form")!, "/account/logout");
        Assert.Equal(HttpStatusCode.OK, person.Status);
        Assert.Equal("/account/login", (await person.GetAsync("/home")).Path);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    [Fact]
    public async Task AnotherMembership_ChangesTheRights_AndIsRecorded()
    {
        using var officer = await portal.VisitAsync("officer.police");
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync("/screenings/new")).Status);
        await SwitchAsync(officer, "Inquiry");
        Assert.Equal("/home", officer.Path);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync("/screenings/new")).Status);
        Assert.Equal(1L, await RecordsAsync("officer.police", "change", "membership"));
        // Renewing the sign-in keeps the membership that was chosen.
        await officer.GetAsync("/account/two-factor");
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync("/screenings/new")).Status);
        await officer.GetAsync("/account/profile");
        await officer.PostAsync("/account/profile", ("membership", Guid.NewGuid().ToString()));
        Assert.Equal(HttpStatusCode.NotFound, officer.Status);
    }

    [Theory]
    [InlineData("hotline", "update memberships set ended_at = now() where user_id = (select id from users where user_name = 'hotline@demo.nrm')")]
    [InlineData("ngo", "update users set disabled_at = now() where user_name = 'ngo@demo.nrm'")]
    [InlineData("mdt", "update users set security_stamp = 'changed' where user_name = 'mdt@demo.nrm'")]
    public async Task WhatEnds_EndsAtOnce(string user, string change)
    {
        using var person = await portal.VisitAsync(user);
        Assert.Equal("/home", (await person.GetAsync("/home")).Path);
        await portal.ScalarAsync(change);
        Assert.Equal("/account/login", (await person.GetAsync("/home")).Path);
        if (user == "mdt") return;
        await person.PasswordAsync(user);
        Assert.Equal("/account/login", person.Path);
        Assert.NotEmpty(person.Page.QuerySelectorAll(".govuk-error-summary"));
        Assert.Equal("/account/login", (await person.GetAsync("/home")).Path);
    }

    [Fact]
    public async Task AOneTimePassword_IsReplacedBeforeAnythingElse()
    {
        await portal.ScalarAsync("update users set must_change_password = true where user_name = 'trainer@demo.nrm'");
        using var person = await portal.VisitAsync();
        await person.GetAsync("/account/login");
        await person.PasswordAsync("trainer");
        Assert.Equal("/account/set-password", person.Path);
        Assert.Equal("/account/login", (await person.GetAsync("/home")).Path);
        await person.PasswordAsync("trainer");
        await person.PostAsync("/account/set-password", ("Password", DemoAccounts.Password));
        Assert.Equal("/account/set-password", person.Path);
        await person.PostAsync("/account/set-password", ("Password", "my-own-2569-words"));
        Assert.Equal("/account/login", person.Path);
        await person.PasswordAsync("trainer");
        Assert.Equal("/account/login", person.Path);
        await person.PasswordAsync("trainer", "my-own-2569-words");
        Assert.Equal("/home", person.Path);
        Assert.Equal(1L, await RecordsAsync("trainer", "change", "password"));
    }

    private static async Task SwitchAsync(Visitor person, string role)
    {
        await person.GetAsync("/account/profile");
        var form = person.Page.QuerySelectorAll("main form").Single(f => f.TextContent.Contains(role, StringComparison.Ordinal));
        await person.PostFormAsync(form, "/account/profile");
    }

    private Task<object?> RecordsAsync(string user, string verb, string subject) => portal.ScalarAsync(
        $"select count(*) from audit_records r join users u on r.chain = 'user:' || u.id where u.user_name = '{user}{DemoAccounts.Domain}' and r.verb = '{verb}' and r.subject = '{subject}'");
}
