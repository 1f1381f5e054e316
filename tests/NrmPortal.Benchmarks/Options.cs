using System.Globalization;

namespace NrmPortal.Benchmarks;

/// <summary>What the run is asked to do; <see cref="Reads"/> are the audited reads a case that stand before it begins, <see cref="Only"/> a word of the acts asked for.</summary>
internal sealed record Options(int Cases, int Seconds, int Rate, int People, int Reads, string Only)
{
    public static Options Parse(string[] args)
    {
        int Of(string name, int otherwise) => Array.IndexOf(args, "--" + name) is >= 0 and var at && at + 1 < args.Length
            ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
        return new Options(Of("cases", 1_000_000), Of("seconds", 20), Of("rate", 20), Of("people", 10), Of("reads", 10),
            Array.IndexOf(args, "--only") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : "");
    }
}
