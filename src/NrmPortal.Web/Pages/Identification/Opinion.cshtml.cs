using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>A member's opinion: both offences element by element, indicators seen otherwise, reasons. Filled with what the member held before.</summary>
[CaseAction(CaseAction.GiveOpinion)]
public sealed class OpinionModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, PortalSettings settings, IStringLocalizer<Screenings> texts) : PageModel, IFormPage
{
    [BindProperty]
    public OpinionInput Opinion { get; set; } = new();

    public Case Case => current.Value;
    public IdentificationFile Opened { get; private set; } = null!;
    public IReadOnlyList<AnsweredIndicator> Answered { get; private set; } = [];
    public Opinion? Before => Opened.Mine ?? Opened.Earlier;

    /// <summary>Filled from the member's opinion of an earlier round.</summary>
    public bool IsReused => Opened.Mine is null && Opened.Earlier is not null;

    /// <summary>Nothing is chosen beforehand: an answer that nobody gave would stand as evidence.</summary>
    public sealed class OpinionInput
    {
        public Finding? Act { get; set; }
        public Finding? Means { get; set; }
        public Finding? Purpose { get; set; }
        public Finding? Trafficking { get; set; }
        public Finding? Compulsion { get; set; }
        public Finding? Labour { get; set; }
        public Finding? ForcedLabour { get; set; }
        public List<string> Methods { get; set; } = [];
        public string? Reasons { get; set; }

        /// <summary>Null until every element has its answer.</summary>
        internal Findings? Findings => (Act, Means, Purpose, Trafficking, Compulsion, Labour, ForcedLabour) is
            ({ } act, { } means, { } purpose, { } trafficking, { } compulsion, { } labour, { } forced) ? new(act, means, purpose, trafficking, compulsion, labour, forced) : null;

        internal IEnumerable<string> Missing()
        {
            (string Name, Finding? Value)[] asked =
            [
                (nameof(Act), Act), (nameof(Means), Means), (nameof(Purpose), Purpose), (nameof(Trafficking), Trafficking),
                (nameof(Compulsion), Compulsion), (nameof(Labour), Labour), (nameof(ForcedLabour), ForcedLabour),
            ];
            return asked.Where(a => a.Value is null).Select(a => a.Name);
        }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        // Also where their own office has the case, and its file stays open to them.
        if (Opened.MySeat is { HasConflict: true }) return Redirect($"/cases/{Case.Number}/identification");
        if (Before is not { } o) return Page();
        Opinion = new OpinionInput
        {
            Act = o.Act,
            Means = o.Means,
            Purpose = o.Purpose,
            Trafficking = o.Trafficking,
            Compulsion = o.Compulsion,
            Labour = o.Labour,
            ForcedLabour = o.ForcedLabour,
            Methods = [.. o.Methods],
            Reasons = o.Reasons?.Open(),
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromServices] IStringLocalizer<MdtPages> own)
    {
        await FillAsync();
        foreach (var name in Opinion.Missing()) ModelState.AddModelError("Opinion." + name, own["Finding.None"]);
        if (string.IsNullOrWhiteSpace(Opinion.Reasons)) ModelState.AddModelError("Opinion.Reasons", own["Reasons.None"]);
        if (!ModelState.IsValid || Opinion.Findings is not { } findings) return Page();

        var remarks = Answered.Select(a => new IndicatorRemark(a.Code, ViewOf(a.Code), SealedText.Of(ReasonOf(a.Code)))).ToList();
        Case.GiveOpinion(Opened.Open(), new Statement(findings, SealedText.Of(Opinion.Reasons), Opinion.Methods, remarks), settings.Mdt, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/identification");
    }

    public async Task FillAsync()
    {
        Opened = await IdentificationFile.OpenAsync(db, Case, actor.Required);
        Answered = await Indicators.AnsweredAsync(db, Case.Id, texts);
    }

    /// <summary>What was typed, or what was held before.</summary>
    public IndicatorView ViewOf(string code) => Typed($"view.{code}") is { } typed
        ? Enum.TryParse<IndicatorView>(typed, out var view) && Enum.IsDefined(view) ? view : IndicatorView.Agrees
        : Held(code)?.View ?? IndicatorView.Agrees;

    public string? ReasonOf(string code) => Typed($"reason.{code}") ?? Held(code)?.Reason?.Open();

    private IndicatorMark? Held(string code) => Request.HasFormContentType ? null : Before?.Marks.FirstOrDefault(m => m.Code == code);

    private string? Typed(string name) => Request.HasFormContentType ? Request.Form[name].FirstOrDefault() : null;
}
