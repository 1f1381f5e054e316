using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>How safe the person is: assessments from the newest on, dangers, and how to contact them safely.</summary>
[CaseAction(CaseAction.View)]
public sealed class RiskModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock) : PageModel
{
    public Case Case => current.Value;
    public DateOnly Today { get; } = ThaiDay.Of(clock.GetUtcNow());
    public IReadOnlyList<RiskAssessment> Assessments { get; private set; } = [];
    public IReadOnlyList<CaseWarning> Warnings { get; private set; } = [];
    public IReadOnlyDictionary<Guid, WarningNote> Notes { get; private set; } = new Dictionary<Guid, WarningNote>();
    public IReadOnlyDictionary<Guid, string> Units { get; private set; } = new Dictionary<Guid, string>();

    public bool MayAssess => Case.Can(CaseAction.AssessRisk, actor.Required.Role);
    public bool MayWarn => Case.Can(CaseAction.RecordWarning, actor.Required.Role);

    public async Task OnGetAsync()
    {
        Assessments = await db.RiskAssessments.AsNoTracking().Where(r => r.CaseId == Case.Id).OrderByDescending(r => r.At).ToListAsync();
        Warnings = await db.Warnings.AsNoTracking().Where(w => w.CaseId == Case.Id).OrderByDescending(w => w.At).ToListAsync();
        Notes = await db.WarningNotes.AsNoTracking().Where(n => n.CaseId == Case.Id).ToDictionaryAsync(n => n.Id);
        var by = Assessments.Select(r => r.ByUnitId).Concat(Warnings.Select(w => w.ByUnitId)).Distinct().ToList();
        Units = await db.Units.AsNoTracking().Where(u => by.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => Localisation.Languages.Pick(u.NameTh, u.NameEn));
    }
}
