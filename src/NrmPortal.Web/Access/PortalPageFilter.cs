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
using NrmPortal.Web.Pages;

namespace NrmPortal.Web.Access;

/// <summary>
/// Everything that surrounds a page: permission (403), the transaction that gives sight, the case (404), its lock, the
/// stage (409), the access record, double submits, refusals. The read record stands before the savepoint: a refusal
/// undoes the page's work but keeps the record of it.
/// </summary>
internal sealed class PortalPageFilter(
    PortalDbContext db, CurrentActor current, PageSubject subject, AuditTrail audit, Submissions submissions, Drafts drafts, FormAnswers answers,
    SignedIn me, CurrentCase file, TimeProvider clock) : IAsyncPageFilter
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
        if (Answerable.Of(done.Exception ?? (writes ? await JudgedAsync() : null)) is { } refusal)
        {
            done.ExceptionHandled = true;
            if (undoes) await transaction.RollbackToSavepointAsync(Savepoint);
            db.ChangeTracker.Clear();
            await subject.RenewAsync();
            await audit.Person("denied", context.ActionDescriptor.ViewEnginePath, new { refusal.Code });
            done.Result = await answers.Refused((PageModel)context.HandlerInstance, refusal);
            await transaction.CommitAsync();
            return;
        }

        if (done.Exception is not null && !done.ExceptionHandled) return;
        if (writes && await PartedAsync(done.Result)) done.Result = new RedirectResult(HomeModel.Parted);
        if (done.Result is PageResult && me.Can(Permission.TaskWork)) me.Unread = await db.Notices.Unread(db, current.Required, clock.GetUtcNow()).OrderByDescending(n => n.At).Take(100).CountAsync();
        if (done.Result is RedirectResult or RedirectToPageResult or LocalRedirectResult) await submissions.Remember(context.HttpContext, current.Required, done.Result);
        else if (writes) await submissions.Forget(context.HttpContext, current.Required);
        await transaction.CommitAsync();
    }

    // With their act the sight of whoever acted may end: they are told so, instead of being sent to a page that is not there for them.
    private async Task<bool> PartedAsync(IActionResult? result) =>
        result is RedirectResult { Url: var to } && file.Found is { Id: var id, Number: var number } && to.StartsWith($"/cases/{number}", StringComparison.Ordinal)
            && !await db.Cases.AnyAsync(c => c.Id == id);

    // What the database judges with the commit it judges now, while its word can still be an answer on the page.
    private async Task<Exception?> JudgedAsync()
    {
        try
        {
            await db.Database.ExecuteSqlRawAsync("set constraints all immediate");
            return null;
        }
        catch (Npgsql.PostgresException judged) when (Answerable.Of(judged) is not null)
        {
            return judged;
        }
    }

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
