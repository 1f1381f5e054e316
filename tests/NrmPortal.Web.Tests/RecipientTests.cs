using NrmPortal.Data.Jobs;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Whom the post writes to: whoever reads the notice in the portal, and nobody else.</summary>
public sealed class RecipientTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    // To whom the notices of that kind about the case were posted.
    private async Task<string[]> PostedAsync(string number, string code)
    {
        await new Outbox((await TestCluster.Server).WorkerConnection(portal.Database)).FillAsync(portal.Clock.GetUtcNow(), CancellationToken.None);
        return ((string)(await portal.ScalarAsync($"""
            select coalesce(string_agg(distinct replace(u.user_name, '@demo.nrm', ''), ' ' order by replace(u.user_name, '@demo.nrm', '')), '') from mail_notices w
                join notices n on n.id = w.notice_id join cases c on c.id = n.case_id join users u on u.id = w.user_id
            where c.nrm_number = '{number}' and n.code = '{code}'
            """))!).Split(' ');
    }

    [Fact]
    public async Task ANoticeToAnOffice_GoesToThoseWhoWorkOnItsCases_NotToItsAdministratorOrItsSeats()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        foreach (var user in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(user), number, "Yes");
        Assert.Equal(["authority", "labour", "mdt"], await PostedAsync(number, "MdtConvened"));
        await Story.DecideAsync(await portal.VisitAsync("authority"), number, "VictimTraffickingS6");
        Assert.Equal(["caseworker", "mdt.secretary", "officer.immigration", "officer.immigration2"], await PostedAsync(number, "MdtDecided"));
    }

    [Fact]
    public async Task ASeatThatIsGone_IsNotWrittenToAnyMore()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        await Story.DeclareAsync(await portal.VisitAsync("labour"), number, conflict: "My cousin");
        Assert.Equal(["authority", "mdt"], await PostedAsync(number, "MdtConvened"));
    }

    [Fact]
    public async Task TheCoverOfTheAbsent_IsWrittenTo_Meanwhile_ButNotAboutASeat()
    {
        var (absent, cover) = (await portal.VisitAsync("officer.immigration"), ReferenceData.IdOf("membership", "officer.immigration2FrontlineOfficer"));
        var (before, meanwhile, after) = (await Story.ScreenAsync(absent), await Story.ScreenAsync(absent, "Other Example"), await Story.ScreenAsync(absent, "Third Example"));
        await Story.GiveTaskAsync(absent, before, "Mine alone", "Somchai");
        Assert.DoesNotContain("officer.immigration2", await PostedAsync(before, "TaskGiven"));

        await absent.GetAsync("/account/absence");
        await absent.PostAsync("/account/absence", ("Cover", cover.ToString()), ("From", "1/1/2026"), ("Until", "31/12/2099"));
        await Story.GiveTaskAsync(absent, meanwhile, "Mine alone", "Somchai");
        Assert.Contains("officer.immigration2", await PostedAsync(meanwhile, "TaskGiven"));
        await portal.ScalarAsync($"""
            with told as (insert into notices (id, case_id, code, path, to_membership_id, at, parameters)
                select gen_random_uuid(), c.id, 'TaskGiven', '/cases/x', '{ReferenceData.IdOf("membership", "officer.immigrationFrontlineOfficer")}', '{portal.Clock.GetUtcNow():O}', jsonb_build_object('task', 'GiveOpinion')
                from cases c where c.nrm_number = '{before}' returning 1) select count(*) from told
            """);
        Assert.DoesNotContain("officer.immigration2", await PostedAsync(before, "TaskGiven"));

        await absent.GetAsync("/account/absence");
        await absent.PostAsync("/account/absence?handler=End", ("absence", absent.Page.QuerySelector("button[name=absence]")!.GetAttribute("value")!));
        await Story.GiveTaskAsync(absent, after, "Mine alone", "Somchai");
        Assert.DoesNotContain("officer.immigration2", await PostedAsync(after, "TaskGiven"));
    }
}
