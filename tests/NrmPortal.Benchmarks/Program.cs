using NrmPortal.Benchmarks;

// dotnet run -c Release --project tests/NrmPortal.Benchmarks -- [--cases 1000000] [--seconds 20] [--rate 20] [--people 10] [--reads 10] [--only "find a place"]
var options = Options.Parse(args);
await using var ground = await Ground.PrepareAsync(options);
var people = await Person.AllAsync(ground, options.People);
await Report.FactsAsync(ground, options);

await OpenLoop.RunAsync(people, options.Rate, TimeSpan.FromSeconds(Math.Min(10, options.Seconds)), options.Only);
ground.Times.Forget();
var asked = await OpenLoop.RunAsync(people, options.Rate, TimeSpan.FromSeconds(options.Seconds), options.Only);
Report.Latencies(asked, ground.Times);

var saturated = await ClosedLoop.RunAsync(ground, people, TimeSpan.FromSeconds(options.Seconds));
Report.Throughput(saturated);
foreach (var person in people) person.Dispose();
