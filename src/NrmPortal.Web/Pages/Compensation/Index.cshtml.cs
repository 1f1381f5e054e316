using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Money;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Children;
using NrmPortal.Web.Pages.Legal;

namespace NrmPortal.Web.Pages.Compensation;

/// <summary>What the person is owed: the sums of each kind, the claims, and who pursues them.</summary>
[CaseAction(CaseAction.View)]
public sealed class IndexModel(JusticeSetting setting) : JusticeForm(setting)
{
    [BindProperty]
    public Guid? MembershipId { get; set; }

    public Ledger Ledger { get; private set; } = new([], []);
    public ToldSheet Told { get; private set; } = ToldSheet.Empty;
    public IReadOnlyList<ClaimOfficer> Officers { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> People { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Officers of labour and justice of the province, by their membership.</summary>
    public IReadOnlyList<SelectListItem> Candidates { get; private set; } = [];

    public bool ReadsMoney => SectionGrants.Has(By.Role, Section.Money);

    /// <summary>The Fund's two books beside each other, where the reader reads both.</summary>
    public FundBalance? Balance { get; private set; }
    public bool ReadsHealth => SectionGrants.Has(By.Role, Section.Health);
    public bool MayAsk => Case.Can(CaseAction.AskClaimOfficer, By.Role);
    public bool MayClaim => Enum.GetValues<ClaimKind>().Any(k => Case.Can(Claim.ActionOf(k, MoneyFact.Claimed), By.Role));
    public IEnumerable<ClaimKind> Kinds => Enum.GetValues<ClaimKind>().Where(k => Ledger.Claims.Any(c => c.Kind == k));

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAskAsync()
    {
        await FillAsync();
        var role = await Db.Memberships.AsNoTracking().LiveOn(ThaiDay.Of(At)).Where(m => m.Id == MembershipId).Select(m => (Role?)m.Role).FirstOrDefaultAsync();
        Need(role is not null && Candidates.Any(c => c.Value == MembershipId.ToString()), nameof(MembershipId), "Choose");
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("compensation", Case.AskClaimOfficer(NewId(), Officers, MembershipId!.Value, role!.Value, By, At));
    }

    public async Task<IActionResult> OnPostEndAsync(Guid officer)
    {
        var found = await Db.ClaimOfficers.FirstOrDefaultAsync(o => o.Id == officer && o.CaseId == Case.Id) ?? throw new RefusedException("claimOfficer.ended");
        Case.EndClaimOfficer(found, By, At);
        return await SavedAsync("compensation");
    }

    public override async Task FillAsync()
    {
        Ledger = await Book.OfAsync(Db, Case.Id);
        Told = await ToldSheet.OfAsync(Db, Case, By);
        if (ReadsMoney && SectionGrants.Has(By.Role, Section.Plan)) Balance = FundBalance.Of(await Db.ServicesOfAsync(Case.Id), Ledger);
        Officers = await Db.ClaimOfficers.AsNoTracking().Where(o => o.CaseId == Case.Id).OrderBy(o => o.AskedAt).ToListAsync();
        var asked = Officers.Select(o => o.MembershipId).ToList();
        var today = ThaiDay.Of(At);
        // Where the case began, and where the office is that answers for it now.
        var provinces = await Db.Units.Where(u => u.Id == Case.ProvinceOfficeId).Select(u => u.ProvinceCode).ToListAsync();
        provinces.Add(Case.ProvinceCode);
        var found = await (from m in Db.Memberships
                           join u in Db.Users on m.UserId equals u.Id
                           where asked.Contains(m.Id) || (m.EndedAt == null && (m.LastDay == null || m.LastDay >= today) && provinces.Contains(m.ProvinceCode) && (m.Role == Role.LabourOfficer || m.Role == Role.JusticeOfficer))
                           orderby m.Role, u.NameEn
                           select new { m.Id, m.Role, u.NameTh, u.NameEn }).ToListAsync();
        People = found.ToDictionary(p => p.Id, p => $"{Languages.Pick(p.NameTh, p.NameEn)} ({Words.Of(p.Role)})");
        Candidates = [.. found.Where(p => !Officers.Any(o => o.MembershipId == p.Id && o.EndedAt is null)).Select(p => new SelectListItem(People[p.Id], p.Id.ToString()))];
    }
}
