using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>Convenes the MDT: members who will give opinions, and the competent authority who decides.</summary>
[CaseAction(CaseAction.Convene)]
public sealed class ConveneModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<MdtPages> texts, Words words, PortalSettings settings) : PageModel, IFormPage
{
    [BindProperty]
    public List<Guid> Members { get; set; } = [];

    [BindProperty]
    public Guid? Authority { get; set; }

    public Case Case => current.Value;
    public IReadOnlyList<Candidate> People { get; private set; } = [];
    public IEnumerable<SelectListItem> Authorities => Deciding.Select(p => new SelectListItem(p.Name, p.MembershipId.ToString()));
    private IEnumerable<Candidate> Deciding => People.Where(p => p.Role == settings.DecidingRole);

    public IEnumerable<Candidate> Opinionated => People.Where(p => RoleGrants.Has(p.Role, Permission.MdtOpinion));

    public sealed record Candidate(Guid MembershipId, Role Role, AgencyType Agency, string Name);

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (Members.Count == 0) ModelState.AddModelError(nameof(Members), texts["Members.None"]);
        if (Authority is null) ModelState.AddModelError(nameof(Authority), texts["Authority.None"]);
        if (!ModelState.IsValid) return Page();
        var round = await db.Panels.CountAsync(p => p.CaseId == Case.Id) + 1;
        var open = await db.Panels.FirstOrDefaultAsync(p => p.CaseId == Case.Id && p.ClosedAt == null);
        // Only those the page offers: members who may give opinions, and one of the deciding role.
        var seats = Opinionated.Where(p => Members.Contains(p.MembershipId) && p.MembershipId != Authority).Select(p => (p.MembershipId, p.Agency, false))
            .Concat(Deciding.Where(p => p.MembershipId == Authority).Select(p => (p.MembershipId, p.Agency, true))).ToList();
        var at = clock.GetUtcNow();
        db.Add(Case.Convene(Guid.CreateVersion7(at), round, seats, open, actor.Required, at));
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}");
    }

    public async Task FillAsync()
    {
        var people = await (from m in db.Memberships
                            join u in db.Users on m.UserId equals u.Id
                            where m.EndedAt == null && m.ProvinceCode == Case.ProvinceCode
                            select new { m.Id, m.Role, m.Unit!.Agency, u.NameTh, u.NameEn }).ToListAsync();
        People = [.. people.Select(p => new Candidate(p.Id, p.Role, p.Agency, $"{Languages.Pick(p.NameTh, p.NameEn)} ({words.Of(p.Role)})"))];
    }
}
