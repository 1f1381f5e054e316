namespace NrmPortal.Benchmarks;

/// <summary>Prints the facts of the machine and the two tables.</summary>
internal static class Report
{
    public static async Task FactsAsync(Ground ground, Options options)
    {
        Console.WriteLine($"""
            {Environment.ProcessorCount} cores (load {Load()} before the run), {Environment.Version} .NET, PostgreSQL {await ground.AskAsync("show server_version")}
            fsync {await ground.AskAsync("show fsync")}, synchronous_commit {await ground.AskAsync("show synchronous_commit")}, shared_buffers {await ground.AskAsync("show shared_buffers")}, database {await ground.AskAsync("select pg_size_pretty(pg_database_size(current_database()))")}
            {await ground.AskAsync("select count(*) from cases"):N0} cases, {await ground.AskAsync("select count(*) from referrals"):N0} referrals, {await ground.AskAsync("select count(*) from audit_records"):N0} audit records, {await ground.AskAsync("select count(*) from published_periods"):N0} published periods
            {options.People} people, {options.Rate} requests a second for {options.Seconds} s, client and server on the same machine
            """);
    }

    public static void Latencies(ILookup<string, double> client, ServerTimes server)
    {
        Console.WriteLine();
        Console.WriteLine("| ms | n | server p50 | p95 | max | client p50 | p95 | max | bar, server p95 |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var act in Act.All)
        {
            var (inside, outside) = (server.Of(act.Name), client[act.Name].ToList());
            var bar = act.Bar == 0 ? "" : $"{act.Bar} {(At(inside, 0.95) <= act.Bar ? "met" : "MISSED")}";
            Console.WriteLine($"| {act.Name} | {outside.Count} | {Three(inside)} | {Three(outside)} | {bar} |");
        }
    }

    public static void Throughput(IReadOnlyList<(Saturated Worklist, Saturated Bare)> turns)
    {
        var (worklist, bare) = (Saturated.Sum(turns.Select(t => t.Worklist)), Saturated.Sum(turns.Select(t => t.Bare)));
        Console.WriteLine();
        Console.WriteLine($"saturated: worklist {worklist.Rate:0} requests a second, bare page {bare.Rate:0}, ratio {worklist.Rate / bare.Rate:0.00} (by turns {string.Join(' ', turns.Select(t => $"{t.Worklist.Rate / t.Bare.Rate:0.00}"))}; bar 0.6)");
        Console.WriteLine($"processor time a request: worklist {worklist.PortalCpu:0.00} ms in the portal with the client, {worklist.DatabaseCpu:0.00} ms in the database; bare page {bare.PortalCpu:0.00} and {bare.DatabaseCpu:0.00} ms; load {Load()} after the run");
    }

    // Above the number of cores others compete for them, and the times show it; ratios and processor time bear it better.
    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";

    private static string Three(IReadOnlyList<double> times) => $"{At(times, 0.5):0.0} | {At(times, 0.95):0.0} | {At(times, 1):0.0}";

    private static double At(IReadOnlyList<double> times, double share) =>
        times.Count == 0 ? double.NaN : times.Order().ElementAt(Math.Clamp((int)Math.Ceiling(times.Count * share) - 1, 0, times.Count - 1));
}
