using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace NrmPortal.Web.Documents;

/// <summary>Turns a paper into one self-contained page of HTML: fonts and pictures inside, nothing fetched.</summary>
internal sealed class PaperView(IRazorViewEngine engine, ITempDataProvider temp, PaperFonts fonts, IServiceProvider services)
{
    private const string View = "/Pages/Documents/_Paper.cshtml";

    public async Task<string> HtmlAsync(Paper paper)
    {
        var view = engine.GetView(null, View, isMainPage: false).View ?? throw new InvalidOperationException($"{View} is missing.");
        var http = new DefaultHttpContext { RequestServices = services };
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        var data = new ViewDataDictionary<Paper>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = paper };
        await view.RenderAsync(new ViewContext(new ActionContext(http, new RouteData(), new ActionDescriptor()), view, data, new TempDataDictionary(http, temp), text, new HtmlHelperOptions()));
        var html = text.ToString();
        return html.Replace(PaperFonts.Place, fonts.Of(WebUtility.HtmlDecode(html)), StringComparison.Ordinal);
    }
}
