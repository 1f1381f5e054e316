using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Web.Access;

/// <summary>
/// Everything that surrounds a page: permission (403), the transaction that gives sight, the case (404), its lock, the
/// stage (409), the access record, double submits, refusals. The read record stands before the savepoint: a refusal
/// undoes the page's work but keeps the record of it.
/// </summary>
internal sealed class PortalPageFilter(
    PortalDbContext db, CurrentActor current, PageSubject subject, AuditTrail audit, Submissions submissions, Drafts drafts, FormAnswers answers,
    SignedIn me, TimeProvider clock) : IAsyncPageFilter
{
    private const string Savepoint = "page";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var type = context.HandlerInstance.GetType();
        var act = type.GetCustomAttribute<CaseActionAttribute>();
        var needs = type.GetCustomAttribute<NeedsAttribute>();
        // A public page is nobody's act. The page of an error comes after the act whose form it still carries.
        if (current.Actor is null || type.GetCustomAttribute<AllowAnonymousAttribute>() is not null)
        {
            if (!IsUnanswered(context)) await next();
            return;
        }

        if (!RoleMay(current.Actor.Role, act, needs))
        {
            await Denied(context, 403);
            return;
        }

        var cancel = context.HttpContext.RequestAborted;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var writes = HttpMethods.IsPost(context.HttpContext.Request.Method);
        if (await subject.RefuseAsync(context, type, act, writes) is { } refused)
        {
            context.Result = refused;
            await transaction.CommitAsync(cancel);
            return;
        }

        if (IsUnanswered(context))
        {
            await transaction.CommitAsync(cancel);
            return;
        }

        // A list that is only read has nothing recorded before it and nothing to undo.
        var undoes = writes || act is not null || type.GetCustomAttribute<ReferralPageAttribute>() is not null;
        if (undoes) await transaction.CreateSavepointAsync(Savepoint, cancel);
        if (await FormAnswers.ShowsAgain(context) is { } shown)
        {
            await drafts.ForgetRestoredAsync(context.HttpContext.Request);
            context.Result = shown;
            await transaction.CommitAsync(cancel);
            return;
        }

        if (writes && await submissions.Replay(context.HttpContext, current.Actor) is { } earlier)
        {
            context.Result = earlier;
            await transaction.CommitAsync(cancel);
            return;
        }

        await Run(context, next, transaction, undoes);
    }

    // A post that nothing on the page answers: rendering the page as if it had been filled would be a fault.
    private static bool IsUnanswered(PageHandlerExecutingContext context)
    {
        if (!HttpMethods.IsPost(context.HttpContext.Request.Method) || context.HandlerMethod is not null) return false;
        // Of one thing that nobody has looked for yet: as if it were not there.
        context.Result = new StatusCodeResult(context.RouteData.Values.ContainsKey("id") ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest);
        return true;
    }

    private async Task Run(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next, IDbContextTransaction transaction, bool undoes)
    {
        var writes = HttpMethods.IsPost(context.HttpContext.Request.Method);
        var done = await next();
        if (Refusal(done.Exception ?? (writes ? await JudgedAsync() : null)) is { } refusal)
        {
            done.ExceptionHandled = true;
            if (undoes) await transaction.RollbackToSavepointAsync(Savepoint);
            db.ChangeTracker.Clear();
            await audit.Person("denied", context.ActionDescriptor.ViewEnginePath, new { refusal.Code });
            done.Result = await answers.Refused((PageModel)context.HandlerInstance, refusal);
            await transaction.CommitAsync();
            return;
        }

        if (done.Exception is not null && !done.ExceptionHandled) return;
        if (done.Result is PageResult && me.Can(Permission.TaskWork)) me.Unread = await db.Notices.Unread(db, current.Required, clock.GetUtcNow()).OrderByDescending(n => n.At).Take(100).CountAsync();
        if (done.Result is RedirectResult or RedirectToPageResult or LocalRedirectResult) await submissions.Remember(context.HttpContext, current.Required, done.Result);
        else if (writes) await submissions.Forget(context.HttpContext, current.Required);
        await transaction.CommitAsync();
    }

    // What the database judges with the commit it judges now, while its word can still be an answer on the page.
    private async Task<Exception?> JudgedAsync()
    {
        try
        {
            await db.Database.ExecuteSqlRawAsync("set constraints all immediate");
            return null;
        }
        catch (Npgsql.PostgresException judged) when (Refusal(judged) is not null)
        {
            return judged;
        }
    }

    // A second act on the same thing can also be stopped by a unique index or check of the database: the same answer.
    private static Refusal? Refusal(Exception? exception) => exception switch
    {
        RefusedException refused => refused.Refusal,
        // So the provider wraps what it calls transient.
        InvalidOperationException { InnerException: (DbUpdateException or Npgsql.PostgresException) and var wrapped } => Refusal(wrapped),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23505" } } => new Refusal("someoneWasFaster"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_shelters_never_oversold" or "ck_place_pools_never_oversold" } } => new Refusal("shelter.full"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_share_basis" } } => new Refusal("consent.notCovered"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_share_ground" } } => new Refusal("share.groundReach"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_share_over_no" } } => new Refusal("share.groundReason"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_closure_belongings" } } => new Refusal("closure.belongingsKept"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_return_reach" } } => new Refusal("return.agreeFirst"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_referral_receiver" } } => new Refusal("referral.receiver"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_referral_sections" } } => new Refusal("referral.notShareable"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_referral_open" } } => new Refusal("referral.unitShut"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_share_giver" } } => new Refusal("consent.notTheirs"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_consent_giver" } } => new Refusal("consent.mayNotConsent"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_consent_mandate" } } => new Refusal("consent.mandate"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_guardian_clearing" } } => new Refusal("guardian.clearingSecond"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_guardian_named_again" } } => new Refusal("guardian.namedAgain"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_stay_consent" } } => new Refusal("stay.consentNeeded"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_number_flood" } } => new Refusal("message.tooMany"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_verdict_stands" } } => new Refusal("legal.judged"),
        // Two who lock the same things in another order: one of them is asked to do it again.
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "40P01" } } or Npgsql.PostgresException { SqlState: "40P01" } => new Refusal("someoneWasFaster"),
        Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_stay_theirs_to_end" } => new Refusal("stay.otherOffice"),
        Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_stay_correction_reason" } => new Refusal("stay.correctionReason"),
        Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_stay_custody_once" } => new Refusal("stay.custodyOnce"),
        Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_stay_custody_official" } => new Refusal("stay.custodyOfficial"),
        Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_stay_limit" } => new Refusal("stay.beyondLimit"),
        DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_stay_end_is_kept" } } => new Refusal("someoneWasFaster"),
        Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_stay_no_custody_runs" } => new Refusal("stay.noCustodyRuns"),
        Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_stay_already_left" } => new Refusal("stay.alreadyLeft"),
        Npgsql.PostgresException { SqlState: "23514", ConstraintName: "ck_stay_late_reason" } => new Refusal("stay.lateReason"),
        DbUpdateConcurrencyException => new Refusal("someoneWasFaster"),
        _ => null,
    };

    private static bool RoleMay(Role role, CaseActionAttribute? act, NeedsAttribute? needs) =>
        act is not null ? NrmFlow.Rows.Any(r => r.Action == act.Action && RoleGrants.Has(role, r.Permission))
        : needs is null || needs.Permissions.Any(p => RoleGrants.Has(role, p));

    private async Task Denied(PageHandlerExecutingContext context, int status)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await audit.Person("denied", context.ActionDescriptor.ViewEnginePath);
        await transaction.CommitAsync();
        context.Result = new StatusCodeResult(status);
    }
}
