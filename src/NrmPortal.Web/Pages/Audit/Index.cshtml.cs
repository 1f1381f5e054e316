using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Mappings;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Audit;

/// <summary>Who did and saw what, by person, case and time. A POST: neither a person nor a case stands in an address.</summary>
[Needs(Permission.AuditRead)]
public sealed class IndexModel(PortalDbContext db, AuditTrail audit, IStringLocalizer<CasePages> texts) : PageModel, IFormPage
{
    public const int Most = 50;

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? CaseNumber { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Until { get; set; }

    public IReadOnlyList<Entry> Entries { get; private set; } = [];

    public sealed record Entry(DateTimeOffset At, string? UserName, string Verb, string Subject, string? CaseNumber, string Details);

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!string.IsNullOrWhiteSpace(From) && ThaiDates.Parse(From) is null) ModelState.AddModelError(nameof(From), texts["Day.Wrong"]);
        if (!string.IsNullOrWhiteSpace(Until) && ThaiDates.Parse(Until) is null) ModelState.AddModelError(nameof(Until), texts["Day.Wrong"]);
        if (!ModelState.IsValid) return Page();
        await FillAsync();
        return Page();
    }

    public async Task FillAsync()
    {
        var rows = await (from r in await Asked()
                          join u in db.Users on r.UserId equals u.Id into found
                          from u in found.DefaultIfEmpty()
                          orderby r.AtMicros descending
                          select new { r.AtMicros, u.UserName, r.Verb, r.Subject, r.CaseId, r.Details }).Take(Most).ToListAsync();
        // Who watches the watchman: the question stands on the auditor's own chain, however it was asked.
        await audit.Person("search", "audit", new { UserName, CaseNumber, From, Until });
        var cases = rows.Where(r => r.CaseId is not null).Select(r => r.CaseId!.Value).Distinct().ToArray();
        var numbers = await db.Database.SqlQuery<Named>($"select id, number from numbers_of_cases({cases})").ToDictionaryAsync(n => n.Id, n => n.Number);
        Entries = [.. rows.Select(r => new Entry(DateTimeOffset.FromUnixTimeMilliseconds(r.AtMicros / 1000), r.UserName, r.Verb, r.Subject,
            r.CaseId is { } id ? numbers.GetValueOrDefault(id) : null, r.Details))];
    }

    private async Task<IQueryable<AuditRecord>> Asked()
    {
        var records = db.Audit.AsNoTracking().AsQueryable();
        if (UserName is { Length: > 0 } name)
        {
            var normalised = name.Trim().ToUpperInvariant();
            var user = await db.Users.Where(u => u.NormalizedUserName == normalised).Select(u => (Guid?)u.Id).FirstOrDefaultAsync() ?? Guid.Empty;
            records = records.Where(r => r.UserId == user);
        }

        if (CaseNumber is { Length: > 0 } number)
        {
            var wanted = number.Trim().ToUpperInvariant();
            var id = await db.Database.SqlQuery<Guid?>($"select case_of_number({wanted}) as \"Value\"").SingleAsync() ?? Guid.Empty;
            records = records.Where(r => r.CaseId == id);
        }

        if (Micros(ThaiDates.Parse(From)) is { } from) records = records.Where(r => r.AtMicros >= from);
        if (Micros(ThaiDates.Parse(Until)?.AddDays(1)) is { } until) records = records.Where(r => r.AtMicros < until);
        return records;
    }

    // The start of the day in Thailand.
    private static long? Micros(DateOnly? day) =>
        day is { } d ? new DateTimeOffset(d.ToDateTime(TimeOnly.MinValue), ThaiDay.Zone.BaseUtcOffset).ToUnixTimeMilliseconds() * 1000 : null;

    private sealed record Named(Guid Id, string Number);
}
