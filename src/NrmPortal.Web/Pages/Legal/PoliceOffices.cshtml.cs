using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Children;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>A prosecutor's office is named once it is known, or a police case goes to another office, from a day and for a reason.</summary>
[CaseAction(CaseAction.MovePoliceCase)]
public sealed class PoliceOfficesModel(JusticeSetting setting) : JusticeForm(setting)
{
    [BindProperty(SupportsGet = true), FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public Draft Input { get; set; } = new();

    public PoliceCase? Police { get; private set; }
    public override bool IsAbsent => Police is null;
    public IReadOnlyList<SelectListItem> Inquiry { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Prosecution { get; private set; } = [];

    public sealed class Draft
    {
        public string? On { get; set; }
        public string? Reason { get; set; }
        public Guid? InquiryUnitId { get; set; }
        public Guid? ProsecutorUnitId { get; set; }
    }

    public override string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "legal.beforePoliceCase" or "date.future" => "Input.On",
        "legal.prosecutorOffice" or "legal.sameOffices" => "Input.ProsecutorUnitId",
        "legal.inquiryOffice" => "Input.InquiryUnitId",
        _ => "",
    };

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (Police is null) return NotFound();
        Input = new Draft { On = ThaiDates.Typed(ThaiDay.Of(At)), InquiryUnitId = Police.InquiryUnitId, ProsecutorUnitId = Police.ProsecutorUnitId };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (await Db.PoliceCases.FirstOrDefaultAsync(p => p.Id == Id && p.CaseId == Case.Id) is not { } police) return NotFound();
        var named = await Db.Units.AsNoTracking().Where(u => u.Id == Input.InquiryUnitId || u.Id == Input.ProsecutorUnitId).ToListAsync();
        var shut = await Db.DirectoryEntries.Where(e => (e.Id == Input.InquiryUnitId || e.Id == Input.ProsecutorUnitId) && e.Status != EntryStatus.Active).Select(e => e.Id).ToListAsync();
        var to = new PoliceCaseHands(Day(Input.On, "Input.On"), Sealed(Input.Reason, "Input.Reason", needed: true), Input.InquiryUnitId, Input.ProsecutorUnitId)
        {
            InquiryAgency = named.Find(u => u.Id == Input.InquiryUnitId)?.Agency,
            ProsecutorAgency = named.Find(u => u.Id == Input.ProsecutorUnitId)?.Agency,
            Shut = [.. shut, .. named.Where(u => !u.IsActive).Select(u => u.Id)],
        };
        if (!ModelState.IsValid) return Page();
        Db.Add(Case.MovePoliceCase(NewId(), police, to, Track, By, At));
        await Db.SaveChangesAsync();
        // Whoever has given it away sees the case no longer, unless for something else.
        var gaveItAway = (By.UnitId == Police!.InquiryUnitId || By.UnitId == Police.ProsecutorUnitId) && !police.IsOf(By.UnitId);
        return Redirect(gaveItAway ? "/cases" : $"/cases/{Case.Number}/legal");
    }

    public override async Task FillAsync()
    {
        await base.FillAsync();
        Police = Track.PoliceCases.FirstOrDefault(p => p.Id == Id);
        Inquiry = [new SelectListItem(Text("Unit.None"), ""), .. await Db.OfAsync(AgencyType.Police, Case, Police?.InquiryUnitId)];
        Prosecution = [new SelectListItem(Text("Unit.None"), ""), .. await Db.OfAsync(AgencyType.Prosecution, Case, Police?.ProsecutorUnitId)];
    }
}
