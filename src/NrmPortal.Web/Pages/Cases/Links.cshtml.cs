using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Work;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>Other cases that belong with this one, of those the reader sees. Whoever does not see the other finds a page as of a case without links.</summary>
[CaseAction(CaseAction.View)]
public sealed class LinksModel(
    PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, AuditTrail audit, NameSearch names, IStringLocalizer<LinkPages> texts, IStringLocalizer<Common> shared) : PageModel, IFormPage
{
    private const int Longest = 2_000;

    [BindProperty]
    public Draft Input { get; set; } = new();

    [BindProperty]
    public Guid? LinkId { get; set; }

    [BindProperty]
    public string? EndReason { get; set; }

    public Case Case => current.Value;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public NameBook Names { get; private set; } = null!;

    /// <summary>Cases that the reader sees, of a person with the same name; null: nobody has looked.</summary>
    public IReadOnlyList<FoundPerson>? Found { get; private set; }
    /// <summary>Come here from the act that told it: the person was trafficked again.</summary>
    public bool IsAgain => Request.Query["kind"] == nameof(CaseLinkKind.TraffickedAgain) && !Request.HasFormContentType;
    public bool MayReopen => Case.Stage == Stage.FollowUp && new[] { CaseAction.ReopenToProtection, CaseAction.ReopenToAssistance }.Any(a => Case.Can(a, actor.Required.Role));
    public bool MayLink => Case.Can(CaseAction.LinkCase, actor.Required.Role);
    public bool MayLook => MayLink && RoleGrants.Has(actor.Required.Role, Permission.CaseSearchByName) && SectionGrants.Has(actor.Required.Role, Section.Identity);

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public string? Number { get; set; }
        public CaseLinkKind? Kind { get; set; }
        public string? Reason { get; set; }
    }

    /// <summary>A link and the other case.</summary>
    public sealed record Line(CaseLink Link, string Number, Stage Stage, DateTimeOffset OpenedAt);

    public string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "link.noCase" or "link.itself" or "link.there" or "glass.readOnly" => "Input.Number",
        "link.reason" => "Input.Reason",
        _ => "",
    };

    public Task OnGetAsync(CaseLinkKind? kind, string? with)
    {
        (Input.Kind, Input.Number) = (kind, with);
        return FillAsync();
    }

    public async Task<IActionResult> OnPostLinkAsync()
    {
        await FillAsync();
        Need(!string.IsNullOrWhiteSpace(Input.Number), nameof(Draft.Number), "Number");
        Need(Input.Kind is { } kind && Enum.IsDefined(kind), nameof(Draft.Kind), "Kind");
        Need(!string.IsNullOrWhiteSpace(Input.Reason), nameof(Draft.Reason), "Reason");
        if (Input.Reason?.Length > Longest) ModelState.AddModelError("Input.Reason", texts["TooLong", Longest]);
        if (!ModelState.IsValid) return Page();
        var (other, at) = (await db.CaseToLinkAsync(Input.Number!), clock.GetUtcNow());
        // The later of the two may be flagged.
        if (Input.Kind == CaseLinkKind.TraffickedAgain) other = await ForChangeAsync(other.Id);
        var flags = await db.Warnings.AsNoTracking().Where(w => (w.CaseId == Case.Id || w.CaseId == other.Id) && w.EndedAt == null).ToListAsync();
        db.Add(Case.LinkTo(Guid.CreateVersion7(at), other, Input.Kind!.Value, SealedText.Of(Input.Reason), [.. Lines.Select(l => l.Link)], actor.Required, at, flags));
        return await SavedAsync(other.Id);
    }

    public async Task<IActionResult> OnPostEndAsync()
    {
        await FillAsync();
        if (Lines.FirstOrDefault(l => l.Link.Id == LinkId) is not { } line) return NotFound();
        if (EndReason?.Length > Longest) ModelState.AddModelError("", texts["TooLong", Longest]);
        if (!ModelState.IsValid) return Page();
        Case.EndLink(line.Link, SealedText.Of(EndReason), actor.Required, clock.GetUtcNow());
        return await SavedAsync(line.Link.From(Case.Id));
    }

    /// <summary>Looks for other cases under the name that stands here: a POST, and on record as every search for a person.</summary>
    public async Task<IActionResult> OnPostLookAsync()
    {
        if (!MayLook) return StatusCode(StatusCodes.Status403Forbidden);
        await FillAsync();
        Input.Kind ??= CaseLinkKind.TraffickedAgain;
        var person = await db.Identities.AsNoTracking().FirstOrDefaultAsync(i => i.CaseId == Case.Id);
        Found = [.. (await names.FindAsync(person?.Name?.Open() ?? "")).Where(f => f.CaseId != Case.Id)];
        await audit.Person("search", "name", new { found = Found.Select(f => f.CaseId) });
        return Page();
    }

    public async Task FillAsync()
    {
        var links = await db.Links.Where(l => l.CaseId == Case.Id || l.OtherCaseId == Case.Id).OrderByDescending(l => l.At).ToListAsync();
        var ids = links.Select(l => l.From(Case.Id)).ToList();
        var cases = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, Number = c.NrmNumber ?? c.FirstContactNumber, c.Stage, c.OpenedAt }).ToDictionaryAsync(c => c.Id);
        Lines = [.. from l in links let c = cases[l.From(Case.Id)] orderby l.EndedAt is not null select new Line(l, c.Number, c.Stage, c.OpenedAt)];
        Names = await NameBook.OfAsync(db, links.Select(l => (Guid?)l.ByUnitId), links.Select(l => l.EndedByUserId), []);
        await audit.Person("list", "case links", new { cases = ids });
    }

    private async Task<Case> ForChangeAsync(Guid id)
    {
        if (id == Case.Id) return Case;
        await db.Database.ExecuteSqlAsync($"select lock_case({id})");
        return await db.Cases.SingleAsync(c => c.Id == id);
    }

    private void Need(bool isThere, string field, string label)
    {
        if (!isThere) ModelState.AddModelError("Input." + field, shared["Required.Of", texts[label].Value]);
    }

    // On the record of both: the change itself stands on one of the two chains.
    private async Task<IActionResult> SavedAsync(Guid other)
    {
        await audit.Case(other, "change", "/Cases/Links");
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/links");
    }
}
