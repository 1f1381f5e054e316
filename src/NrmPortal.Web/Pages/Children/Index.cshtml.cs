using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Children;

/// <summary>Everything that protects a child: by which rules the case goes, who acts for the child, DCY, age, best interests, interviews.</summary>
[LeadsToContact]
[CaseAction(CaseAction.View)]
public sealed class IndexModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<ChildPages> texts, FormAnswers answers)
    : ChildForm(db, current, actor, clock, texts)
{
    public ChildFile Opened { get; private set; } = null!;

    /// <summary>The last day a person was a child whose birth is known by a document.</summary>
    public DateOnly? EighteenOn => Opened.Ages.Select(a => a.EighteenOn).FirstOrDefault(d => d is not null);

    public DateOnly Today => ThaiDay.Of(At);
    public bool Reads(Section section) => SectionGrants.Has(By.Role, section);
    public bool Can(CaseAction action) => Case.WhyNot(action, By.Role, Today) is null;

    /// <summary>Why the act is shut, or null where it is open or not this reader's at all.</summary>
    public string? Shut(CaseAction action) => Case.WhyNot(action, By.Role, Today) is { Code: not "flow.role" } refusal ? answers.Text(refusal) : null;

    public Task OnGetAsync() => FillAsync();

    public override async Task FillAsync() => Opened = await ChildFile.OpenAsync(Db, Case.Id);

    public async Task<IActionResult> OnPostAnswerAsync()
    {
        Case.AnswerAsDcy(await GoingOnAsync(), By, At);
        return await SavedAsync();
    }

    public async Task<IActionResult> OnPostEndDcyAsync(DcyEnd? reason)
    {
        Case.EndDcy(await GoingOnAsync(), reason, By, At);
        return await SavedAsync();
    }

    public async Task<IActionResult> OnPostJudgeAsync(Guid? guardian, SuspectCheck? check)
    {
        var found = await GuardianAsync(guardian);
        Case.JudgeGuardian(found, check ?? throw new RefusedException("guardian.check"), By, At, await GivenSoFarAsync());
        return await SavedAsync();
    }

    public async Task<IActionResult> OnPostAskToClearAsync(Guid? guardian, string? reason)
    {
        Case.AskToClearGuardian(await GuardianAsync(guardian), SealedText.Of(reason), By, At);
        return await SavedAsync();
    }

    public async Task<IActionResult> OnPostEndGuardianAsync(Guid? guardian)
    {
        Case.EndGuardian(await GuardianAsync(guardian), By, At);
        return await SavedAsync();
    }

    private async Task<DcyInvolvement> GoingOnAsync() =>
        await Db.DcyInvolvements.FirstOrDefaultAsync(d => d.CaseId == Case.Id && d.EndedAt == null) ?? throw new RefusedException("dcy.ended");

    private async Task<Guardian> GuardianAsync(Guid? id) =>
        await Db.Guardians.FirstOrDefaultAsync(g => g.CaseId == Case.Id && g.Id == id) ?? throw new RefusedException("guardian.ended");
}
