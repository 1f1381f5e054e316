using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Work;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>DATIP's calls in search of a place: whom, when, with whom by function, and what was answered. Beside the search, and for DATIP alone.</summary>
[Needs(Permission.ReferralReview)]
[ReferralPage]
public sealed class CallsModel(PortalDbContext db, CurrentReferral current, CurrentActor actor, TimeProvider clock, IStringLocalizer<NotePages> texts, IStringLocalizer<Common> shared) : PageModel, IFormPage
{
    private const int Longest = 2_000;

    [BindProperty]
    public Draft Input { get; set; } = new();

    public Referral Referral => current.Value;
    public IReadOnlyList<PlaceCall> Calls { get; private set; } = [];
    public NameBook Names { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> Offices { get; private set; } = [];
    public bool MayCall => Referral.WhyNotCall(actor.Required) is null;

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public Guid? UnitId { get; set; }
        public string? Day { get; set; }
        public string? Time { get; set; }
        public string? SpokeTo { get; set; }
        public CallAnswer? Answer { get; set; }
        public string? Reason { get; set; }
    }

    public string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date.future" or "call.before" => "Input.Time",
        "call.spokeTo" => "Input.SpokeTo",
        "call.reason" => "Input.Reason",
        _ => "",
    };

    public Task OnGetAsync(Guid? unit)
    {
        (Input.UnitId, Input.Day, Input.Time) = (unit, ThaiDates.Typed(clock.GetUtcNow()), ThaiDates.TypedTime(clock.GetUtcNow()));
        return FillAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        Need(Offices.Any(o => o.Value.Length > 0 && o.Value == Input.UnitId.ToString()), nameof(Draft.UnitId), "Call.Whom");
        Need(Input.Answer is { } answer && Enum.IsDefined(answer), nameof(Draft.Answer), "Call.Answer");
        foreach (var (field, typed) in new[] { (nameof(Draft.SpokeTo), Input.SpokeTo), (nameof(Draft.Reason), Input.Reason) })
            if (typed?.Length > Longest) ModelState.AddModelError("Input." + field, texts["TooLong", Longest]);
        var day = ThaiDates.Parse(Input.Day);
        if (day is null) ModelState.AddModelError("Input.Day", texts["Day.Wrong"]);
        var called = day is { } on ? ThaiDates.At(on, Input.Time) : null;
        if (day is not null && (called is null || string.IsNullOrWhiteSpace(Input.Time))) ModelState.AddModelError("Input.Time", texts["Time.Wrong"]);
        if (MayCall && !ModelState.IsValid) return Page();
        var at = clock.GetUtcNow();
        db.Add(Referral.LogCall(Guid.CreateVersion7(at), new CallTerms(Input.UnitId ?? default, called ?? default, SealedText.Of(Input.SpokeTo), Input.Answer ?? default, SealedText.Of(Input.Reason)), actor.Required, at));
        await db.SaveChangesAsync();
        return Redirect($"/referrals/{Referral.Number}/calls");
    }

    public async Task FillAsync()
    {
        Calls = await db.PlaceCalls.AsNoTracking().Where(c => c.ReferralId == Referral.Id).OrderByDescending(c => c.CalledAt).ToListAsync();
        Names = await NameBook.OfAsync(db, Calls.Select(c => (Guid?)c.UnitId), Calls.Select(c => (Guid?)c.ByUserId), []);
        if (!MayCall) return;
        var receivers = Referral.Rule.Receivers.ToList();
        var offices = await db.Units.AsNoTracking().Where(u => u.IsActive && receivers.Contains(u.Agency)).OrderBy(u => u.Code).Select(u => new { u.Id, u.NameTh, u.NameEn }).ToListAsync();
        Offices = [new SelectListItem("–", ""), .. offices.Select(u => new SelectListItem(Languages.Pick(u.NameTh, u.NameEn), u.Id.ToString()))];
    }

    private void Need(bool isThere, string field, string label)
    {
        if (!isThere) ModelState.AddModelError("Input." + field, shared["Required.Of", texts[label].Value]);
    }
}
