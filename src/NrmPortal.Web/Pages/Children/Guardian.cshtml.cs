using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Children;

/// <summary>Who acts for the child, on what power, and whether the person may have a part in what happened.</summary>
[LeadsToContact]
[CaseAction(CaseAction.NameGuardian)]
public sealed class GuardianModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<ChildPages> texts)
    : ChildForm(db, current, actor, clock, texts)
{
    [BindProperty]
    public GuardianInput Input { get; set; } = new();

    public sealed class GuardianInput
    {
        public string? Name { get; set; }
        public string? Contact { get; set; }
        public GuardianRelation? Relation { get; set; }
        public GuardianAppointment? Appointment { get; set; }
        public SuspectCheck? Check { get; set; }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Need(Input.Name, "Input.Name", "Guardian.Name.None");
        Need(Input.Relation is not null, "Input.Relation", "Guardian.Relation.None");
        Need(Input.Appointment is not null, "Input.Appointment", "Guardian.Appointment.None");
        Need(Input.Check is not null, "Input.Check", "Guardian.Check.None");
        if (!ModelState.IsValid) return Page();
        return await SavedAsync(Case.NameGuardian(NewId(), Input.Relation!.Value, Input.Appointment!.Value, Input.Check!.Value,
            SealedText.Of(Input.Name), SealedText.Of(Input.Contact), By, At, await GivenSoFarAsync(),
            await Db.Guardians.AsNoTracking().Where(g => g.CaseId == Case.Id).ToListAsync()));
    }
}
