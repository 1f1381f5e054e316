using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace NrmPortal.Benchmarks;

/// <summary>Times each request inside the server, from the first middleware on; the client's header says what it belongs to.</summary>
internal sealed class ServerTimes : IStartupFilter
{
    public const string Header = "X-Benchmark";
    private readonly ConcurrentQueue<(string Name, double Milliseconds)> times = new();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            var start = Stopwatch.GetTimestamp();
            await rest(context);
            if (context.Request.Headers[Header].ToString() is { Length: > 0 } name) times.Enqueue((name, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
        });
        next(app);
    };

    public void Forget() => times.Clear();

    public IReadOnlyList<double> Of(string name) => [.. times.Where(t => t.Name == name).Select(t => t.Milliseconds)];
}
