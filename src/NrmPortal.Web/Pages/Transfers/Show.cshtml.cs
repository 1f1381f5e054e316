using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Transfers;

/// <summary>A proposal as the office that is to take the case over reads it, and its answer.</summary>
[Needs(Permission.CaseReceive)]
public sealed class ShowModel(PortalDbContext db, CurrentActor actor, TimeProvider clock, AuditTrail audit, CaseWarnings warnings, IStringLocalizer<TransferPages> texts) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public CaseTransfer? Transfer { get; private set; }
    public IReadOnlyDictionary<Guid, string> Offices { get; private set; } = new Dictionary<Guid, string>();
    public bool MayAnswer => Transfer is { Waits: true } t && t.ToUnitId == actor.Required.UnitId;
    /// <summary>Whether what it rests on still stands: the consent itself is not the receiver's to read.</summary>
    public bool BasisLives { get; private set; }
    public bool IsAbsent => Transfer is null;

    public string FieldOf(Refusal refusal) => refusal.Code == "transfer.declineReason" ? nameof(Reason) : "";

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (Transfer is null) return NotFound();
        await audit.Case(Transfer.CaseId, "read", "/Transfers/Show");
        return Page();
    }

    // The case comes into sight by the acceptance, so its own record is written after it.
    public async Task<IActionResult> OnPostAcceptAsync()
    {
        if (await LockedAsync() is not { } transfer) return NotFound();
        var (by, at) = (actor.Required, clock.GetUtcNow());
        transfer.Accept(await TransferList.BasisLivesAsync(db, transfer), by, at);
        await db.SaveChangesAsync();
        var subject = await db.RecallAsync(await db.Cases.SingleAsync(c => c.Id == transfer.CaseId));
        var sits = await db.Panels.Include(p => p.Seats).FirstOrDefaultAsync(p => p.CaseId == subject.Id && p.ClosedAt == null);
        subject.TakeOver(transfer, sits, by, at);
        await db.SaveChangesAsync();
        return Redirect($"/cases/{subject.Number}");
    }

    public async Task<IActionResult> OnPostDeclineAsync()
    {
        if (await LockedAsync() is not { } transfer) return NotFound();
        await FillAsync();
        if (Reason?.Length > 2000) ModelState.AddModelError(nameof(Reason), texts["TooLong"]);
        if (!ModelState.IsValid) return Page();
        db.Add(transfer.Decline(SealedText.Of(Reason), actor.Required, clock.GetUtcNow()));
        await db.SaveChangesAsync();
        return Redirect("/transfers");
    }

    public async Task FillAsync()
    {
        Transfer = await db.Transfers.FirstOrDefaultAsync(t => t.Id == Id);
        Offices = await TransferList.OfficesAsync(db, Transfer is null ? [] : [Transfer]);
        // Before it has the case the office that is asked sees none of them.
        if (Transfer is not null) await warnings.ReadAsync(db, Transfer.CaseId, ThaiDay.Of(clock.GetUtcNow()));
        BasisLives = MayAnswer && await TransferList.BasisLivesAsync(db, Transfer!);
    }

    // The case first, as every change of a case does; the proposal as it stands after that.
    private async Task<CaseTransfer?> LockedAsync()
    {
        if (await db.Transfers.AsNoTracking().FirstOrDefaultAsync(t => t.Id == Id) is not { } seen) return null;
        await db.Database.ExecuteSqlAsync($"select lock_case({seen.CaseId})");
        await audit.Case(seen.CaseId, "change", "/Transfers/Show");
        return await db.Transfers.FirstOrDefaultAsync(t => t.Id == Id);
    }
}
