using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Work;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Account;

/// <summary>How the person is told: by kind of notice, when the digest goes out, and in which language.</summary>
[Needs(Permission.TaskWork)]
public sealed class NotificationsModel(PortalDbContext db, CurrentActor current, AccountRecord record) : PageModel, IFormPage
{
    [BindProperty]
    public string Language { get; set; } = "th";

    [BindProperty]
    public NoticeChannel Usual { get; set; } = NoticeChannel.EmailAtOnce;

    [BindProperty]
    public int Hour { get; set; } = NoticePreference.UsualDigestHour;

    /// <summary>By the kind's code; empty: as usual.</summary>
    [BindProperty]
    public Dictionary<string, string> Kinds { get; set; } = [];

    public bool Saved { get; private set; }

    public async Task OnGetAsync(bool saved)
    {
        Saved = saved;
        Language = await db.Users.Where(u => u.Id == current.Required.UserId).Select(u => u.Language).SingleAsync();
        foreach (var p in await Mine().AsNoTracking().ToListAsync())
        {
            if (p.Code is { } code) Kinds[code.ToString()] = p.Channel.ToString();
            else (Usual, Hour) = (p.Channel, p.DigestHour);
        }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid || !Languages.Supported.Contains(Language, StringComparer.Ordinal)) return Page();
        var mine = await Mine().ToListAsync();
        Choose(mine, null, Usual);
        foreach (var code in Enum.GetValues<NoticeCode>())
        {
            if (Enum.TryParse<NoticeChannel>(Kinds.GetValueOrDefault(code.ToString()), out var channel) && Enum.IsDefined(channel)) Choose(mine, code, channel);
            else db.RemoveRange(mine.Where(p => p.Code == code));
        }

        (await db.Users.SingleAsync(u => u.Id == current.Required.UserId)).Language = Language;
        await db.SaveChangesAsync();
        await record.WriteAsync(current.Required.UserId, "change", "notice settings", new { usual = Usual.ToString(), Hour, Language });
        return Redirect("/account/notifications?saved=true");
    }

    public Task FillAsync() => Task.CompletedTask;

    private IQueryable<NoticePreference> Mine() => db.NoticePreferences.Where(p => p.UserId == current.Required.UserId);

    private void Choose(List<NoticePreference> mine, NoticeCode? code, NoticeChannel channel)
    {
        var choice = mine.FirstOrDefault(p => p.Code == code) ?? db.Add(new NoticePreference(Guid.CreateVersion7(), code, current.Required)).Entity;
        choice.Choose(channel, Hour, current.Required);
    }
}
