using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace NrmPortal.Web.Localisation;

/// <summary>Thai first, English complete. The choice lives in a cookie.</summary>
public static class Languages
{
    public static IReadOnlyList<string> Supported { get; } = ["th", "en"];

    public static bool IsThai => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "th";

    /// <summary>The text for the reader.</summary>
    public static string Pick(string th, string en) => IsThai ? th : en;

    public static void Configure(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("th"));
        // Numbers and dates are always bound and written in the invariant culture: "th" would read 2026 as a Buddhist year.
        options.SupportedCultures = [CultureInfo.InvariantCulture];
        options.SupportedUICultures = [.. Supported.Select(CultureInfo.GetCultureInfo)];
        options.RequestCultureProviders = [new CustomRequestCultureProvider(AskedInForm), new CookieRequestCultureProvider { CookieName = CookieName }];
    }

    // The language button of a form: this answer already speaks the other language.
    private static async Task<ProviderCultureResult?> AskedInForm(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType) return null;
        var asked = (await context.Request.ReadFormAsync())["_lang"].ToString();
        return Supported.Contains(asked, StringComparer.Ordinal) ? new ProviderCultureResult("", asked) : null;
    }

    /// <summary>What is said until the end of it is in this language, whatever the reader's is.</summary>
    public static IDisposable Speak(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return new Speaking(before);
    }

    private sealed class Speaking(CultureInfo before) : IDisposable
    {
        public void Dispose() => CultureInfo.CurrentUICulture = before;
    }

    public const string CookieName = "nrm.lang";

    public static void Remember(HttpResponse response, string language) =>
        response.Cookies.Append(CookieName, $"c=|uic={language}", new CookieOptions { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365) });
}
