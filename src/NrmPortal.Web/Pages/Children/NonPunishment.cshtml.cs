using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Children;

/// <summary>Non-punishment (s.41): the flag, whom it was put before, and what became of it.</summary>
[CaseAction(CaseAction.View)]
public sealed class NonPunishmentModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<ChildPages> texts, Words words)
    : ChildForm(db, current, actor, clock, texts)
{
    [BindProperty]
    public FlagInput Flag { get; set; } = new();

    [BindProperty]
    public AnswerInput Answer { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<NonPunishment> Flags { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Inquiry { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Prosecution { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> People { get; private set; } = new Dictionary<Guid, string>();

    public bool ReadsLegal => SectionGrants.Has(By.Role, Section.Legal);
    public bool IsOpen => Case.NonPunishment is NonPunishmentStanding.Flagged or NonPunishmentStanding.Alarm;
    public bool MayFlag => !IsOpen && Case.Can(CaseAction.FlagNonPunishment, By.Role);

    private NonPunishment? OpenFlag => Flags.FirstOrDefault(f => f.IsOpen);

    /// <summary>The reader's office is one of the two that were asked.</summary>
    public bool MayAnswer => OpenFlag?.AskedAs(By) is not null && Case.Can(CaseAction.RecordNonPunishment, By.Role);
    public bool MayWithdraw => OpenFlag is { } flag && Case.WhyNotWithdraw(flag, By) is null;
    public static IEnumerable<NonPunishmentOutcome> Outcomes => Enum.GetValues<NonPunishmentOutcome>().Where(o => o != NonPunishmentOutcome.Withdrawn);

    public IEnumerable<SelectListItem> Offences => NonPunishmentOffence.All.Select(o => new SelectListItem(NameOf(o) + (o.Confidence == "C" ? "" : " · " + words.Unconfirmed), o.Code));

    public static string NameOf(NonPunishmentOffence offence) => Languages.Pick(offence.LabelTh, offence.LabelEn);

    /// <summary>The two offices that were asked, with what each is called here.</summary>
    public IEnumerable<(Role Role, string Label, string? Unit)> Offices(NonPunishment flag) =>
    [
        (Role.InquiryOfficer, "Flag.Inquiry", Inquiry.FirstOrDefault(u => u.Value == flag.InquiryUnitId.ToString())?.Text),
        (Role.Prosecutor, "Flag.Prosecutor", Prosecution.FirstOrDefault(u => u.Value == flag.ProsecutorUnitId.ToString())?.Text),
    ];

    public sealed class FlagInput
    {
        public List<string> Offences { get; set; } = [];
        public string? PoliceCase { get; set; }
        public Guid? InquiryUnitId { get; set; }
        public Guid? ProsecutorUnitId { get; set; }
    }

    public sealed class AnswerInput
    {
        public NonPunishmentOutcome? Outcome { get; set; }
        public string? Document { get; set; }
        public string? PermittedOn { get; set; }
        public string? Note { get; set; }
    }

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostFlagAsync()
    {
        await FillAsync();
        Need(Flag.Offences.Count > 0, "Flag.Offences", "Flag.Offences.None");
        Need(Inquiry.Any(u => u.Value == Flag.InquiryUnitId?.ToString()), "Flag.InquiryUnitId", "Flag.Unit.None");
        Need(Prosecution.Any(u => u.Value == Flag.ProsecutorUnitId?.ToString()), "Flag.ProsecutorUnitId", "Flag.Unit.None");
        if (!ModelState.IsValid) return Page();
        Db.Add(Case.FlagNonPunishment(NewId(), Flag.Offences, SealedText.Of(Flag.PoliceCase), Flag.InquiryUnitId!.Value, Flag.ProsecutorUnitId!.Value, By, At));
        await Db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/non-punishment");
    }

    public async Task<IActionResult> OnPostAnswerAsync()
    {
        await FillAsync();
        var permitted = Answer.Outcome == NonPunishmentOutcome.MinisterPermitted;
        Need(Answer.Outcome is not null, "Answer.Outcome", "Answer.Outcome.None");
        if (permitted) Need(Answer.Document, "Answer.Document", "Answer.Document.None");
        var on = Day(Answer.PermittedOn, "Answer.PermittedOn");
        if (permitted && string.IsNullOrWhiteSpace(Answer.PermittedOn)) Need(false, "Answer.PermittedOn", "Day.Wrong");
        if (!ModelState.IsValid) return Page();
        var flag = await LastAsync();
        Case.RecordNonPunishment(flag, new NonPunishmentAnswer(Answer.Outcome!.Value, SealedText.Of(Answer.Document), on, SealedText.Of(Answer.Note)), By, At);
        await Db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/non-punishment");
    }

    public async Task<IActionResult> OnPostWithdrawAsync()
    {
        await FillAsync();
        Need(Reason, "Reason", "Answer.Note.None");
        if (!ModelState.IsValid) return Page();
        Case.WithdrawNonPunishment(await LastAsync(), SealedText.Of(Reason), By, At);
        await Db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}");
    }

    public override string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date.future" => "Answer.PermittedOn",
        "nonPunishment.permission" => "Answer.Document",
        "nonPunishment.offence" => "Flag.Offences",
        "nonPunishment.why" => "Reason",
        _ => "",
    };

    private async Task<NonPunishment> LastAsync() =>
        await Db.NonPunishments.Where(n => n.CaseId == Case.Id).OrderByDescending(n => n.FlaggedAt).FirstOrDefaultAsync() ?? throw new RefusedException("nonPunishment.closed");

    public override async Task FillAsync()
    {
        Flags = await Db.NonPunishments.AsNoTracking().Include(n => n.Answers).Where(n => n.CaseId == Case.Id).OrderByDescending(n => n.FlaggedAt).ToListAsync();
        People = await ChildFile.PeopleAsync(Db, Flags.SelectMany(f => f.Answers.Select(a => a.ByUserId).Append(f.ByUserId).Append(f.OutcomeByUserId ?? f.ByUserId)));
        Inquiry = await Db.OfAsync(AgencyType.Police, Case);
        Prosecution = await Db.OfAsync(AgencyType.Prosecution, Case);
    }
}
