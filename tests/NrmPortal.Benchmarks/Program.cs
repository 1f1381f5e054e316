using System.Diagnostics;
using System.Globalization;
using NrmPortal.Testing;

// dotnet run -c Release --project tests/NrmPortal.Benchmarks -- [cases, default 100000] [rounds, default 200]
var cases = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 200;
await using var portal = await Portal.StartAsync();
var server = await TestCluster.Server;
var load = Stopwatch.StartNew();
await GeneratedCases.AddAsync(server.OwnerConnection(portal.Database), cases);
Console.WriteLine($"{cases:N0} cases generated in {load.Elapsed.TotalSeconds:0} s");

using var datip = await portal.VisitAsync("datip");
using var caseworker = await portal.VisitAsync("caseworker");
await Measure("bare page (/flow)", datip, _ => "/flow");
await Measure("worklist, national", datip, _ => "/cases?Chosen.Scope=national");
await Measure("worklist, one unit", caseworker, _ => "/cases");
await Measure("number look-up and case page", datip, i => $"/cases/NRM-2570-{1 + i * 37 % cases:0000000}");

async Task Measure(string name, Visitor visitor, Func<int, string> path)
{
    for (var i = 0; i < 10; i++) await visitor.GetAsync(path(i));
    var times = new List<double>();
    for (var i = 0; i < rounds; i++)
    {
        var watch = Stopwatch.StartNew();
        await visitor.GetAsync(path(i));
        times.Add(watch.Elapsed.TotalMilliseconds);
    }

    times.Sort();
    Console.WriteLine($"{name,-32} p50 {times[rounds / 2],7:0.0} ms   p95 {times[rounds * 95 / 100],7:0.0} ms   (with the client's parsing)");
}
