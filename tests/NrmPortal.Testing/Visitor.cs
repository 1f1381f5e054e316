using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using NrmPortal.Data.Seed;

namespace NrmPortal.Testing;

/// <summary>HTTP in, HTML out: follows redirects, keeps cookies, sends the form's hidden fields back as a browser would.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient client;

    public Visitor(Uri address) => client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true }) { BaseAddress = address };

    public IDocument Page { get; private set; } = null!;
    public HttpStatusCode Status { get; private set; }
    public string Path { get; private set; } = "";
    public string Text => string.Join(' ', Page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    public string Html { get; private set; } = "";

    public async Task<Visitor> GetAsync(string path) => await Take(await client.GetAsync(path));

    /// <summary>Posts the form that holds <paramref name="button"/> (or the first main form), with its hidden fields and these values.</summary>
    public async Task<Visitor> PostAsync(string path, params (string Name, string Value)[] values)
    {
        var forms = Page.QuerySelectorAll("main form[method=post]");
        var hidden = (forms.Length > 0 ? forms[^1] : null)?.QuerySelectorAll("input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")) ?? [];
        var pairs = hidden.Where(h => values.All(v => v.Name != h.Item1)).Concat(values).Select(p => KeyValuePair.Create(p.Item1, p.Item2));
        using var content = new FormUrlEncodedContent(pairs);
        return await Take(await client.PostAsync(path, content));
    }

    public async Task SignInAsync(string user)
    {
        await GetAsync("/account/login");
        await PostAsync("/account/login", ("UserName", user + DemoAccounts.Domain), ("Password", DemoAccounts.Password));
        if (Path != "/home") throw new InvalidOperationException($"{user} could not sign in: {Text}");
    }

    private async Task<Visitor> Take(HttpResponseMessage response)
    {
        using (response)
        {
            Status = response.StatusCode;
            Path = response.RequestMessage!.RequestUri!.AbsolutePath;
            Html = await response.Content.ReadAsStringAsync();
            Page = await new HtmlParser().ParseDocumentAsync(Html);
        }

        return this;
    }

    public void Dispose() => client.Dispose();
}
