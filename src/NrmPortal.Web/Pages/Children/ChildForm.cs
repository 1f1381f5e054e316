using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Work;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Children;

/// <summary>What the forms about a child share: the case, who acts and when, and how a field says what it lacks.</summary>
public abstract class ChildForm(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<ChildPages> texts) : PageModel, IFormPage
{
    public Case Case => current.Value;
    public Actor By => actor.Required;
    public DateTimeOffset At { get; } = clock.GetUtcNow();
    protected PortalDbContext Db => db;

    public virtual Task FillAsync() => Task.CompletedTask;

    public virtual string FieldOf(Refusal refusal) => "";

    protected void Need(bool isThere, string field, string key)
    {
        if (!isThere) ModelState.AddModelError(field, texts[key]);
    }

    protected void Need(string? text, string field, string key) => Need(!string.IsNullOrWhiteSpace(text), field, key);

    /// <summary>The day typed, or null with an error beside the field where it is none; an empty field is null without one.</summary>
    protected DateOnly? Day(string? typed, string field)
    {
        var day = ThaiDates.Parse(typed);
        Need(day is not null || string.IsNullOrWhiteSpace(typed), field, "Day.Wrong");
        return day;
    }

    protected int? Number(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (int.TryParse(ThaiDigits.Western(typed), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 10_000) return number;
        ModelState.AddModelError(field, texts["Number.Wrong"]);
        return null;
    }

    protected Guid NewId() => Guid.CreateVersion7(At);

    /// <summary>What may fall with a guardian, as far as the reader sees it; the database lets the rest fall.</summary>
    protected async Task<GivenSoFar> GivenSoFarAsync() => new(
        await db.Consents.Where(c => c.CaseId == Case.Id).ToListAsync(), await db.Referrals.Where(r => r.CaseId == Case.Id).ToListAsync(), await db.Disclosures.Where(d => d.CaseId == Case.Id).ToListAsync());

    protected async Task<IActionResult> SavedAsync(object? added = null)
    {
        if (added is not null) db.Add(added);
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/child");
    }
}
