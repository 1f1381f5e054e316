using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Data.Jobs;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Web.Access;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Admin;

/// <summary>What the post did, and the letters that did not go out. The notices themselves stand in the portal for those they are for.</summary>
[Needs(Permission.SystemOperate)]
public sealed class PostModel(PostOffice post, PortalSettings settings, TimeProvider clock) : PageModel
{
    [BindProperty]
    public Guid Mail { get; set; }

    public IReadOnlyList<LettersInState> Counts { get; private set; } = [];
    public IReadOnlyList<FailedLetter> Failed { get; private set; } = [];
    public bool IsOn => settings.Mail is not null;

    public async Task OnGetAsync() => (Counts, Failed) = (await post.CountsAsync(), await post.FailedAsync());

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await post.SendAgainAsync(Mail, clock.GetUtcNow())) throw new RefusedException("post.notFailed");
        return Redirect("/admin/post");
    }
}
