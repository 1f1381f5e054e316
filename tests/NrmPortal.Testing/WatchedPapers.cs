using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Web.Documents;

namespace NrmPortal.Testing;

/// <summary>Keeps every paper that is handed to be drawn, by its number, so that a test can hold what was printed against it.</summary>
public sealed class WatchedPapers
{
    private readonly ConcurrentDictionary<string, Paper> seen = new(StringComparer.Ordinal);

    public Paper this[string number] => seen[number];

    /// <summary>For <see cref="Portal.StartAsync(Action{IServiceCollection}, string[])"/>.</summary>
    public void Watch(IServiceCollection services)
    {
        var engine = services.Last(s => s.ServiceType == typeof(IRazorViewEngine)).ImplementationType!;
        services.AddSingleton<IRazorViewEngine>(provider => new Engine((IRazorViewEngine)ActivatorUtilities.CreateInstance(provider, engine), seen));
    }

    private sealed class Engine(IRazorViewEngine inner, ConcurrentDictionary<string, Paper> seen) : IRazorViewEngine
    {
        public ViewEngineResult GetView(string? executingFilePath, string viewPath, bool isMainPage) =>
            inner.GetView(executingFilePath, viewPath, isMainPage) is { Success: true } found ? ViewEngineResult.Found(found.ViewName, new Watched(found.View, seen)) : inner.GetView(executingFilePath, viewPath, isMainPage);

        public ViewEngineResult FindView(ActionContext context, string viewName, bool isMainPage) => inner.FindView(context, viewName, isMainPage);
        public RazorPageResult FindPage(ActionContext context, string pageName) => inner.FindPage(context, pageName);
        public RazorPageResult GetPage(string executingFilePath, string pagePath) => inner.GetPage(executingFilePath, pagePath);
        public string? GetAbsolutePath(string? executingFilePath, string? pagePath) => inner.GetAbsolutePath(executingFilePath, pagePath);
    }

    private sealed class Watched(IView inner, ConcurrentDictionary<string, Paper> seen) : IView
    {
        public string Path => inner.Path;

        public Task RenderAsync(ViewContext context)
        {
            if (context.ViewData.Model is Paper paper) seen[paper.Number] = paper;
            return inner.RenderAsync(context);
        }
    }
}
