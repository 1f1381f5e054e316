using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Children;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>A police case: the day it was opened (the count "in a police case"), its number and station, and whose hands it is in.</summary>
[CaseAction(CaseAction.RecordPoliceCase)]
public sealed class PoliceCaseModel(JusticeSetting setting) : JusticeForm(setting)
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Inquiry { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Prosecution { get; private set; } = [];

    public sealed class Draft
    {
        public string? OpenedOn { get; set; }
        public string? Number { get; set; }
        public string? Station { get; set; }
        public Guid? InquiryUnitId { get; set; }
        public Guid? ProsecutorUnitId { get; set; }
    }

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var terms = new PoliceCaseTerms(Day(Input.OpenedOn, "Input.OpenedOn"), Sealed(Input.Number, "Input.Number"), Sealed(Input.Station, "Input.Station"), Input.InquiryUnitId, Input.ProsecutorUnitId)
        {
            InquiryAgency = await AgencyOfAsync(Input.InquiryUnitId),
            ProsecutorAgency = await AgencyOfAsync(Input.ProsecutorUnitId),
        };
        Need(Offers(Inquiry, Input.InquiryUnitId), "Input.InquiryUnitId", "Unit.Wrong");
        Need(Offers(Prosecution, Input.ProsecutorUnitId), "Input.ProsecutorUnitId", "Unit.Wrong");
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("legal", Case.RecordPoliceCase(NewId(), terms, By, At));
    }

    public override async Task FillAsync()
    {
        Inquiry = [new SelectListItem(Text("Unit.None"), ""), .. await Db.OfAsync(AgencyType.Police, Case)];
        Prosecution = [new SelectListItem(Text("Unit.None"), ""), .. await Db.OfAsync(AgencyType.Prosecution, Case)];
    }

    private Task<AgencyType?> AgencyOfAsync(Guid? unit) => Db.Units.Where(u => u.Id == unit).Select(u => (AgencyType?)u.Agency).FirstOrDefaultAsync();

    private static bool Offers(IEnumerable<SelectListItem> items, Guid? chosen) => chosen is null || items.Any(i => i.Value == chosen.ToString());
}
