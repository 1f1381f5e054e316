using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using NrmPortal.Data.Seed;

namespace NrmPortal.Testing;

/// <summary>HTTP in, HTML out: follows redirects, keeps cookies, sends the form's hidden fields back as a browser would.</summary>
public sealed class Visitor : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient client;

    public Visitor(Uri address) => client = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = true }) { BaseAddress = address };

    public IDocument Page { get; private set; } = null!;
    public HttpStatusCode Status { get; private set; }
    public string Path { get; private set; } = "";
    public string Query { get; private set; } = "";
    public string Text => string.Join(' ', Page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    public string Html { get; private set; } = "";

    public async Task<Visitor> GetAsync(string path) => await Take(await client.GetAsync(path));

    /// <summary>Whether a list shows this text, on whichever of its pages: other tests fill the same list.</summary>
    public async Task<bool> ListsAsync(string path, string text)
    {
        for (var next = path; next is not null; next = Page.QuerySelector("a[rel=next]")?.GetAttribute("href"))
        {
            if ((await GetAsync(next)).Text.Contains(text, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>Posts the form that holds <paramref name="button"/> (or the first main form), with its hidden fields and these values.</summary>
    public async Task<Visitor> PostAsync(string path, params (string Name, string Value)[] values)
    {
        var forms = Page.QuerySelectorAll("main form[method=post]");
        return await PostFormAsync(forms.Length > 0 ? forms[^1] : null, path, values);
    }

    /// <summary>Posts this form of the page, with its hidden fields and these values.</summary>
    public async Task<Visitor> PostFormAsync(IElement? form, string path, params (string Name, string Value)[] values)
    {
        using var content = Filled(form, values);
        return await Take(await client.PostAsync(path, content));
    }

    /// <summary>Posts the last main form and leaves this page as it is, so that the same form can be sent twice at once.</summary>
    /// <returns>The path that was arrived at.</returns>
    public async Task<string> SubmitAsync(string path, params (string Name, string Value)[] values)
    {
        using var content = Filled(Page.QuerySelectorAll("main form[method=post]")[^1], values);
        using var response = await client.PostAsync(path, content);
        return response.RequestMessage!.RequestUri!.AbsolutePath;
    }

    /// <summary>Posts the last main form with a file in it, as a browser would.</summary>
    public async Task<Visitor> UploadAsync(string path, string name, HttpContent file, params (string Name, string Value)[] values)
    {
        using var content = new MultipartFormDataContent();
        foreach (var hidden in Page.QuerySelectorAll("main form[method=post]")[^1].QuerySelectorAll("input[type=hidden]"))
        {
            if (values.All(v => v.Name != hidden.GetAttribute("name"))) content.Add(new StringContent(hidden.GetAttribute("value") ?? ""), hidden.GetAttribute("name")!);
        }

        foreach (var (field, value) in values) content.Add(new StringContent(value), field);
        content.Add(file, "File", name);
        return await Take(await client.PostAsync(path, content));
    }

    /// <summary>The answer as it comes, its body still unread.</summary>
    public Task<HttpResponseMessage> DownloadAsync(string path) => client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);

    private static FormUrlEncodedContent Filled(IElement? form, (string Name, string Value)[] values)
    {
        var hidden = form?.QuerySelectorAll("input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")) ?? [];
        return new FormUrlEncodedContent(hidden.Where(h => values.All(v => v.Name != h.Item1)).Concat(values).Select(p => KeyValuePair.Create(p.Item1, p.Item2)));
    }

    /// <summary>Any request at all, as no form would send it.</summary>
    public async Task<Visitor> SendAsync(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        // A body that will be refused is not pushed into a connection that closes.
        request.Headers.ExpectContinue = body?.Headers.ContentLength > 10_000_000;
        return await Take(await client.SendAsync(request));
    }

    /// <summary>The value of a hidden field of the last form.</summary>
    public string Hidden(string name) => Page.QuerySelectorAll($"main form[method=post] input[name={name}]")[^1].GetAttribute("value")!;

    /// <summary>The cookie is gone, as after its time.</summary>
    public void Forget(string cookie) => cookies.GetAllCookies().Single(c => c.Name == cookie).Expired = true;

    /// <summary>What the browser would send, for requests made beside this visitor.</summary>
    public string CookieHeader(Uri address) => cookies.GetCookieHeader(address);

    /// <summary>Back in a tab that still shows this page.</summary>
    public void Show(IDocument page) => Page = page;

    /// <summary>Answers the sign-in page that is shown.</summary>
    public Task<Visitor> PasswordAsync(string user, string password = DemoAccounts.Password) =>
        PostAsync("/account/login", ("UserName", user + DemoAccounts.Domain), ("Password", password));

    public async Task SignInAsync(string user)
    {
        await GetAsync("/account/login");
        await PasswordAsync(user);
        if (Path != "/home") throw new InvalidOperationException($"{user} could not sign in: {Text}");
    }

    private async Task<Visitor> Take(HttpResponseMessage response)
    {
        using (response)
        {
            Status = response.StatusCode;
            Path = response.RequestMessage!.RequestUri!.AbsolutePath;
            Query = response.RequestMessage.RequestUri.Query;
            Html = await response.Content.ReadAsStringAsync();
            Page = await new HtmlParser().ParseDocumentAsync(Html);
        }

        return this;
    }

    public void Dispose() => client.Dispose();
}
