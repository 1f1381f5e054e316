using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Whatever is sent to whichever page: an answer in words below 500. Made from the endpoints; no page is exempt.</summary>
public sealed class GarbageTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private static readonly string[] Values =
        ["", "garbage", "2026-99-99", "0001-01-01", "99999999999999999999", "-1", "00000000-0000-0000-0000-000000000000", "<script>😀 ํ้\u202e\uffff", "a\0b", new('ก', 3000)];

    private static readonly string[] Accounts = ["officer.immigration", "caseworker", "datip", "datip.coordinator", "mdt.secretary", "shelter.ngo", "agency.admin", "auditor", "scnrm"];

    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task EveryFieldOfEveryForm_TakesGarbage()
    {
        var story = await StoryAsync();
        var wrong = new List<string>();
        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach (var account in Accounts)
        {
            using var person = await portal.VisitAsync(account);
            // Signing out comes last, else the rest would be asked of nobody.
            foreach (var page in PageOf.All(portal).OrderBy(p => p.Route == "/account/logout"))
            {
                foreach (var address in story.Addresses(page.Route))
                {
                    await person.GetAsync(address);
                    if (person.Status is not (HttpStatusCode.OK or HttpStatusCode.Conflict) || person.Path != address || !reached.Add($"{address} {(int)person.Status}")) continue;
                    await TryAsync(person, page, address, wrong);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(reached.Count > 25, string.Join('\n', reached));
    }

    [Fact]
    public async Task BrokenBodies_AreRefusedWithAPage()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var step = await Story.OpenAccountStepAsync(officer);
        var token = officer.Hidden("__RequestVerificationToken");
        var bodies = new (string Why, Func<HttpContent> Body)[]
        {
            ("bad UTF-8", () => Raw([.. Encoding.ASCII.GetBytes($"__RequestVerificationToken={token}&own_account="), 0xff, 0xfe], "application/x-www-form-urlencoded")),
            ("overlong escape", () => Raw(Encoding.ASCII.GetBytes($"__RequestVerificationToken={token}&own_account=%C0%AF%ED%A0%80%ZZ"), "application/x-www-form-urlencoded")),
            ("no boundary", () => Raw("--x\r\n\r\n--x--"u8.ToArray(), "multipart/form-data")),
            ("cut multipart", () => Raw("--x\r\nContent-Disposition: form-data; name=\"own_acc"u8.ToArray(), "multipart/form-data; boundary=x")),
            ("json", () => Raw("{\"own_account\":1}"u8.ToArray(), "application/json")),
            ("text", () => Raw("hello"u8.ToArray(), "text/plain")),
            ("no type", () => Raw("hello"u8.ToArray(), null)),
            ("unknown charset", () => Raw("own_account=x"u8.ToArray(), "application/x-www-form-urlencoded; charset=klingon")),
            ("too many fields", () => Raw(Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 3000).Select(i => $"f{i}=1"))), "application/x-www-form-urlencoded")),
            ("too long a field", () => Raw(Encoding.ASCII.GetBytes("own_account=" + new string('a', 5_000_000)), "application/x-www-form-urlencoded")),
            ("too large", () => Raw(new byte[31_000_000], "multipart/form-data; boundary=x")),
        };
        foreach (var (why, body) in bodies)
        {
            foreach (var path in new[] { step, "/account/login", "/no-such-page" })
            {
                using var content = body();
                await officer.SendAsync(HttpMethod.Post, path, content);
                Assert.True((int)officer.Status is >= 200 and < 500, $"{why} {path}: {(int)officer.Status}");
                Assert.True(officer.Page.QuerySelector("h1") is not null, $"{why} {path}: {officer.Status}, no page: {officer.Html}");
                if (path == step && why != "overlong escape") Assert.True((int)officer.Status >= 400, $"{why}: {(int)officer.Status}");
            }
        }

        Assert.Equal((HttpStatusCode.OK, step), ((await officer.GetAsync(step)).Status, officer.Path));
    }

    [Fact]
    public async Task AFormAsMultipart_WithAFileForAField_IsReadOrRefused()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var step = await Story.OpenAccountStepAsync(officer);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(officer.Hidden("__RequestVerificationToken")), "__RequestVerificationToken" },
            { new StringContent("Told in parts"), "own_account" },
            { new ByteArrayContent([0xff, 0xd8, 0]), "category", "../../etc/passwd.jpg" },
        };
        await officer.SendAsync(HttpMethod.Post, step, form);
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Contains("Told in parts", (await officer.GetAsync(step)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrokenAddresses_AndOtherMethods_AreAnswered()
    {
        using var officer = await portal.VisitAsync("officer.immigration");
        foreach (var path in new[] { "/cases/%00", "/cases/%FF%FE", "/cases/NRM-%E0%B8", "/cases/" + new string('9', 3000), "/screenings/not-a-guid/x", "/account/draft/1", "/language?to=%00&back=//evil.example", "/help/%00", "/error/99999999999", "/home?x=%00%FF" })
            Assert.True((int)(await officer.GetAsync(path)).Status is >= 200 and < 500, $"{path}: {(int)officer.Status}");
        foreach (var page in PageOf.All(portal))
        {
            foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options, HttpMethod.Patch, HttpMethod.Head })
            {
                await officer.SendAsync(method, page.Route.Replace("{code:int}", "404", StringComparison.Ordinal), null);
                Assert.True((int)officer.Status < 500, $"{method} {page.Route}: {(int)officer.Status}");
            }
        }
    }

    private static async Task TryAsync(Visitor person, PageOf page, string address, List<string> wrong)
    {
        var rendered = person.Page.QuerySelectorAll("main [name]").Select(i => i.GetAttribute("name")!).Where(n => !n.StartsWith('_'));
        string[] fields = [.. page.Fields(get: false).Concat(rendered).Distinct(StringComparer.Ordinal)];
        var token = person.Page.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        foreach (var handler in page.PostHandlers)
        {
            var to = handler.Length > 0 ? $"{address}?handler={handler}" : address;
            var tries = Values.Select(v => fields.Select(f => KeyValuePair.Create(f, v)).ToList())
                .Concat(OfEachShape(fields).Select(f => new List<KeyValuePair<string, string>> { KeyValuePair.Create(f, "garbage"), KeyValuePair.Create(f, "twice") }))
                .Append([KeyValuePair.Create("_lang", "th")]).Append([KeyValuePair.Create("_restore", "x")]).Append([KeyValuePair.Create("_key", "x"), KeyValuePair.Create("_who", "AAAA")]);
            foreach (var pairs in tries)
            {
                using var content = new FormUrlEncodedContent(pairs.Append(KeyValuePair.Create("__RequestVerificationToken", token)));
                await person.SendAsync(HttpMethod.Post, to, content);
                Note(person, $"POST {to} {Shown(pairs)}", wrong);
                if (person.Path == "/account/login" && address != person.Path) return;
            }
        }

        foreach (var (field, value) in page.Fields(get: true).SelectMany(_ => Values.Where(v => v.Length < 100), (f, v) => (f, v)))
        {
            await person.GetAsync($"{address}?{field}={Uri.EscapeDataString(value)}");
            Note(person, $"GET {address}?{field}={value}", wrong);
        }
    }

    // A hundred indicators are one question asked a hundred times: what takes garbage for two of them takes it for all.
    private static IEnumerable<string> OfEachShape(IEnumerable<string> fields) => fields.GroupBy(f => Regex.Replace(f, "[0-9]+", "#", RegexOptions.NonBacktracking), StringComparer.Ordinal).SelectMany(g => g.Take(2));

    private static void Note(Visitor person, string what, List<string> wrong)
    {
        if ((int)person.Status >= 500) wrong.Add($"{(int)person.Status} {what}");
        else if (person.Page.QuerySelector("h1") is null && person.Page.QuerySelector("main") is null) wrong.Add($"no page: {what}");
    }

    private static string Shown(List<KeyValuePair<string, string>> pairs) => pairs.Count == 0 ? "" : $"{pairs[0].Key}={pairs[0].Value[..Math.Min(20, pairs[0].Value.Length)]} ({pairs.Count})";

    private static ByteArrayContent Raw(byte[] bytes, string? type)
    {
        var content = new ByteArrayContent(bytes);
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private async Task<Things> StoryAsync()
    {
        using var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number);
        var step = await Story.OpenAccountStepAsync(officer);
        using var secretary = await portal.VisitAsync("mdt.secretary");
        var convened = await Story.ScreenAsync(officer, "Panel Example");
        await Story.ConveneAsync(secretary, convened, "Mana");
        return new Things([number, convened], referral, step.Split('/')[2]);
    }

    private sealed record Things(string[] Numbers, string Referral, string Screening)
    {
        public IEnumerable<string> Addresses(string route) => (route.StartsWith("/referrals", StringComparison.Ordinal) ? [Referral] : route.Contains("{number}", StringComparison.Ordinal) ? Numbers : [""]).Select(n => route
            .Replace("{number}", n, StringComparison.Ordinal).Replace("{id:guid}", Screening, StringComparison.Ordinal).Replace("{step}", "person", StringComparison.Ordinal)
            .Replace("{lang?}", "th", StringComparison.Ordinal).Replace("/{screening:guid?}", "", StringComparison.Ordinal).Replace("{code:int}", "404", StringComparison.Ordinal)
            .Replace("/admin/clocks/{code}", "/admin/clocks/FollowUpVisit", StringComparison.Ordinal).Replace("/admin/fund/{benefit}", "/admin/fund/living", StringComparison.Ordinal));
    }
}
