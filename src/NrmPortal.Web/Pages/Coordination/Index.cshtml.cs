using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Flow;

namespace NrmPortal.Web.Pages.Coordination;

/// <summary>How the whole mechanism performs: published figures of closed periods. No way leads from here to a case or a name.</summary>
[Needs(Permission.StatisticsRead)]
public sealed class IndexModel(PortalDbContext db, Statistics statistics, Words words) : PageModel
{
    private static readonly string[] Breakdowns = ["national", "province", "agency"];

    [BindProperty(SupportsGet = true)]
    public Guid? Period { get; set; }

    // Without it in the address the page is no faulty form.
    [BindProperty(SupportsGet = true, Name = nameof(By))]
    public string? Asked { get; set; }

    public string By => Asked ?? "national";

    public IReadOnlyList<PublishedPeriod> Periods { get; private set; } = [];
    public PublishedPeriod? Chosen { get; private set; }
    public IReadOnlyList<(string Name, IReadOnlyDictionary<string, long?> Counts)> Rows { get; private set; } = [];

    /// <summary>Cases that began again in the period, by the reason; empty: a period that was published before they were counted.</summary>
    public IReadOnlyList<(string Reason, long? Count)> Reopened { get; private set; } = [];
    public long? ReopenedInAll { get; private set; }

    /// <summary>Visits that found signs of being trafficked again: a measure of its own and no part of the reopenings.</summary>
    public long? FoundAgain { get; private set; }
    public Chart Chart { get; private set; } = new(null);

    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : NotFound();

    public async Task<IActionResult> OnGetCsvAsync()
    {
        if (!await Load() || Chosen is null) return NotFound();
        var text = new StringBuilder("\uFEFF").AppendJoin(',', Statistics.Measures.Prepend("key")).Append("\r\n");
        foreach (var (name, counts) in Rows) text.Append('"').Append(name).Append("\",").AppendJoin(',', Statistics.Measures.Select(m => Print(counts.GetValueOrDefault(m)))).Append("\r\n");
        return File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv", $"nrm-{By}-{Chosen.Kind}-{Chosen.Starts:yyyy-MM}.csv");
    }

    /// <summary>A figure as printed: a suppressed one is <c>&lt;11</c>.</summary>
    public static string Print(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "<11";

    public static string Name(PublishedPeriod period) => period.Kind switch
    {
        "year" => Languages.Pick($"พ.ศ. {period.Starts.Year + 543}", $"{period.Starts.Year}"),
        "quarter" => Languages.Pick($"ไตรมาส {(period.Starts.Month + 2) / 3}/{period.Starts.Year + 543}", $"Q{(period.Starts.Month + 2) / 3} {period.Starts.Year}"),
        _ => period.Starts.ToDateTime(TimeOnly.MinValue).ToString("MMMM yyyy", CultureInfo.GetCultureInfo(Languages.Pick("th-TH", "en-GB"))),
    };

    private async Task<bool> Load()
    {
        if (!Breakdowns.Contains(By, StringComparer.Ordinal)) return false;
        Periods = await statistics.PeriodsAsync();
        Chosen = Period is null ? Periods.FirstOrDefault(p => p.Kind == "year") ?? (Periods.Count > 0 ? Periods[0] : null) : Periods.FirstOrDefault(p => p.Id == Period);
        if (Chosen is null) return Period is null;
        var names = await Names();
        var cells = await statistics.CellsAsync(Chosen.Id, By);
        Rows = [.. cells.Where(c => Statistics.Measures.Contains(c.Measure, StringComparer.Ordinal)).GroupBy(c => c.Key, StringComparer.Ordinal)
            .Select(g => (names(g.Key), (IReadOnlyDictionary<string, long?>)g.ToDictionary(c => c.Measure, c => c.Value, StringComparer.Ordinal)))];
        var national = By == "national" ? cells : await statistics.CellsAsync(Chosen.Id, "national");
        Reopened = [.. (await statistics.CellsAsync(Chosen.Id, "reason")).Where(c => c.Measure == "reopened").Select(c => (words.Of(Enum.Parse<ReopenReason>(c.Key)), c.Value))];
        ReopenedInAll = national.FirstOrDefault(c => c.Measure == "reopened")?.Value;
        FoundAgain = national.FirstOrDefault(c => c.Measure == "foundAgain")?.Value;
        string At(Stage stage, string measure) => Print(national.FirstOrDefault(c => c.Key == stage.ToString() && c.Measure == measure)?.Value);
        Chart = new Chart(Enum.GetValues<Stage>().ToDictionary(s => s, s => (At(s, "open"), At(s, "overdue"))));
        return true;
    }

    private async Task<Func<string, string>> Names()
    {
        if (By == "agency") return key => words.Of(Enum.Parse<AgencyType>(key));
        var provinces = By == "province" ? await db.Provinces.AsNoTracking().ToDictionaryAsync(p => p.Code, p => Languages.Pick(p.NameTh, p.NameEn)) : [];
        return key => provinces.GetValueOrDefault(key) ?? Languages.Pick("ทั้งประเทศ", "National");
    }
}
