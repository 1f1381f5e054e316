using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Consents;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Endings;

/// <summary>Ending the work on a case: what is still open, the proposal, and the answer of a second person.</summary>
[LeadsToContact]
[CaseAction(CaseAction.View)]
public sealed partial class ClosureModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, AuditTrail audit, FormAnswers answers, Words words, IStringLocalizer<EndingPages> texts, IStringLocalizer<Common> shared)
    : PageModel, IFormPage
{
    private const int Longest = 10_000;

    [BindProperty]
    public Draft Input { get; set; } = new();

    /// <summary>Why a proposal is sent back.</summary>
    [BindProperty]
    public string? Back { get; set; }

    public Case Case => current.Value;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Closure> Closures { get; private set; } = [];
    public IReadOnlyList<Reopening> Reopenings { get; private set; } = [];
    public IReadOnlyList<ClosureItem> Open { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> People { get; private set; } = new Dictionary<Guid, string>();
    public Closure? Waiting => Closures.FirstOrDefault(c => c.Waits);
    public bool IsMine => Waiting?.ByUserId == actor.Required.UserId;
    public bool MayPropose => Case.Can(CaseAction.ProposeClosure, actor.Required.Role);
    public bool HasMoved => Waiting is { } w && Case.HasMovedSince(w);

    /// <summary>A proposal from which the case has moved on can be sent back alone.</summary>
    public bool MayAgree => MayAnswer && !HasMoved && Case.Can(Waiting!.How, actor.Required.Role);
    public bool MayAnswer => Waiting is not null && !IsMine && Case.Can(CaseAction.SendBackClosure, actor.Required.Role);

    public string Moved => answers.Text(new Refusal("closure.moved"));
    public bool SeesPlan => SectionGrants.Has(actor.Required.Role, Section.Plan);

    /// <summary>The whole list, and no "clear" of what the reader does not see.</summary>
    public bool SeesList => MayPropose || MayAnswer;

    /// <summary>Every open task that the list is about, and those that end with the case.</summary>
    public IReadOnlyList<CaseTask> Tasks { get; private set; } = [];

    public IEnumerable<CaseTask> TasksOf(ClosureItem item) => Tasks.Where(t => ClosureItems.Of(t.Code) == item);
    public IReadOnlyList<ClosureItem> Holding => ClosureFacts.Holding(Open);

    /// <summary>The endings of this stage with their reasons, as one choice: <c>EndAssistance.PlanFulfilled</c>.</summary>
    public IReadOnlyList<SelectListItem> Choices =>
    [
        .. from row in NrmFlow.From(Case.Stage)
           where ClosureReasons.Endings.Contains(row.Action) && WhyNot(row.Action) is null
           from reason in ClosureReasons.Of(row.Action)
           select new SelectListItem($"{Languages.Pick(row.LabelTh, row.LabelEn)}: {words.Of(reason)}", $"{row.Action}.{reason}"),
    ];

    /// <summary>Endings that the flow table has here and that something stands against.</summary>
    public IEnumerable<(string Label, string Why)> Shut =>
        from row in NrmFlow.From(Case.Stage)
        where ClosureReasons.Endings.Contains(row.Action)
        let refusal = WhyNot(row.Action)
        where refusal is not null
        select (Languages.Pick(row.LabelTh, row.LabelEn), answers.Text(refusal));

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public string? Ending { get; set; }
        public string? Summary { get; set; }
        public bool? Told { get; set; }
        public string? Language { get; set; }
        public InterpreterUse? Interpreter { get; set; }
        public string? NotToldWhy { get; set; }
        public Recontact? Recontact { get; set; }
        public string? RecontactHow { get; set; }
        public Belongings? Belongings { get; set; }
        public string? WhyOpen { get; set; }

        /// <summary>Of a duplicate, the number of the other case, if the reader sees it.</summary>
        public string? OtherNumber { get; set; }
    }

    public string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "closure.reason" => "Input.Ending",
        "closure.summary" => "Input.Summary",
        "closure.told" => "Input.Told",
        "closure.recontact" => "Input.Recontact",
        "closure.recontactHow" => "Input.RecontactHow",
        "closure.whyOpen" => "Input.WhyOpen",
        "closure.belongingsKept" => "Input.Belongings",
        "closure.sendBackReason" => "Back",
        "link.noCase" or "link.itself" or "link.there" or "glass.readOnly" => "Input.OtherNumber",
        _ => "",
    };

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostProposeAsync()
    {
        await FillAsync();
        var facts = Read();
        if (facts is null || !ModelState.IsValid) return Page();
        if (Waiting is not null) throw new RefusedException("closure.waits");
        db.Add(Case.ProposeClosure(Guid.CreateVersion7(clock.GetUtcNow()), facts, Open, actor.Required, clock.GetUtcNow()));
        if (facts.Reason == ClosureReason.RecordedInError) await NameDuplicateAsync();
        return await Saved();
    }

    public async Task<IActionResult> OnPostAgreeAsync()
    {
        await FillAsync();
        Case.Close(Asked(), Open, actor.Required, clock.GetUtcNow());
        return await Saved();
    }

    public async Task<IActionResult> OnPostBackAsync()
    {
        await FillAsync();
        if (Back?.Length > Longest) ModelState.AddModelError(nameof(Back), texts["TooLong", Longest]);
        if (!ModelState.IsValid) return Page();
        Case.SendBackClosure(Asked(), SealedText.Of(Back), actor.Required, clock.GetUtcNow());
        return await Saved();
    }

    public async Task<IActionResult> OnPostWithdrawAsync()
    {
        await FillAsync();
        Case.WithdrawClosure(Asked(), actor.Required, clock.GetUtcNow());
        return await Saved();
    }

    public async Task FillAsync()
    {
        Closures = await db.Closures.Where(c => c.CaseId == Case.Id).OrderByDescending(c => c.At).ToListAsync();
        Reopenings = await db.Reopenings.AsNoTracking().Where(r => r.CaseId == Case.Id).OrderByDescending(r => r.At).ToListAsync();
        if (SeesList)
        {
            Open = await db.OpenItemsAsync(Case.Id, clock.GetUtcNow());
            Tasks = await db.Tasks.AsNoTracking().Where(t => t.CaseId == Case.Id && t.DoneAt == null && t.Code != TaskCode.AnswerClosure).OrderBy(t => t.DueAt).ToListAsync();
        }

        var ids = Closures.SelectMany(c => new[] { c.ByUserId, c.AnsweredByUserId ?? c.ByUserId }).Concat(Reopenings.Select(r => r.ByUserId)).Distinct().ToList();
        var found = await db.Users.AsNoTracking().Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.NameTh, u.NameEn }).ToListAsync();
        People = found.ToDictionary(u => u.Id, u => Languages.Pick(u.NameTh, u.NameEn));
    }

    private Refusal? WhyNot(CaseAction ending) => Case.WhyNotEnd(ending, ThaiDay.Of(clock.GetUtcNow()));

    private Closure Asked() => Waiting ?? throw new RefusedException("closure.answered");

    private async Task<IActionResult> Saved()
    {
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/closure");
    }

    private ClosureFacts? Read()
    {
        void Need(bool there, string field, string key)
        {
            if (!there) ModelState.AddModelError($"Input.{field}", shared["Required.Of", texts[key].Value]);
        }

        var parts = Input.Ending?.Split('.') ?? [];
        CaseAction how = default;
        ClosureReason reason = default;
        Need(parts.Length == 2 && Enum.TryParse(parts[0], out how) && Enum.TryParse(parts[1], out reason) && Choices.Any(c => c.Value == Input.Ending), nameof(Input.Ending), "Ending");
        Need(!string.IsNullOrWhiteSpace(Input.Summary), nameof(Input.Summary), "Summary");
        if (!reason.LeavesNobodyToTell())
        {
            Need(Input.Told is not null, nameof(Input.Told), "Told");
            if (Input.Told == true)
            {
                Need(ConsentForm.Languages.Any(l => l.Value == Input.Language && l.Value.Length > 0), nameof(Input.Language), "Language");
                Need(Input.Interpreter is { } use && Enum.IsDefined(use), nameof(Input.Interpreter), "Interpreter");
            }

            if (Input.Told == false) Need(!string.IsNullOrWhiteSpace(Input.NotToldWhy), nameof(Input.NotToldWhy), "NotToldWhy");
            Need(Input.Recontact is { } answer && Enum.IsDefined(answer), nameof(Input.Recontact), "Recontact");
        }

        Need(Input.Belongings is { } kept && Enum.IsDefined(kept), nameof(Input.Belongings), "Belongings");
        foreach (var (name, text) in new[] { (nameof(Input.Summary), Input.Summary), (nameof(Input.NotToldWhy), Input.NotToldWhy), (nameof(Input.RecontactHow), Input.RecontactHow), (nameof(Input.WhyOpen), Input.WhyOpen) })
            if (text?.Length > Longest) ModelState.AddModelError($"Input.{name}", texts["TooLong", Longest]);
        if (!ModelState.IsValid) return null;
        var told = Input.Told == true;
        return new ClosureFacts(how, reason, SealedText.Of(Input.Summary), told ? Input.Language : null, told ? Input.Interpreter : null, told ? null : SealedText.Of(Input.NotToldWhy),
            Input.Recontact ?? Recontact.NotAsked, SealedText.Of(Input.RecontactHow), Input.Belongings!.Value, SealedText.Of(Input.WhyOpen));
    }
}
