using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Admin;

/// <summary>Every limit with the value that is in force and the one that comes.</summary>
[Needs(Permission.SettingsEdit)]
public sealed class ClocksModel(TimeProvider clock) : PageModel
{
    public IEnumerable<(ClockSetting Now, ClockSetting? Next)> Limits =>
        from code in Enum.GetValues<ClockCode>()
        let at = clock.GetUtcNow()
        let now = ClockBook.Current.Settings.At(code, at)
        select (now, ClockBook.Current.Settings.All.FirstOrDefault(s => s.Code == code && s.From > Domain.ThaiDay.Of(at) && s.From > now.From));
}
