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
using NrmPortal.Domain.Work;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Consents;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Transfers;

/// <summary>Who owns the case, the proposal that waits for another office's answer, and what became of those before.</summary>
[LeadsToContact]
[CaseAction(CaseAction.View)]
public sealed class CaseModel(
    PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, ShareBases bases, IStringLocalizer<TransferPages> texts, IStringLocalizer<Common> shared) : PageModel, IFormPage
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    public Case Case => current.Value;

    /// <summary>Newest first.</summary>
    private List<CaseTransfer> All { get; set; } = [];
    public CaseTransfer? Waiting => All.Find(t => t.Waits);
    public IReadOnlyList<CaseTransfer> Earlier => [.. All.Where(t => !t.Waits)];
    public IReadOnlyDictionary<Guid, string> Offices { get; private set; } = new Dictionary<Guid, string>();
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Bases { get; private set; } = [];

    /// <summary>The consent on which the waiting proposal rests, where the reader sees it.</summary>
    public bool BasisEnded { get; private set; }
    /// <summary>The consent on which the owner has the case is gone, and nobody has said yet who has it.</summary>
    public bool Unsettled { get; private set; }
    public string? Owner { get; private set; }
    public string? Office { get; private set; }
    public bool MayPropose => Case.WhyNotHandOver(actor.Required) is null;
    public bool MayWithdraw => Waiting is { } w && Case.WhyNotHandOver(actor.Required, w) is null;
    public bool MayAnswer => Waiting?.ToUnitId == actor.Required.UnitId && RoleGrants.Has(actor.Required.Role, Permission.CaseReceive);

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public Guid? UnitId { get; set; }
        public bool MovesOffice { get; set; }
        public string? Reason { get; set; }
        public string? Basis { get; set; }
        public string? GroundReason { get; set; }
    }

    public string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "transfer.agency" or "transfer.same" or "transfer.decided" => "Input.UnitId",
        "transfer.office" => "Input.MovesOffice",
        "transfer.reason" => "Input.Reason",
        "share.groundReason" => "Input.GroundReason",
        "share.ground" or "share.groundReach" or "referral.consentOrGround" or "consent.notCovered" => "Input.Basis",
        _ => "",
    };

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostProposeAsync()
    {
        await FillAsync();
        if (Input.UnitId is null) ModelState.AddModelError("Input.UnitId", shared["Required.Of", texts["To"].Value]);
        if (Input.Reason?.Length > 2000) ModelState.AddModelError("Input.Reason", texts["TooLong"]);
        if (string.IsNullOrEmpty(Input.Basis)) ModelState.AddModelError("Input.Basis", shared["Required.Of", texts["Basis"].Value]);
        if (Input.GroundReason?.Length > 2000) ModelState.AddModelError("Input.GroundReason", texts["TooLong"]);
        if (!ModelState.IsValid) return Page();
        if (Waiting is not null) throw new RefusedException("transfer.waits");
        var agency = await db.Units.Where(u => u.Id == Input.UnitId && u.IsActive).Select(u => (AgencyType?)u.Agency).SingleOrDefaultAsync() ?? throw new RefusedException("transfer.agency");
        var ((consent, ground), at) = (await bases.ReadAsync(Case, Input.Basis), clock.GetUtcNow());
        var request = new TransferRequest(Input.UnitId!.Value, agency, Input.MovesOffice, SealedText.Of(Input.Reason))
        {
            LegalGround = ground,
            GroundReason = SealedText.Of(ground is null ? null : Input.GroundReason),
        };
        db.Add(Case.ProposeTransfer(Guid.CreateVersion7(at), request, consent, actor.Required, at, await bases.AnswersAsync(Case.Id, ConsentPurpose.Referral)));
        return await Saved();
    }

    public async Task<IActionResult> OnPostWithdrawAsync()
    {
        await FillAsync();
        Case.WithdrawTransfer(Waiting ?? throw new RefusedException("transfer.answered"), actor.Required, clock.GetUtcNow());
        return await Saved();
    }

    public async Task FillAsync()
    {
        All = await db.Transfers.Where(t => t.CaseId == Case.Id).OrderByDescending(t => t.At).ToListAsync();
        Offices = await TransferList.OfficesAsync(db, All);
        var owners = CaseTransfer.Owners.ToList();
        var units = await db.Units.AsNoTracking().Where(u => (u.IsActive && owners.Contains(u.Agency)) || u.Id == Case.OwnerUnitId || u.Id == Case.ProvinceOfficeId).OrderBy(u => u.Agency).ThenBy(u => u.Code).ToListAsync();
        string? NameOf(Guid id) => units.Find(u => u.Id == id) is { } unit ? Languages.Pick(unit.NameTh, unit.NameEn) : null;
        (Owner, Office) = (NameOf(Case.OwnerUnitId), NameOf(Case.ProvinceOfficeId));
        if (Waiting is { } waits) BasisEnded = !await TransferList.BasisLivesAsync(db, waits);
        Unsettled = await db.Tasks.AnyAsync(t => t.CaseId == Case.Id && t.Code == TaskCode.SettleOwner && t.DoneAt == null);
        if (!MayPropose) return;
        Bases = await bases.ForOwnerAsync(Case);
        Units = [new SelectListItem("–", ""), .. units.Where(u => Case.CanGoTo(u.Id, u.Agency)).Select(u => new SelectListItem(Languages.Pick(u.NameTh, u.NameEn), u.Id.ToString()))];
    }

    private async Task<IActionResult> Saved()
    {
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/transfer");
    }
}
