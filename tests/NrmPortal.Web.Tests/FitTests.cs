using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>DATIP chooses among the shelters: one that may not take the person cannot be chosen, one that fits badly only with a reason.</summary>
public sealed class FitTests : IAsyncLifetime
{
    private Portal portal = null!;

    public async ValueTask InitializeAsync() => portal = await Portal.StartAsync();

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private async Task<(Visitor Datip, string Referral)> ClaimedAsync()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var referral = await Story.ReferAsync(officer, await Story.ScreenAsync(officer));
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        return (datip, $"/referrals/{referral}");
    }

    private static Task<Visitor> ApproveAsync(Visitor datip, string page, string unit, string reason = "") =>
        datip.PostAsync(page + "?handler=Approve", ("UnitId", ReferenceData.IdOf("unit", unit).ToString()), ("Reason", reason));

    [Fact]
    public async Task AShelterForWomen_CannotBeChosenForAMan_WhateverTheReason()
    {
        var (datip, page) = await ClaimedAsync();
        var row = datip.Page.QuerySelectorAll("main tbody tr").First(r => r.TextContent.Contains("Shelter A", StringComparison.Ordinal));
        Assert.Null(row.QuerySelector("button"));
        Assert.Contains("Cannot be chosen", row.TextContent, StringComparison.Ordinal);
        await ApproveAsync(datip, page, "SHM-12", "Nothing else is free");
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);
        Assert.Contains("does not take adults of this sex", datip.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from referrals where state in ('Approved', 'Redirected')"));
    }

    [Fact]
    public async Task AShelterWithoutTheLanguage_NeedsAWrittenReason()
    {
        var (datip, page) = await ClaimedAsync();
        await ApproveAsync(datip, page, "SHP-10");
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);
        Assert.Contains("does not fit some of the needs", datip.Text, StringComparison.Ordinal);
        await ApproveAsync(datip, page, "SHP-10", "An interpreter comes along");
        Assert.Equal(page, datip.Path);
        Assert.Equal(1L, await portal.ScalarAsync("select count(*) from referrals where state = 'Approved'"));
    }
}
