using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>The panel: one's own opinion, the others' once it is in, and the competent authority's decision.</summary>
[CaseAction(CaseAction.View)]
public sealed class IndexModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, PortalSettings settings) : PageModel, IFormPage
{
    [BindProperty]
    public OpinionInput Opinion { get; set; } = new();

    [BindProperty]
    public IdentificationOutcome? Outcome { get; set; }

    [BindProperty]
    public string? Reasons { get; set; }

    public Case Case => current.Value;
    public Panel? Panel { get; private set; }
    public IReadOnlyList<Decision> Decisions { get; private set; } = [];

    /// <summary>Who sits on the panel, by membership.</summary>
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public Seat? MySeat => Panel?.Seats.FirstOrDefault(s => s.MembershipId == actor.Required.MembershipId);
    public Opinion? Mine => Panel?.Opinions.FirstOrDefault(o => o.SeatId == MySeat?.Id);

    /// <summary>Before the decision a member reads the others only after their own opinion; one without a seat in this round reads by their office alone.</summary>
    public bool SeesOthers => Panel is { IsOpen: false } || MySeat is { Decides: true } || Mine is not null || (MySeat is null && RoleGrants.SeesUnit(actor.Required.Role));

    public sealed class OpinionInput
    {
        public Finding Act { get; set; }
        public Finding Means { get; set; }
        public Finding Purpose { get; set; }
        public Finding Trafficking { get; set; }
        public Finding ForcedLabour { get; set; }
        public string? Reasons { get; set; }
    }

    public async Task OnGetAsync()
    {
        await FillAsync();
        if (Mine is { } mine) Opinion = new OpinionInput { Act = mine.Act, Means = mine.Means, Purpose = mine.Purpose, Trafficking = mine.Trafficking, ForcedLabour = mine.ForcedLabour, Reasons = mine.Reasons?.Open() };
    }

    public async Task<IActionResult> OnPostOpinionAsync()
    {
        await FillAsync();
        var findings = new Findings(Opinion.Act, Opinion.Means, Opinion.Purpose, Opinion.Trafficking, Opinion.ForcedLabour);
        Case.GiveOpinion(Open(), findings, SealedText.Of(Opinion.Reasons), actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/identification");
    }

    public async Task<IActionResult> OnPostDecideAsync()
    {
        await FillAsync();
        if (actor.Required.Role != settings.DecidingRole) throw new RefusedException("mdt.notTheAuthority");
        var outcome = Outcome ?? throw new RefusedException("mdt.outcome");
        db.Add(Case.Decide(Open(), outcome, SealedText.Of(Reasons), settings.OpinionsNeeded, actor.Required, clock.GetUtcNow()));
        await db.SaveChangesAsync();
        return Redirect("/home");
    }

    public async Task FillAsync()
    {
        Panel = await db.Panels.Include(p => p.Seats).Include(p => p.Opinions).AsSplitQuery()
            .Where(p => p.CaseId == Case.Id).OrderByDescending(p => p.Round).FirstOrDefaultAsync();
        Decisions = await db.Decisions.AsNoTracking().Where(d => d.CaseId == Case.Id).OrderByDescending(d => d.At).ToListAsync();
        var seated = Panel?.Seats.Select(s => s.MembershipId).ToList() ?? [];
        var people = await (from m in db.Memberships
                            join u in db.Users on m.UserId equals u.Id
                            where seated.Contains(m.Id)
                            select new { m.Id, u.NameTh, u.NameEn }).ToListAsync();
        Names = people.ToDictionary(p => p.Id, p => Languages.Pick(p.NameTh, p.NameEn));
    }

    private Panel Open() => Panel ?? throw new RefusedException("mdt.closed");
}
