using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace NrmPortal.Web.Documents;

/// <summary>Turns a paper into one self-contained page of HTML: fonts and pictures inside, nothing fetched.</summary>
internal sealed class PaperView(IRazorViewEngine engine, ITempDataProvider temp, IWebHostEnvironment web, IServiceProvider services)
{
    private const string View = "/Pages/Documents/_Paper.cshtml";
    private static string? fonts;

    public async Task<string> HtmlAsync(Paper paper)
    {
        var view = engine.GetView(null, View, isMainPage: false).View ?? throw new InvalidOperationException($"{View} is missing.");
        var http = new DefaultHttpContext { RequestServices = services };
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        var data = new ViewDataDictionary<Paper>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = paper };
        await view.RenderAsync(new ViewContext(new ActionContext(http, new RouteData(), new ActionDescriptor()), view, data, new TempDataDictionary(http, temp), text, new HtmlHelperOptions()));
        return text.ToString();
    }

    /// <summary>The interface's own font as a style sheet that carries its files.</summary>
    public string Fonts => fonts ??= string.Concat(from weight in (int[])[400, 700] from subset in (string[])["thai", "latin"] select Face(subset, weight));

    private string Face(string subset, int weight)
    {
        using var file = web.WebRootFileProvider.GetFileInfo($"assets/sarabun-{subset}-{weight}.woff2").CreateReadStream();
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        var range = subset == "thai" ? "U+0E01-0E5B,U+200C-200D,U+25CC" : "U+0000-00FF,U+2013-2026";
        return $"@font-face{{font-family:Sarabun;font-weight:{weight};src:url(data:font/woff2;base64,{Convert.ToBase64String(bytes.ToArray())}) format('woff2');unicode-range:{range}}}";
    }
}
