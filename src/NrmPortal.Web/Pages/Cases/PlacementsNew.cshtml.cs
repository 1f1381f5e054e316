using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>On what ground the person is held or housed; or the correction of what was recorded wrongly.</summary>
[CaseAction(CaseAction.RecordBasisOfStay)]
public sealed class PlacementsNewModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<CasePages> texts, IStringLocalizer<Common> shared)
    : PageModel, IFormPage
{
    private List<BasisOfStay> stays = [];
    private Consent? consent;

    [BindProperty]
    public Draft Input { get; set; } = new();

    /// <summary>The basis that this one corrects.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Corrects { get; set; }

    public Case Case => current.Value;
    public BasisOfStay? Wrong { get; private set; }
    public bool Runs => stays.Exists(s => s.IsRunning && Case.MayEnd(s, actor.Required));

    /// <summary>What other offices recorded, theirs to end.</summary>
    public IReadOnlyList<BasisOfStay> GoOn => [.. stays.Where(s => s.IsRunning && !Case.MayEnd(s, actor.Required))];

    /// <summary>A limit of custody has passed: a ground that ends it before that limit needs a reason.</summary>
    public bool IsLate => Wrong is null && stays.Exists(s => s.IsPastLimit(clock.GetUtcNow()) && Case.MayEnd(s, actor.Required));
    public bool Consents => consent is not null || Wrong?.ConsentId is not null;
    public bool IsAbsent => Corrects is not null && Wrong is null;

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public StayBasis? Basis { get; set; }
        public string? From { get; set; }
        public string? FromTime { get; set; }
        public string? Until { get; set; }
        public string? UntilTime { get; set; }
        public StayPlace? Place { get; set; }
        public string? PlaceName { get; set; }
        public string? RestsOn { get; set; }
        public string? Authority { get; set; }
        public string? Court { get; set; }
        public string? Document { get; set; }
        public bool EndsRunning { get; set; }
        public string? LateReason { get; set; }

        /// <summary>Of a correction of what has ended: what is right of its end.</summary>
        public EndIs EndFix { get; set; }
        public string? EndOn { get; set; }
        public string? EndTime { get; set; }
        public StayEnd? EndReason { get; set; }
        public StayDestination? EndDestination { get; set; }
    }

    /// <summary>Whether the end that was recorded is right.</summary>
    public enum EndIs
    {
        AsRecorded,
        NotEnded,
        Other,
    }

    public string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "stay.lateReason" or "stay.correctionReason" => "Input." + nameof(Draft.LateReason),
        "stay.placeNameNeeded" => "Input." + nameof(Draft.PlaceName),
        "stay.notInACell" or "stay.placeNotSuitable" => "Input." + nameof(Draft.Place),
        "stay.authorityNeeded" => "Input." + nameof(Draft.Authority),
        "stay.orderNeeded" => "Input." + nameof(Draft.Court),
        "stay.consentNeeded" => "Input." + nameof(Draft.RestsOn),
        "stay.beyondLimit" or "stay.orderEndNeeded" or "stay.endsBeforeStart" => "Input." + nameof(Draft.Until),
        "stay.custodyOfficial" or "stay.childAlone" or "stay.noCustodyRuns" or "stay.custodyOnce" => "Input." + nameof(Draft.Basis),
        _ => "",
    };

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        Input = Wrong is { } w
            ? new Draft
            {
                Basis = w.Basis,
                Place = w.Place,
                PlaceName = w.PlaceName?.Open(),
                RestsOn = w.ConsentId is null ? "authority" : "consent",
                Authority = w.Authority?.Open(),
                Court = w.Court?.Open(),
                Document = w.DocumentNumber?.Open(),
                From = ThaiDates.Typed(w.StartsAt),
                FromTime = ThaiDates.TypedTime(w.StartsAt),
                Until = w.EndsAt is { } end ? ThaiDates.Typed(end) : null,
                UntilTime = w.EndsAt is { } time ? ThaiDates.TypedTime(time) : null,
                EndOn = w.EndedAt is { } left ? ThaiDates.Typed(left) : null,
                EndTime = w.EndedAt is { } hour ? ThaiDates.TypedTime(hour) : null,
                EndReason = w.EndReason == StayEnd.NextBasis ? null : w.EndReason,
                EndDestination = w.Destination,
            }
            : new Draft { From = ThaiDates.Typed(clock.GetUtcNow()), FromTime = ThaiDates.TypedTime(clock.GetUtcNow()), EndsRunning = Runs };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        var claim = Read();
        var end = Wrong?.EndedAt is null ? null : ReadEnd();
        if (!ModelState.IsValid || claim is null) return Page();
        var (by, at) = (actor.Required, clock.GetUtcNow());
        var id = Guid.CreateVersion7(at);
        var given = claim.AsksConsent ? consent : null;
        db.Add(Wrong is { } wrong ? Case.CorrectBasisOfStay(wrong, id, claim, given, stays, by, at, end) : Case.RecordBasisOfStay(id, claim, given, stays, Input.EndsRunning, by, at));
        await db.SaveChangesAsync();
        await db.CheckCustodyAsync();
        return Redirect($"/cases/{Case.Number}/placements");
    }

    public async Task FillAsync()
    {
        stays = await db.Stays.Where(s => s.CaseId == Case.Id && s.CorrectedAt == null).ToListAsync();
        Wrong = stays.Find(s => s.Id == Corrects && s.Counts && Case.MayEnd(s, actor.Required));
        var given = await db.Consents.AsNoTracking().Where(c => c.CaseId == Case.Id && c.Purpose == ConsentPurpose.Assistance).OrderByDescending(c => c.At).ToListAsync();
        // Whose stay it is: of a correction the office that recorded it.
        var office = Wrong?.ByUnitId ?? actor.Required.UnitId;
        var agency = await db.Units.Where(u => u.Id == office).Select(u => u.Agency).SingleAsync();
        consent = given.Find(c => c.LetsStay(new Recipient(office, agency, null), ThaiDay.Of(clock.GetUtcNow()), given));
    }

    private StayClaim? Read()
    {
        if (Input.Basis is null) Missing(nameof(Draft.Basis), "Stay.Basis");
        if (Input.Place is null) Missing(nameof(Draft.Place), "Stay.Place");
        foreach (var (name, value) in new[] { (nameof(Draft.PlaceName), Input.PlaceName), (nameof(Draft.Authority), Input.Authority), (nameof(Draft.Court), Input.Court), (nameof(Draft.Document), Input.Document) })
            if (value?.Length > 200) ModelState.AddModelError("Input." + name, texts["TooLong", 200]);
        if (Input.LateReason?.Length > 1000) ModelState.AddModelError("Input." + nameof(Draft.LateReason), texts["TooLong", 1000]);
        var from = Moment(nameof(Draft.From), Input.From, nameof(Draft.FromTime), Input.FromTime);
        DateTimeOffset? until = null;
        if (!string.IsNullOrWhiteSpace(Input.Until)) until = Moment(nameof(Draft.Until), Input.Until, nameof(Draft.UntilTime), Input.UntilTime);
        return Input is { Basis: { } basis, Place: { } place } && from is { } start
            ? new StayClaim(basis, start, until, place, AuthorityOf(basis), Input.Court, Input.Document, Input.RestsOn == "consent", Input.LateReason, Input.PlaceName) : null;
    }

    // What a court permits the court has ordered: it is not asked for twice.
    private string? AuthorityOf(StayBasis basis) => basis == StayBasis.CourtExtension && string.IsNullOrWhiteSpace(Input.Authority) ? Input.Court : Input.Authority;

    private EndCorrection? ReadEnd()
    {
        if (Input.EndFix == EndIs.AsRecorded) return null;
        if (Input.EndFix == EndIs.NotEnded) return new EndCorrection(null);
        if (Input.EndReason is null) Missing(nameof(Draft.EndReason), "End.Reason");
        if (Input.EndDestination is null) Missing(nameof(Draft.EndDestination), "End.Destination");
        return Moment(nameof(Draft.EndOn), Input.EndOn, nameof(Draft.EndTime), Input.EndTime) is { } moment && Input is { EndReason: { } reason, EndDestination: { } to }
            ? new EndCorrection(new StayEnding(moment, reason, to)) : null;
    }

    private DateTimeOffset? Moment(string dayName, string? day, string timeName, string? time)
    {
        if (ThaiDates.Parse(day) is not { } date)
        {
            ModelState.AddModelError("Input." + dayName, texts["Day.Wrong"]);
            return null;
        }

        if (ThaiDates.At(date, time) is { } moment) return moment;
        ModelState.AddModelError("Input." + timeName, texts["Time.Wrong"]);
        return null;
    }

    private void Missing(string field, string label) => ModelState.AddModelError("Input." + field, shared["Required.Of", texts[label].Value]);
}
