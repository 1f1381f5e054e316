using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>One case: where it stands, what may be done next, its clock, the sections this reader may open, its history.</summary>
[CaseAction(CaseAction.View)]
public sealed class ShowModel(PortalDbContext db, CurrentCase current, CurrentActor actor, AuditTrail audit, TimeProvider clock, FormAnswers answers) : PageModel
{
    public Case Case => current.Value;
    public Role Role => actor.Required.Role;
    public CaseFile Opened { get; private set; } = null!;
    public IReadOnlyList<Door> Doors { get; private set; } = [];

    public ClockExplanation? Why => Case.DueClock is { } code ? ClockEngine.Run(Enum.Parse<ClockCode>(code), Case.DueFrom ?? Case.StageSince) : null;

    public async Task OnGetAsync()
    {
        Opened = await CaseFile.OpenAsync(db, Case.Id, ThaiDay.Of(clock.GetUtcNow()));
        Doors = [.. CaseDoors.Of(Case, Role, answers)];
        var sections = SectionGrants.Of(Role).Select(s => s.ToString());
        await audit.Case(Case.Id, "read", "sections", new { sections });
    }

    public async Task<IActionResult> OnPostTakeAsync()
    {
        Case.AssignCaseManager(actor.Required.UserId, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}");
    }
}

/// <summary>A next step: open with its address, or shut with the reason.</summary>
public sealed record Door(string Label, string? Url, string? Why);

/// <summary>Which steps the flow table offers at this stage, and whether this reader may take them.</summary>
internal static class CaseDoors
{
    private static readonly Dictionary<CaseAction, string> Pages = new()
    {
        [CaseAction.Convene] = "identification/convene",
        [CaseAction.GiveOpinion] = "identification",
        [CaseAction.DecideVictimTrafficking] = "identification",
        [CaseAction.Refer] = "referrals/new",
        [CaseAction.RecordBasisOfStay] = "placements",
        [CaseAction.RecordService] = "services",
    };

    public static IEnumerable<Door> Of(Case subject, Role role, FormAnswers answers) =>
        from row in NrmFlow.From(subject.Stage)
        where Pages.ContainsKey(row.Action)
        let refusal = subject.WhyNot(row.Action, role)
        let label = row.Action == CaseAction.DecideVictimTrafficking ? Languages.Pick("วินิจฉัยผลการคัดแยก", "Decide the identification") : Languages.Pick(row.LabelTh, row.LabelEn)
        select new Door(label, refusal is null ? $"/cases/{subject.Number}/{Pages[row.Action]}" : null, refusal is null ? null : answers.Text(refusal));
}
