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

    [Fact]
    public async Task APersonOfAnotherSex_IsOfferedPlacesByKind_TheHomeSaysWhich_AndTheyAreHousedOnceTheyCome()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await portal.ScalarAsync($"update cases set sex = 'Other' where nrm_number = '{number}'");
        var home = ReferenceData.IdOf("shelter", "SHN-63");
        await portal.ScalarAsync($"update shelters set accepts_men = true, accepts_women = true where id = '{home}'");
        await portal.ScalarAsync($"update place_pools set kind = 'Men' where shelter_id = '{home}' and kind = 'Any'");
        await portal.ScalarAsync($"insert into place_pools (id, shelter_id, kind, places, occupied, held, out_of_use) values (gen_random_uuid(), '{home}', 'Women', 1, 0, 0, 0)");
        var referral = await Story.ReferAsync(officer, number);
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        var row = datip.Page.QuerySelectorAll("main tbody tr").First(r => r.TextContent.Contains("NGO Shelter", StringComparison.Ordinal));
        Assert.NotNull(row.QuerySelector("button"));
        Assert.Contains("ask the home which place", row.TextContent, StringComparison.Ordinal);
        await ApproveAsync(datip, $"/referrals/{referral}", "SHN-63", "The home was asked: among women");

        var shelter = await portal.VisitAsync("shelter.ngo");
        await shelter.GetAsync($"/referrals/{referral}");
        Assert.Equal(["", "Men", "Women"], shelter.Page.QuerySelectorAll("#Place option").Select(o => o.GetAttribute("value") ?? "").Order(StringComparer.Ordinal));
        await shelter.PostAsync($"/referrals/{referral}?handler=Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"), ("Place", "Women"));
        Assert.Equal(HttpStatusCode.OK, shelter.Status);
        Assert.Equal("Men 0 0, Women 1 0", await portal.ScalarAsync($"select string_agg(kind || ' ' || occupied || ' ' || held, ', ' order by kind) from place_pools where shelter_id = '{home}' and kind <> 'Family'"));
        var housed = $"select coalesce(sheltered_from::text, '-') from cases where nrm_number = '{number}'";
        Assert.Equal("-", await portal.ScalarAsync(housed));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        Assert.NotEqual("-", await portal.ScalarAsync(housed));
    }
}
