using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>What a form of the legal track or of the money is given: the case, who acts, when, and the texts.</summary>
public sealed record JusticeSetting(PortalDbContext Db, CurrentCase Current, CurrentActor Actor, TimeProvider Clock, IStringLocalizer<JusticePages> Texts, Words Words);

/// <summary>What these forms share: how a field says what it lacks, and how a day, a text or an amount is read.</summary>
public abstract class JusticeForm(JusticeSetting setting) : PageModel, IFormPage
{
    private const int Longest = 4_000;

    public Case Case => setting.Current.Value;
    public Actor By => setting.Actor.Required;
    public DateTimeOffset At { get; } = setting.Clock.GetUtcNow();
    public LegalTrack Track { get; protected set; } = LegalTrack.Empty;

    /// <summary>The one thing that the page is about is not there.</summary>
    public virtual bool IsAbsent => false;
    protected PortalDbContext Db => setting.Db;
    protected Words Words => setting.Words;
    protected string Text(string key) => setting.Texts[key];

    /// <summary>A police case among several.</summary>
    public static string NameOf(PoliceCase police) => $"{ThaiDates.Day(police.OpenedOn)} {police.Number?.Open() ?? police.Station?.Open()}".TrimEnd();

    public virtual async Task FillAsync() => Track = await LegalFile.TrackAsync(Db, Case.Id);

    protected void Need(bool isThere, string field, string key)
    {
        if (!isThere) ModelState.AddModelError(field, setting.Texts[key]);
    }

    /// <summary>The day typed; an error beside the field where it is none.</summary>
    protected DateOnly Day(string? typed, string field)
    {
        var day = ThaiDates.Parse(typed);
        Need(day is not null, field, "Day.Wrong");
        return day ?? default;
    }

    /// <summary>The instant of a day and time typed, each with its own error.</summary>
    protected DateTimeOffset Moment(string? day, string? time, string field)
    {
        var on = Day(day, $"{field}.On");
        if (on == default) return default;
        var moment = ThaiDates.At(on, time);
        Need(moment is not null, $"{field}.Time", "Time.Wrong");
        return moment ?? default;
    }

    public virtual string FieldOf(Refusal refusal) => "";

    protected SealedText? Sealed(string? typed, string field, bool needed = false)
    {
        Need(!needed || !string.IsNullOrWhiteSpace(typed), field, "Text.Missing");
        Need(typed is null || typed.Length <= Longest, field, "Text.TooLong");
        return SealedText.Of(typed);
    }

    /// <summary>An amount in baht with at most two decimals; commas between thousands are allowed.</summary>
    protected decimal Amount(string? typed, string field)
    {
        var amount = Amounts.Parse(typed);
        Need(amount is not null, field, "Amount.Wrong");
        return amount ?? 0;
    }

    protected Guid NewId() => Guid.CreateVersion7(At);

    protected async Task<IActionResult> SavedAsync(string page, params object[] added)
    {
        Db.AddRange(added);
        await Db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/{page}");
    }
}
