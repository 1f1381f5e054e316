using System.Net;
using NrmPortal.Testing;

namespace NrmPortal.Benchmarks;

/// <summary>One kind of request: who makes it, how often among a hundred, what it must answer, and the bar for its p95 (0: none).</summary>
internal sealed record Act(string Name, int Share, int Bar, HttpStatusCode Answer, Func<Person, bool> May, Func<Person, int, Task<HttpResponseMessage>> Do)
{
    public const string Worklist = "worklist";
    public const string Bare = "bare page";

    // Of the oldest cases, which are the same whatever the number of cases.
    private static readonly string[] Known = [.. Enumerable.Range(0, 500).Select(i => GeneratedCase.Of(i, 1_000).Name).OfType<string>()];

    public static IReadOnlyList<Act> All { get; } =
    [
        new(Worklist, 20, 50, HttpStatusCode.OK, p => p.HasWorklist, (p, _) => p.GetAsync("/cases", Worklist)),
        new("case page", 20, 25, HttpStatusCode.OK, p => p.Numbers.Count > 0, (p, n) => p.GetAsync($"/cases/{NumberOf(p, n)}", "case page")),
        new("number look-up", 10, 10, HttpStatusCode.Redirect, p => p.Numbers.Count > 0, (p, n) => p.GetAsync($"/cases?Chosen.Number={NumberOf(p, n)}", "number look-up")),
        new("name search, hit", 10, 100, HttpStatusCode.OK, p => p.SearchesNames, (p, n) => Search(p, "name search, hit", Known[n % Known.Length])),
        new("name search, no hit", 10, 100, HttpStatusCode.OK, p => p.SearchesNames, (p, n) => Search(p, "name search, no hit", GeneratedNames.Nobody(n))),
        new("name search, one frequent name", 5, 100, HttpStatusCode.OK, p => p.SearchesNames,
            (p, n) => Search(p, "name search, one frequent name", Known[n % Known.Length].Split(' ')[0])),
        new("screening save", 10, 60, HttpStatusCode.Redirect, p => p.ScreeningStep is not null,
            (p, n) => p.PostAsync(p.ScreeningStep!, "screening save", ("own_account", $"A story told for the {n}th time. {new string('x', 400)}"), ("category", "labour"))),
        new("find a place among 500 shelters", 5, 100, HttpStatusCode.OK, p => p.Claimed.Count > 0, (p, n) => p.GetAsync($"/referrals/{p.Claimed[n % p.Claimed.Count]}", "find a place among 500 shelters")),
        new("dashboard", 5, 100, HttpStatusCode.OK, p => p.ReadsStatistics, (p, n) => p.GetAsync(n % 2 == 0 ? "/coordination" : "/coordination?By=province", "dashboard")),
        new(Bare, 5, 0, HttpStatusCode.OK, p => p.HasWorklist, (p, _) => p.GetAsync($"/bare?Scope={p.Scope}", Bare, bare: true)),
    ];

    /// <summary>The acts in a fixed, mixed order in which each has its share.</summary>
    public static IReadOnlyList<Act> Mixed { get; } = [.. All.SelectMany(a => Enumerable.Range(0, a.Share).Select(i => (Act: a, Place: (i + 0.5) / a.Share))).OrderBy(a => a.Place).Select(a => a.Act)];

    private static string NumberOf(Person person, int n) => person.Numbers[n % person.Numbers.Count];

    private static Task<HttpResponseMessage> Search(Person person, string act, string name) => person.PostAsync("/cases", act, ("Name", name));
}
