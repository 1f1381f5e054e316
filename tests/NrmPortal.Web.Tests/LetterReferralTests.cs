using System.Net;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Which referral a letter tells of: a transit letter of one that leads to a place, each of what whoever issues it chose.</summary>
public sealed class LetterReferralTests(LetterReferralTests.Referred referred) : IClassFixture<LetterReferralTests.Referred>
{
    private readonly Portal portal = referred.Portal;

    private async Task<Visitor> FormAsync(string number)
    {
        var visitor = await portal.VisitAsync("caseworker");
        return await visitor.GetAsync($"/cases/{number}/documents/issue");
    }

    /// <summary>What the issued letter says behind a label.</summary>
    private async Task<string> IssueAsync(string number, string kind, string label, string? referral = null)
    {
        var visitor = await FormAsync(number);
        (string, string)[] chosen = referral is null ? [] : [(kind, $"{await IdOfAsync(referral)}")];
        await visitor.PostAsync($"/cases/{number}/documents/issue", [("Kind", kind), ("Language", "en"), .. chosen]);
        var document = (string)(await portal.ScalarAsync($"select number from documents where id = '{visitor.Path[^36..]}'"))!;
        return referred.Papers[document].Parts.SelectMany(p => p.Rows).Single(r => r.Label == label).Value;
    }

    private Task<object?> IdOfAsync(string referral) => portal.ScalarAsync($"select id from referrals where number = '{referral}'");

    [Fact]
    public async Task ATransitLetter_NamesThePlace_NotALaterLawyer()
    {
        Assert.Contains("NGO Shelter", await IssueAsync(referred.Number, "TransitLetter", "To"), StringComparison.Ordinal);
        var form = await FormAsync(referred.Number);
        await form.PostAsync($"/cases/{referred.Number}/documents/issue", ("Kind", "TransitLetter"), ("Language", "en"), ("TransitLetter", $"{await IdOfAsync(referred.Lawyer)}"));
        Assert.Equal(HttpStatusCode.Conflict, form.Status);
        Assert.Contains("cannot tell of the referral chosen", form.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReferralLetter_TellsOfTheOneChosen_AndNeverOfOneWithdrawn()
    {
        var form = await FormAsync(referred.Number);
        var options = form.Page.QuerySelectorAll("select[name=ReferralLetter] option").Select(o => o.TextContent).ToList();
        Assert.Equal(2, options.Count);
        Assert.Contains(options, o => o.Contains("Legal aid", StringComparison.Ordinal));
        Assert.Null(form.Page.QuerySelector("select[name=TransitLetter]"));
        Assert.Equal(referred.Lawyer, await IssueAsync(referred.Number, "ReferralLetter", "Referral number", referred.Lawyer));
        Assert.Equal(referred.Shelter, await IssueAsync(referred.Number, "ReferralLetter", "Referral number", referred.Shelter));
        Assert.DoesNotContain(options, o => o.Contains(referred.Withdrawn, StringComparison.Ordinal));
    }

    // The shelter asked for is not the one that DATIP chose, and nobody has answered yet.
    [Fact]
    public async Task ATransitLetter_GoesToTheHouseThatDatipChoseInstead()
    {
        await portal.ScalarAsync($"update referrals set state = 'Redirected' where number = '{referred.Redirected}'");
        Assert.Contains("NGO Shelter", await IssueAsync(referred.Elsewhere, "TransitLetter", "To"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAPlace_ThePageSaysWhy_AndNothingIsIssued()
    {
        var form = await FormAsync(referred.Bare);
        Assert.Contains("No referral to a place to stay has been approved", form.Text, StringComparison.Ordinal);
        Assert.Contains("No referral has been sent that still stands", form.Text, StringComparison.Ordinal);
        foreach (var kind in new[] { "TransitLetter", "ReferralLetter" })
        {
            await form.GetAsync($"/cases/{referred.Bare}/documents/issue");
            await form.PostAsync($"/cases/{referred.Bare}/documents/issue", ("Kind", kind), ("Language", "en"));
            Assert.Equal(HttpStatusCode.Conflict, form.Status);
        }
    }

    /// <summary>A case with a shelter, a lawyer and a withdrawn referral; one whose house DATIP chose; one with a withdrawn referral alone.</summary>
    public sealed class Referred : IAsyncLifetime
    {
        public Portal Portal { get; private set; } = null!;
        public WatchedPapers Papers { get; } = new();
        public string Number { get; private set; } = "";
        public string Elsewhere { get; private set; } = "";
        public string Bare { get; private set; } = "";
        public string Shelter { get; private set; } = "";
        public string Lawyer { get; private set; } = "";
        public string Withdrawn { get; private set; } = "";
        public string Redirected { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Portal = await Portal.StartAsync(Papers.Watch);
            var (officer, datip, caseworker) = (await Portal.VisitAsync("officer.immigration"), await Portal.VisitAsync("datip"), await Portal.VisitAsync("caseworker"));
            (Number, Elsewhere, Bare) = (await Story.ScreenAsync(officer), await Story.ScreenAsync(officer), await Story.ScreenAsync(officer));
            Shelter = await Story.ReferAsync(officer, Number);
            await Story.ApproveAsync(datip, Shelter, "NGO Shelter");
            await Story.Then(await Portal.VisitAsync("shelter.ngo"), $"/referrals/{Shelter}", "Accept", ("Basis", "VoluntaryReflection"));
            Lawyer = await Story.ReferToServiceAsync(caseworker, Number, "LegalAid", "MOJ-63", "Justice");
            Withdrawn = await Story.ReferToServiceAsync(caseworker, Number, "LegalAid", "MOJ-63", "Justice");
            await Story.Then(caseworker, $"/referrals/{Withdrawn}/sender", "Withdraw", ("Reason", "Sent twice"));
            Redirected = await Story.ReferAsync(officer, Elsewhere);
            await Story.ApproveAsync(datip, Redirected, "NGO Shelter");
            var taken = await Story.ReferAsync(officer, Bare);
            await Story.Then(officer, $"/referrals/{taken}/sender", "Withdraw", ("Reason", "Stays with an aunt"));
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
