using Microsoft.Playwright;

namespace NrmPortal.Browser.Tests;

/// <summary>Where the focus stands, and whether it can be seen there.</summary>
internal sealed class Focus
{
    public string Tag { get; init; } = "";
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Value { get; init; } = "";
    public string Text { get; init; } = "";
    public string Href { get; init; } = "";
    public string Css { get; init; } = "";
    public bool Seen { get; init; }
    public bool InView { get; init; }

    public bool Is(string css) => Css.Split(' ').Contains(css, StringComparer.Ordinal);

    public override string ToString() => $"<{Tag} id={Id} name={Name} class='{Css}' href={Href}> {Text}";
}

/// <summary>Somebody who has a keyboard and nothing else: goes from stop to stop, sees each, types and presses.</summary>
internal sealed class Keyboard(IPage page)
{
    private const int MostStops = 150;

    // A box or radio is drawn by its label; a link may be marked by a shadow instead of an outline, or by both.
    private const string Look = """
        () => {
          const e = document.activeElement;
          const drawn = (s) => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 && !/rgba\(.*, 0\)/.test(s.outlineColor)) || s.boxShadow !== "none";
          const label = e.labels && e.labels[0];
          const at = (label && /radio|checkbox/.test(e.type) ? label : e).getBoundingClientRect();
          return { tag: e.tagName.toLowerCase(), id: e.id, name: e.getAttribute("name") || "", value: "value" in e ? String(e.value) : "",
            text: e.textContent.replace(/\s+/g, " ").trim().slice(0, 200), href: e.getAttribute("href") || "", css: e.className,
            seen: drawn(getComputedStyle(e)) || (!!label && drawn(getComputedStyle(label, "::before"))),
            inView: at.bottom > 0 && at.top < innerHeight && at.right > 0 && at.left < innerWidth };
        }
        """;

    public Task<Focus> FocusAsync() => page.EvaluateAsync<Focus>(Look);

    /// <summary>One stop on; whatever it is, it shows that the focus is there.</summary>
    public async Task<Focus> StepAsync(string key = "Tab")
    {
        await page.Keyboard.PressAsync(key);
        var stop = await FocusAsync();
        Assert.True(stop.Seen, $"{page.Url}: the focus is not visible on {stop}");
        Assert.True(stop.InView, $"{page.Url}: the focus is outside the window on {stop}");
        return stop;
    }

    public async Task<Focus> ToAsync(Func<Focus, bool> wanted, string key = "Tab")
    {
        for (var steps = 0; steps < MostStops; steps++)
        {
            if (await StepAsync(key) is var stop && wanted(stop)) return stop;
        }

        throw new InvalidOperationException($"{page.Url}: {key} does not lead there.");
    }

    /// <summary>From the top of the page past the header: the first stop of every page is the link that skips it.</summary>
    public async Task SkipAsync()
    {
        Assert.True((await StepAsync()).Is("govuk-skip-link"), $"{page.Url}: the skip link does not come first");
        await PressAsync("Enter");
        await Assertions.Expect(page.Locator("#main")).ToBeFocusedAsync();
        Assert.True((await FocusAsync()).Seen, "Nothing shows that the focus stands on the content");
    }

    public Task TypeAsync(string text) => page.Keyboard.TypeAsync(text);

    public Task PressAsync(string key) => page.Keyboard.PressAsync(key);

    /// <summary>Tabs into a field and types.</summary>
    public async Task FillAsync(string id, string text)
    {
        await ToAsync(f => f.Id == id);
        await TypeAsync(text);
    }

    /// <summary>Tabs into a group of radios and moves on by the arrow until that value is chosen.</summary>
    public async Task ChooseAsync(string name, string value)
    {
        var stop = await ToAsync(f => f.Name == name);
        await PressAsync("Space");
        for (var moves = 0; stop.Value != value; moves++)
        {
            Assert.True(moves < 10, $"{page.Url}: the arrows do not lead to {name}={value}");
            stop = await StepAsync("ArrowDown");
        }

        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.checked"), $"{name}={value} is not chosen");
    }

    /// <summary>Presses a key that leads to a page, and waits for the page.</summary>
    public async Task LeadAsync(string key = "Enter")
    {
        var came = new TaskCompletionSource();
        void Came(object? sender, IFrame frame)
        {
            if (frame == page.MainFrame) came.TrySetResult();
        }

        page.FrameNavigated += Came;
        try
        {
            await PressAsync(key);
            await came.Task.WaitAsync(TimeSpan.FromSeconds(30));
            await page.IsReadAsync();
        }
        finally
        {
            page.FrameNavigated -= Came;
        }
    }

    /// <summary>A form that was refused: the focus stands on what is wrong, and from there on the first field of it.</summary>
    public async Task MendAsync(string field)
    {
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToBeFocusedAsync();
        Assert.True((await FocusAsync()).Seen, $"{page.Url}: the focus is not visible on the error summary");
        await ToAsync(f => f.Href == "#" + field);
        await PressAsync("Enter");
        await Assertions.Expect(page.Locator("#" + field)).ToBeFocusedAsync();
        Assert.True(await FocusAsync() is { Seen: true, InView: true }, $"{page.Url}: the focus is not visible on the field {field}");
    }
}
