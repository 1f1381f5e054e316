using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>Convenes the MDT: members who will give opinions, the competent authority who decides, and a new meeting or the agenda of a planned one.</summary>
[CaseAction(CaseAction.Convene)]
public sealed class ConveneModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<MdtPages> texts, Words words, PortalSettings settings) : PageModel, IFormPage
{
    [BindProperty]
    public List<Guid> Members { get; set; } = [];

    [BindProperty]
    public Guid? Authority { get; set; }

    /// <summary>A planned sitting; empty: a new one.</summary>
    [BindProperty]
    public Guid? SittingId { get; set; }

    /// <summary>Why another panel takes the place of the one that sits.</summary>
    [BindProperty]
    public string? Anew { get; set; }

    [BindProperty]
    public MeetingInput Meeting { get; set; } = new();

    public Case Case => current.Value;
    public IdentificationFile Opened { get; private set; } = null!;
    public IReadOnlyList<Candidate> People { get; private set; } = [];
    public IReadOnlyList<Sitting> Planned { get; private set; } = [];
    public MdtRules Rules => settings.Mdt;
    public IEnumerable<SelectListItem> Authorities => Deciding.Select(p => new SelectListItem(p.Name, p.MembershipId.ToString()));
    private IEnumerable<Candidate> Deciding => People.Where(p => p.Role == settings.DecidingRole && !(Rules.ReviewByAnother && Case.DecidedBy.Contains(p.UserId)));
    public bool IsAnew => Opened.Panel is { IsOpen: true };

    public IEnumerable<Candidate> Opinionated => People.Where(p => RoleGrants.Has(p.Role, Permission.MdtOpinion));

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        // Nobody cancels or moves the meeting while a case is put on its agenda.
        if (SittingId is { } wanted) await db.Database.ExecuteSqlAsync($"select 1 from sittings where id = {wanted} for update");
        await FillAsync();
        Check();
        if (!ModelState.IsValid) return Page();
        var (at, by) = (clock.GetUtcNow(), actor.Required);
        var sitting = Planned.FirstOrDefault(s => s.Id == SittingId)
            ?? db.Add(Sitting.Plan(Guid.CreateVersion7(at), by.ProvinceCode, Meeting.StartsAt!.Value, (Meeting.Place, Meeting.Link), by, at)).Entity;
        var round = Opened.Panels.Count + 1;
        db.Add(Case.Convene(Guid.CreateVersion7(at), new Convocation(round, sitting, Seats(), settings.Mdt, SealedText.Of(Anew)), IsAnew ? Opened.Panel : null, by, at));
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/identification");
    }

    public async Task FillAsync()
    {
        Opened = await IdentificationFile.OpenAsync(db, Case, actor.Required);
        // Of the office that answers for the case now: it may have moved to another province than the one it began in.
        var province = actor.Required.ProvinceCode;
        People = await Candidates.OfAsync(db, province, words, ThaiDay.Of(clock.GetUtcNow()));
        var now = clock.GetUtcNow();
        Planned = await db.Sittings.Where(s => s.ProvinceCode == province && s.StartsAt > now && s.CancelledAt == null).OrderBy(s => s.StartsAt).Take(10).ToListAsync();
    }

    private void Check()
    {
        if (Members.Count == 0) ModelState.AddModelError(nameof(Members), texts["Members.None"]);
        if (Authority is null) ModelState.AddModelError(nameof(Authority), texts["Authority.None"]);
        if (IsAnew && string.IsNullOrWhiteSpace(Anew)) ModelState.AddModelError(nameof(Anew), texts["Anew.None"]);
        if (Planned.Any(s => s.Id == SittingId)) return;
        Meeting.Check(ModelState, texts);
    }

    // Only those the page offers: members who may give opinions, and one of the deciding role.
    private List<Member> Seats() =>
    [
        .. Opinionated.Where(p => Members.Contains(p.MembershipId) && p.MembershipId != Authority).Select(p => new Member(p.MembershipId, p.UserId, p.Agency)),
        .. Deciding.Where(p => p.MembershipId == Authority).Select(p => new Member(p.MembershipId, p.UserId, p.Agency, Decides: true)),
    ];
}
