using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Access;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Audit;

/// <summary>Who did and saw what, by person, case and time. A POST: neither a person nor a case stands in an address.</summary>
[Needs(Permission.AuditRead)]
public sealed class IndexModel(PortalDbContext db) : PageModel, IFormPage
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? CaseNumber { get; set; }

    [BindProperty]
    public string? From { get; set; }

    public IReadOnlyList<Entry> Entries { get; private set; } = [];

    public sealed record Entry(DateTimeOffset At, string? UserName, string Verb, string Subject, string? CaseNumber, string Details);

    public Task OnGetAsync() => FillAsync();

    public Task OnPostAsync() => FillAsync();

    public async Task FillAsync()
    {
        var records = db.Audit.AsNoTracking().AsQueryable();
        if (UserName is { Length: > 0 } name)
        {
            var normalised = name.Trim().ToUpperInvariant();
            var user = await db.Users.Where(u => u.NormalizedUserName == normalised).Select(u => (Guid?)u.Id).FirstOrDefaultAsync();
            records = records.Where(r => r.UserId == user);
        }

        if (CaseNumber is { Length: > 0 } number)
        {
            var id = await db.Database.SqlQuery<Guid?>($"select case_of_number({number.Trim()}) as \"Value\"").SingleAsync();
            records = records.Where(r => r.CaseId == id);
        }

        if (ThaiDates.Parse(From) is { } from)
        {
            var micros = new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7)).ToUnixTimeMilliseconds() * 1000;
            records = records.Where(r => r.AtMicros >= micros);
        }

        var rows = await (from r in records
                          join u in db.Users on r.UserId equals u.Id into found
                          from u in found.DefaultIfEmpty()
                          orderby r.AtMicros descending
                          select new { r.AtMicros, u.UserName, r.Verb, r.Subject, r.CaseId, r.Details }).Take(100).ToListAsync();
        Entries = [.. rows.Select(r => new Entry(DateTimeOffset.FromUnixTimeMilliseconds(r.AtMicros / 1000), r.UserName, r.Verb, r.Subject, r.CaseId?.ToString(), r.Details))];
    }
}
