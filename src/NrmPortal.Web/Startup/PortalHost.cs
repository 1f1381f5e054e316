using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NrmPortal.Data;
using NrmPortal.Data.Documents;
using NrmPortal.Data.Seed;
using NrmPortal.Domain.Clocks;
using NrmPortal.Web.Access;
using NrmPortal.Web.Documents;
using NrmPortal.Web.Jobs;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Care;
using NrmPortal.Web.Pages.Cases;
using NrmPortal.Web.Pages.Legal;
using Serilog;
using Serilog.Formatting.Compact;

namespace NrmPortal.Web.Startup;

/// <summary>Starts the portal and stops everything it started.</summary>
internal static class PortalHost
{
    /// <returns>0 stopped in order, 69 something it needs does not answer, 78 unsafe configuration, 130 interrupted while starting.</returns>
    public static Task<int> RunAsync(string[] args) => Refusals.InOneLine(async stop =>
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = new PortalSettings(builder.Configuration, builder.Environment);
        await using var database = await Database.OpenAsync(settings, stop);
        Register(builder, settings, database.AppConnection);
        builder.Services.AddSingleton(new StartupState(nothingToLoad: !settings.IsDemo));
        if (settings.IsDemo) builder.Services.AddHostedService<StoryLoader>();
        if (database.WorkerConnection is { } worker) builder.Services.AddSchedule(worker, settings);
        await using var app = builder.Build();
        Use(app);
        if (settings.IsDemo) app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(
            $"NRM Portal: {string.Join(' ', app.Urls)}  accounts: officer.immigration{DemoAccounts.Domain} and others, password {DemoAccounts.Password}"));
        app.Lifetime.ApplicationStarted.Register(() => _ = Task.Run(() => BuildModel(app.Services), stop));
        await using var stopping = stop.Register(app.Lifetime.StopApplication);
        await app.RunAsync(CancellationToken.None);
        return 0;
    });

    // A second of work that the first page would wait for. The server listens already: nothing else waits for it.
    private static void BuildModel(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        _ = scope.ServiceProvider.GetRequiredService<PortalDbContext>().Model;
    }

    internal static void Register(WebApplicationBuilder builder, PortalSettings settings, string appConnection)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);
        if (new[] { "urls", "http_ports", "https_ports" }.All(k => string.IsNullOrEmpty(builder.Configuration[k])) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls("http://localhost:5080");
        builder.Host.UseSerilog((context, log) =>
        {
            log.ReadFrom.Configuration(context.Configuration).MinimumLevel.Override("Microsoft", Serilog.Events.LogEventLevel.Warning).MinimumLevel.Override("Quartz", Serilog.Events.LogEventLevel.Warning);
            if (context.HostingEnvironment.IsProduction()) log.WriteTo.Console(new RenderedCompactJsonFormatter());
            else log.WriteTo.Console(formatProvider: CultureInfo.InvariantCulture);
        });
        services.AddSingleton(settings);
        services.TryAddSingleton(new StartupState(nothingToLoad: true));
        services.AddSingleton(settings.Clock is { } start ? new ShiftedClock(start) : TimeProvider.System);
        services.AddPortalData(appConnection);
        services.AddSingleton(new DocumentVault(settings.DocumentsFolder));
        services.AddScoped<StagedUpload>();
        services.AddSingleton<Chromium>();
        services.AddSingleton<PaperFonts>();
        services.AddScoped<PaperReferrals>();
        services.AddScoped<PaperWriter>();
        services.AddScoped<PaperView>();
        services.AddScoped<PaperPress>();
        services.ProtectKeys(settings);
        services.AddPortalAccess(settings);
        services.AddLocalization();
        services.AddSingleton<Words>();
        services.AddScoped<JusticeSetting>();
        services.AddScoped<CareSetting>();
        services.AddScoped<NameSearch>();
        services.AddSingleton<EventWords>();
        services.AddSingleton<NoticeWords>();
        services.Configure<RequestLocalizationOptions>(Languages.Configure);
        services.AddResponseCompression(o => o.EnableForHttps = true);
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
    }

    internal static void Use(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseResponseCompression();
        app.UseMiddleware<UploadReader>();
        app.RefuseMalformedForms();
        app.UseRequestLocalization();
        app.UseSerilogRequestLogging(o => o.MessageTemplate = "{RequestMethod} {StatusCode} in {Elapsed:0} ms");
        app.UseMiddleware<DatabaseAway>();
        app.UseRouting();
        app.UseAuthentication();
        app.Use(async (context, next) =>
        {
            ClockBook.Begin();
            await next(context);
        });
        app.UseMiddleware<ActorMiddleware>();
        app.UseMiddleware<LostSignIn>();
        app.UseAuthorization();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
    }
}
