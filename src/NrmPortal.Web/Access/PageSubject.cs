using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Interceptors;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Web.Access;

/// <summary>
/// What a page is about: the case or referral of its address, found under row security (404 where it is not seen), on a POST
/// locked, its access recorded before anything of it is shown, and its stage asked (409).
/// </summary>
internal sealed class PageSubject(
    PortalDbContext db, CurrentActor current, CurrentCase currentCase, CurrentReferral currentReferral, CaseWarnings warnings, TimeProvider clock,
    AuditTrail audit, FormAnswers answers)
{
    private DateOnly Today => ThaiDay.Of(clock.GetUtcNow());

    /// <returns>The answer that stands instead of the page, or null: the page goes on.</returns>
    public async Task<IActionResult?> RefuseAsync(PageHandlerExecutingContext context, Type page, CaseActionAttribute? act, bool writes)
    {
        if (act is not null && await Case(context, page, act.Action, writes) is { } refused) return refused;
        return page.GetCustomAttribute<ReferralPageAttribute>() is null ? null : await Referral(context, writes);
    }

    /// <summary>Reads the subject again after a refusal undid the act: what it had changed in memory is not shown as done.</summary>
    public async Task RenewAsync()
    {
        if (currentCase.Found is { Id: var file } && await db.Cases.FirstOrDefaultAsync(c => c.Id == file) is { } kept) currentCase.Set(await db.RecallAsync(kept));
        if (currentReferral.Found is { Id: var sent } && await db.Referrals.Include(r => r.ReceiverUnit).FirstOrDefaultAsync(r => r.Id == sent) is { } asked
            && await db.NeedsProfiles.FirstOrDefaultAsync(n => n.Id == sent) is { } needs) currentReferral.Set(asked, needs);
    }

    private async Task<IActionResult?> Case(PageHandlerExecutingContext context, Type page, CaseAction action, bool writes)
    {
        var number = (context.RouteData.Values["number"] ?? context.RouteData.Values["id"])?.ToString() ?? "";
        if (await Find(number, writes) is not { } found) return await Unseen(context, number);
        // Which sections lay open to the reader belongs to the record of a read.
        var sections = SectionGrants.Of(current.Required.Role).Select(s => s.ToString());
        await audit.Case(found.Id, writes ? "change" : page.IsDefined(typeof(PrintViewAttribute)) ? "print" : "read", context.ActionDescriptor.ViewEnginePath, writes ? null : new { sections });
        // Whoever has it, or answers for it, has more than the core.
        if (!writes && current.Required.UnitId != found.OwnerUnitId && current.Required.UnitId != found.ProvinceOfficeId) await db.StandingAsync(found);
        currentCase.Set(found);
        await warnings.ReadAsync(db, found.Id, Today, found.Number);
        var refusal = found.WhyNot(action, current.Required.Role, Today) ?? (writes ? await ReadsOnly(found.Id) : null);
        if (refusal is null) return null;
        await audit.Person("denied", context.ActionDescriptor.ViewEnginePath, new { refusal.Code });
        return await answers.ForbidsAsync(context, refusal);
    }

    private async Task<Case?> Find(string number, bool writes)
    {
        var found = Guid.TryParse(number, out var screening)
            ? await db.Screenings.Where(s => s.Id == screening).Select(s => s.Case).FirstOrDefaultAsync()
            : number.StartsWith("NRM-", StringComparison.Ordinal)
                ? await db.Cases.FirstOrDefaultAsync(c => c.NrmNumber == number)
                : await db.Cases.FirstOrDefaultAsync(c => c.FirstContactNumber == number);
        if (found is null || !writes) return found;
        await db.Database.ExecuteSqlAsync($"select 1 from cases where id = {found.Id} for update");
        await db.Entry(found).ReloadAsync();
        return await db.RecallAsync(found);
    }

    // An emergency opening is for reading; row security refuses the writes too, this says so in words.
    private async Task<Refusal?> ReadsOnly(Guid caseId) =>
        await db.Access.AnyAsync(a => a.CaseId == caseId && a.Via != "glass") || !await db.Access.AnyAsync(a => a.CaseId == caseId) ? null : new Refusal("glass.readOnly");

    private async Task<IActionResult?> Referral(PageHandlerExecutingContext context, bool writes)
    {
        var number = context.RouteData.Values["number"]?.ToString() ?? "";
        var found = await db.Referrals.Include(r => r.ReceiverUnit).FirstOrDefaultAsync(r => r.Number == number);
        if (found is null) return await Unseen(context, number);
        if (writes)
        {
            // The case first, as every change of a case does: a withdrawn consent and an acceptance at once wait for each other.
            await db.Database.ExecuteSqlAsync($"select lock_case({found.CaseId})");
            await db.Database.ExecuteSqlAsync($"select 1 from referrals where id = {found.Id} for update");
            await db.ReloadWholeAsync(found);
        }

        // Seen before the lock and no longer after it: taken back while the reader's answer was on its way.
        if (await db.NeedsProfiles.FirstOrDefaultAsync(n => n.Id == found.Id) is not { } needs) return await Unseen(context, number);
        currentReferral.Set(found, needs);
        await warnings.ReadAsync(db, found.CaseId, Today);
        await audit.Case(found.CaseId, writes ? "change" : "read", context.ActionDescriptor.ViewEnginePath, new { referral = found.Number });
        if (!writes || await ReadsOnly(found.CaseId) is not { } refusal) return null;
        await audit.Person("denied", context.ActionDescriptor.ViewEnginePath, new { refusal.Code });
        return answers.StageForbids(context, refusal);
    }

    // The same record and the same answer for what is absent and what is not seen.
    private async Task<IActionResult> Unseen(PageHandlerExecutingContext context, string number)
    {
        await audit.Person("denied", context.ActionDescriptor.ViewEnginePath, new { number });
        return new NotFoundResult();
    }
}
