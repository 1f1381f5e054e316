using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Children;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Care;

/// <summary>What a page of care is given: the case, who acts, when, and the texts.</summary>
public sealed record CareSetting(PortalDbContext Db, CurrentCase Current, CurrentActor Actor, TimeProvider Clock, IStringLocalizer<CarePages> Texts, IStringLocalizer<Common> Shared);

/// <summary>What these pages share: how a field says what it lacks, and how a day, a text or an amount is read.</summary>
/// <param name="texts">The texts of the page, where they are not those of care.</param>
public abstract class CareForm(CareSetting setting, IStringLocalizer? texts = null) : PageModel, IFormPage
{
    private const int Longest = 4_000;

    private readonly IStringLocalizer texts = texts ?? setting.Texts;

    public Case Case => setting.Current.Value;
    public Actor By => setting.Actor.Required;
    public DateTimeOffset At { get; } = setting.Clock.GetUtcNow();

    /// <summary>The one thing that the page is about is not there.</summary>
    public virtual bool IsAbsent => false;
    protected PortalDbContext Db => setting.Db;

    public virtual Task FillAsync() => Task.CompletedTask;

    public virtual string FieldOf(Refusal refusal) => "";

    // What is said of every form, such as a day that is none, stands with the texts of care.
    protected string Text(string key) => texts[key] is { ResourceNotFound: false } own ? own.Value : setting.Texts[key].Value;

    /// <summary>A field that must be filled in, named by its label.</summary>
    protected void Need(bool isThere, string field, string label)
    {
        if (!isThere) ModelState.AddModelError(field, setting.Shared["Required.Of", Text(label)]);
    }

    /// <summary>A choice among the values of its kind, and no other number.</summary>
    protected void NeedOne<T>(T? chosen, string field, string label) where T : struct, Enum => Need(chosen is { } value && Enum.IsDefined(value), field, label);

    /// <summary>The day typed; an error beside the field where it is none.</summary>
    protected DateOnly Day(string? typed, string field) => DayOrNone(typed, field, needed: true) ?? default;

    protected DateOnly? DayOrNone(string? typed, string field, bool needed = false)
    {
        if (!needed && string.IsNullOrWhiteSpace(typed)) return null;
        var day = ThaiDates.Parse(typed);
        if (day is null) ModelState.AddModelError(field, Text("Day.Wrong"));
        return day;
    }

    /// <summary>The instant of a day and time typed, each with its own error.</summary>
    protected DateTimeOffset Moment(string? day, string? time, string dayField, string timeField)
    {
        var on = Day(day, dayField);
        if (on == default) return default;
        var moment = ThaiDates.At(on, time);
        if (moment is null) ModelState.AddModelError(timeField, Text("Time.Wrong"));
        return moment ?? default;
    }

    /// <summary>The placement that the acting office records for.</summary>
    protected async Task<Placement> HousedAsync() => await PlacementAsync() ?? throw new RefusedException("daily.notHoused");

    protected async Task<Placement?> PlacementAsync() => Case.PlacementFor(Placements = await Db.Placements.AsNoTracking().Where(p => p.CaseId == Case.Id).ToListAsync(), By, At);

    /// <summary>The placements of the case, once the one that the page is about was looked for.</summary>
    protected IReadOnlyList<Placement> Placements { get; private set; } = [];

    protected Placement PlacementOf(Guid stay) => Placements.FirstOrDefault(p => p.Id == stay) ?? throw new RefusedException("daily.otherShelter");

    /// <summary>What was written down in a stay is ended by those who record for that stay.</summary>
    protected bool MayRecordOf(Guid stay) => Placements.Any(p => p.Id == stay && Case.MayRecordOf(p, By));

    protected SealedText? Sealed(string? typed, string field, string? needed = null)
    {
        if (needed is not null) Need(!string.IsNullOrWhiteSpace(typed), field, needed);
        if (typed?.Length > Longest) ModelState.AddModelError(field, texts["TooLong", Longest]);
        return SealedText.Of(typed);
    }

    /// <summary>An amount in baht with at most two decimals, or nothing; commas between thousands are allowed.</summary>
    protected decimal? Amount(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (Amounts.ParseOrZero(typed) is { } amount) return amount;
        ModelState.AddModelError(field, Text("Amount.Wrong"));
        return null;
    }

    protected async Task<Later> LaterAsync(Guid by) => new(await ChildFile.PeopleAsync(Db, [by]));

    protected Guid NewId() => Guid.CreateVersion7(At);

    protected async Task<IActionResult> SavedAsync(string page, params object[] added)
    {
        Db.AddRange(added);
        await Db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/{page}");
    }
}
