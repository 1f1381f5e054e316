using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Work;

/// <summary>What the offices of a case write to each other. Whoever opens the page has had the messages to their office before them: that is the receipt.</summary>
[LeadsToContact]
[CaseAction(CaseAction.View)]
public sealed class MessagesModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<WorkPages> texts) : PageModel, IFormPage
{
    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public List<Guid> To { get; set; } = [];

    [BindProperty]
    public bool Urgent { get; set; }

    /// <summary>The message that this one answers.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Reply { get; set; }

    public Case Case => current.Value;
    public bool MayWrite => Case.Can(CaseAction.WriteMessage, actor.Required.Role);
    public IReadOnlyList<CaseMessage> Messages { get; private set; } = [];
    public IReadOnlyList<MessageRead> Reads { get; private set; } = [];

    /// <summary>The other offices that read the messages of this case.</summary>
    public IReadOnlyList<Unit> Offices { get; private set; } = [];
    public NameBook Names { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        await db.ReceiveMessagesAsync(Case.Id, actor.Required, clock.GetUtcNow());
        await FillAsync();
        // An answer goes to whom it came from; a new message to all, unless the writer chooses.
        To = Messages.FirstOrDefault(m => m.Id == Reply) is { } answered ? [answered.FromUnitId] : [.. Offices.Select(o => o.Id)];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var to = Offices.Select(o => o.Id).Intersect(To).ToList();
        if (to.Count == 0) ModelState.AddModelError(nameof(To), texts["Messages.ToMissing"]);
        if (string.IsNullOrWhiteSpace(Text)) ModelState.AddModelError(nameof(Text), texts["Messages.TextMissing"]);
        if (!ModelState.IsValid) return Page();
        db.Add(Case.WriteMessage(SealedText.Of(Text), to, Reply, Urgent, actor.Required, clock.GetUtcNow()));
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/messages");
    }

    public async Task FillAsync()
    {
        var mine = actor.Required.UnitId;
        Messages = await db.Messages.AsNoTracking().Where(m => m.CaseId == Case.Id).OrderByDescending(m => m.At).ToListAsync();
        Reads = await db.MessageReads.AsNoTracking().Where(r => r.CaseId == Case.Id).OrderBy(r => r.At).ToListAsync();
        if (!Messages.Any(m => m.Id == Reply)) Reply = null;
        var ids = await db.UnitsOfAsync(Case.Id, forMessages: true);
        // An office that reads no messages of the case has nobody to write to either.
        Offices = ids.Contains(mine) ? await db.Units.AsNoTracking().Where(u => ids.Contains(u.Id) && u.Id != mine).OrderBy(u => u.Code).ToListAsync() : [];
        Names = await NameBook.OfAsync(db, Messages.SelectMany(m => m.ToUnitIds.Append(m.FromUnitId)).Concat(Reads.Select(r => r.UnitId)).Select(id => (Guid?)id),
            Messages.Select(m => (Guid?)m.FromUserId).Concat(Reads.Select(r => (Guid?)r.UserId)), []);
    }
}
