using System.Net;
using System.Text.RegularExpressions;
using NrmPortal.Data.Scopes;
using NrmPortal.Data.Seed;

namespace NrmPortal.Benchmarks;

/// <summary>One person signed in, with the cases they see and, if they screen, a screening of their own to save.</summary>
internal sealed partial class Person : IDisposable
{
    // The first ten are ten people of nine roles at nine offices.
    private static readonly string[] Users =
    [
        "officer.immigration", "caseworker", "datip", "scnrm", "officer.labour", "mdt.secretary", "hotline", "ngo", "datip.coordinator", "shelter.msdhs",
        "officer.immigration2", "shelter.msdhs2", "shelter.police", "shelter.ngo", "shelter.manager",
    ];

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
    private readonly Ground ground;
    private string antiforgery = "";

    private Person(string user, Ground ground) => (User, this.ground) = (user, ground);

    public string User { get; }
    public Guid Scope { get; private set; }
    public IReadOnlyList<string> Numbers { get; private set; } = [];
    /// <summary>Referrals that this person has claimed for DATIP's review.</summary>
    public IReadOnlyList<string> Claimed { get; private set; } = [];
    public bool HasWorklist { get; private set; }
    public bool SearchesNames { get; private set; }
    public bool ReadsStatistics { get; private set; }

    /// <summary>Address of the page of the screening that is saved again and again.</summary>
    public string? ScreeningStep { get; private set; }

    public static async Task<IReadOnlyList<Person>> AllAsync(Ground ground, int count)
    {
        var people = new List<Person>();
        foreach (var user in Users.Take(count))
        {
            var person = new Person(user, ground);
            await person.SignInAsync();
            await person.LookAroundAsync();
            people.Add(person);
        }

        return people;
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? act = null, bool bare = false) => SendAsync(new(HttpMethod.Get, new Uri(bare ? ground.Bare : ground.Portal, path)), act);

    /// <summary>Posts as the page's form would: with its token, and a key that no earlier submit had.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string? act, params (string Name, string Value)[] values) => SendAsync(new(HttpMethod.Post, new Uri(ground.Portal, path))
    {
        Content = new FormUrlEncodedContent(values.Append(("__RequestVerificationToken", antiforgery)).Append(("_key", Guid.NewGuid().ToString())).Select(v => KeyValuePair.Create(v.Item1, v.Item2))),
    }, act);

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? act)
    {
        if (act is not null) request.Headers.Add(ServerTimes.Header, act);
        using (request) return await client.SendAsync(request);
    }

    private async Task SignInAsync()
    {
        await TakeTokenAsync("/account/login");
        using var answer = await PostAsync("/account/login", null, ("UserName", User + DemoAccounts.Domain), ("Password", DemoAccounts.Password));
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"{User} could not sign in.");
    }

    private async Task LookAroundAsync()
    {
        var list = await TakeTokenAsync("/cases");
        HasWorklist = list is not null;
        SearchesNames = list?.Contains("name=\"Name\"", StringComparison.Ordinal) == true;
        using (var answer = await GetAsync("/coordination")) ReadsStatistics = answer.IsSuccessStatusCode;
        var row = ReferenceData.Rows("demo-accounts").First(r => r["user"] == User);
        Scope = row["unit"] == "DATIP" ? CaseScopes.National : ReferenceData.IdOf("unit", row["unit"]);
        Numbers = ((string)(await ground.AskAsync($"""
            select coalesce(string_agg(number, ' '), '') from (select number from case_access where scope = '{Scope}' order by md5(case_id::text) limit 300) n
            """))!).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Claimed = ((string)(await ground.AskAsync($"select coalesce(string_agg(number, ' '), '') from referrals where state = 'Claimed' and claimed_by_user_id = '{ReferenceData.IdOf("user", User)}'"))!).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (await TakeTokenAsync("/screenings/new") is not null) await StartScreeningAsync();
        else await TakeTokenAsync("/home");
    }

    private async Task StartScreeningAsync()
    {
        using var opened = await PostAsync("/screenings/new", null);
        var screening = opened.Headers.Location!.OriginalString;
        foreach (var (step, values) in new (string, (string, string)[])[]
        {
            ("danger", [("danger_now", "no")]), ("conditions", [("private_place", "yes"), ("suspect_absent", "yes")]),
            ("consent", [("consent_outcome", "given"), ("consent_points", "interview")]),
        })
        {
            using var saved = await PostAsync($"{screening}/{step}", null, values);
        }

        ScreeningStep = $"{screening}/account";
    }

    private async Task<string?> TakeTokenAsync(string path)
    {
        using var answer = await GetAsync(path);
        if (!answer.IsSuccessStatusCode) return null;
        var html = await answer.Content.ReadAsStringAsync();
        if (Token().Match(html) is { Success: true } found) antiforgery = found.Groups["value"].Value;
        return html;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
