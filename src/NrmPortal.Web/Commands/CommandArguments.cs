using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Commands;

/// <summary>What was typed after a command: its own options, and settings of the portal (<c>--Portal:DataFolder=...</c>).</summary>
internal sealed class CommandArguments
{
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);
    private readonly List<string> settings = [];

    public CommandArguments(string[] args, string usage)
    {
        var known = usage.Split([' ', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < args.Length; i++)
        {
            var (key, value) = args[i].Split('=', 2) is [var k, var v] ? (k, v) : (args[i], null);
            var at = Array.IndexOf(known, key);
            if (at < 0)
            {
                // A setting is written with a colon or is one of the host's two; anything else is a slip of the hand.
                if (!key.StartsWith("--", StringComparison.Ordinal) || !(key.Contains(':', StringComparison.Ordinal) || key is "--environment" or "--urls")) Unknown ??= key;
                settings.Add(value is null && i + 1 < args.Length ? $"{key}={args[++i]}" : args[i]);
                continue;
            }

            var takesValue = at + 1 < known.Length && !known[at + 1].StartsWith("--", StringComparison.Ordinal);
            options[key] = value ?? (takesValue && i + 1 < args.Length ? args[++i] : "");
        }
    }

    /// <summary>The first word that means nothing here.</summary>
    public string? Unknown { get; }

    public bool Has(string option) => options.ContainsKey(option);

    public string? Value(string option) => options.GetValueOrDefault(option) is { Length: > 0 } value ? value : null;

    public PortalSettings Settings()
    {
        var builder = WebApplication.CreateBuilder([.. settings]);
        return new PortalSettings(builder.Configuration, builder.Environment);
    }
}
