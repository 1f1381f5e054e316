using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Scopes;
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

/// <summary>The identification of a case: the panel that sits, its meeting and opinions, decisions with their letters, earlier rounds.</summary>
[CaseAction(CaseAction.View)]
public sealed class IndexModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, PortalSettings settings, Words words, LetterTexts letters) : PageModel, IFormPage
{
    [BindProperty]
    public string? Declared { get; set; }

    [BindProperty]
    public string? ConflictReason { get; set; }

    [BindProperty]
    public Guid? Seated { get; set; }

    public Case Case => current.Value;
    public IdentificationFile Opened { get; private set; } = null!;
    public MdtRules Rules => settings.Mdt;
    public IReadOnlyList<SelectListItem> Candidates { get; private set; } = [];
    private IReadOnlyList<Candidate> People { get; set; } = [];

    public bool May(CaseAction action) => Case.Can(action, actor.Required.Role);

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostDeclareAsync()
    {
        await FillAsync();
        if (Declared is not ("yes" or "no")) throw new RefusedException("mdt.declareFirst");
        if (Case.DeclareInterest(Opened.Open(), Declared == "yes", SealedText.Of(ConflictReason), Rules, actor.Required, clock.GetUtcNow()) is { } conflict) db.Add(conflict);
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/identification" + (Declared == "no" && Opened.MySeat is { Decides: false } ? "/opinion" : ""));
    }

    public async Task<IActionResult> OnPostSeatAsync()
    {
        await FillAsync();
        var chosen = People.FirstOrDefault(p => p.MembershipId == Seated) ?? throw new RefusedException("mdt.nobodyChosen");
        Case.SeatMember(Opened.Open(), new Member(chosen.MembershipId, chosen.UserId, chosen.Agency, Decides: chosen.Role == settings.DecidingRole), Gone, Rules, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/identification");
    }

    public async Task<IActionResult> OnPostLettersAsync(Guid? decision)
    {
        await FillAsync();
        var found = Opened.Decisions.FirstOrDefault(d => d.Id == decision) ?? throw new RefusedException("mdt.noDecision");
        var told = new Told(found.Outcome, found.At, await Authority.OfAsync(db, found.PanelId, found.ByUserId), letters.Typed(Request, found.PlainWords?.Open()));
        var texts = await letters.OfAsync(db, Case, told, Opened.Decisions.FirstOrDefault(d => d.At < found.At && d.IsFinal));
        Case.IssueLetters(found, texts, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/identification");
    }

    private DateOnly Today => ThaiDay.Of(clock.GetUtcNow());

    /// <summary>Seats whose holder has that role no longer.</summary>
    public IReadOnlyList<Guid> Gone { get; private set; } = [];

    public async Task FillAsync()
    {
        Opened = await IdentificationFile.OpenAsync(db, Case, actor.Required);
        if (Opened.Panel is not { IsOpen: true } panel || !May(CaseAction.SeatMember)) return;
        // The competent authority's place is filled again only where the one who sits has a conflict, or the role no longer.
        var seated = panel.Seats.Select(s => s.MembershipId).ToList();
        var live = await db.Memberships.LiveOn(Today).Where(m => seated.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Role);
        Gone = [.. panel.Seats.Where(s => !live.TryGetValue(s.MembershipId, out var role) || (s.Decides && role != settings.DecidingRole)).Select(s => s.MembershipId)];
        var authorityStands = panel.Seats.Any(s => s is { Decides: true, HasConflict: false } && !Gone.Contains(s.MembershipId));
        People = [.. (await Identification.Candidates.OfAsync(db, actor.Required.ProvinceCode, words, Today)).Where(p => panel.Seats.All(s => s.UserId != p.UserId)
            && (p.Role == settings.DecidingRole ? !authorityStands && !(panel.ReviewByAnother && Case.DecidedBy.Contains(p.UserId)) : RoleGrants.Has(p.Role, Permission.MdtOpinion)))];
        Candidates = [.. People.Select(p => new SelectListItem($"{p.Name} · {words.Of(p.Agency)}", p.MembershipId.ToString()))];
    }
}
