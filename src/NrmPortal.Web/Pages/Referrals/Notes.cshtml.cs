using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Work;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>Questions of the receiver with their answers, its reports, and its note of handover. For the two sides and DATIP: to all others it is not there.</summary>
[Needs(Permission.ReferralRead)]
[ReferralPage]
public sealed class NotesModel(PortalDbContext db, CurrentReferral current, CurrentActor actor, TimeProvider clock, IStringLocalizer<NotePages> texts) : PageModel, IFormPage
{
    private const int Longest = 2_000;

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public Guid? QuestionId { get; set; }

    public Referral Referral => current.Value;
    public NameBook Names { get; private set; } = null!;
    public bool IsAbsent { get; private set; }

    /// <summary>What the receiver handed over when it had finished.</summary>
    public ReferralStep? Handover { get; private set; }
    private List<ReferralNote> Notes { get; set; } = [];
    private Case? Subject { get; set; }

    public IEnumerable<ReferralNote> Of(ReferralNoteKind kind) => Notes.Where(n => n.Kind == kind);

    public bool May(ReferralNoteKind kind) => Referral.WhyNotNote(kind, actor.Required, Subject) is null;

    public bool MayFinish => Referral.IsFor(ReferralAction.Finish, actor.Required);

    /// <summary>Questions of a receiver that has declined since are not answered any more.</summary>
    public bool MayAnswer(ReferralNote question) => question.WithUnitId == Referral.ReceiverUnitId && May(ReferralNoteKind.Answer);

    public string FieldOf(Refusal refusal) => refusal.Code == "referral.noteText" ? nameof(Text) : "";

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        return IsAbsent ? NotFound() : Page();
    }

    public Task<IActionResult> OnPostAskAsync() => Write(at => Referral.Ask(SealedText.Of(Text), actor.Required, at));

    public Task<IActionResult> OnPostReportAsync() => Write(at => Referral.Report(SealedText.Of(Text), actor.Required, at));

    public async Task<IActionResult> OnPostAnswerAsync()
    {
        var question = await db.ReferralNotes.FirstOrDefaultAsync(n => n.Id == QuestionId && n.ReferralId == Referral.Id);
        return question is null ? NotFound() : await Write(at => Referral.Answer(question, SealedText.Of(Text), Subject, actor.Required, at));
    }

    public async Task FillAsync()
    {
        Subject = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == Referral.CaseId);
        IsAbsent = !Referral.IsSide(actor.Required, Subject);
        if (IsAbsent) return;
        Notes = await db.ReferralNotes.AsNoTracking().Where(n => n.ReferralId == Referral.Id).OrderBy(n => n.At).ToListAsync();
        Handover = await db.Set<ReferralStep>().AsNoTracking().FirstOrDefaultAsync(s => s.ReferralId == Referral.Id && s.Action == ReferralAction.Finish);
        Names = await NameBook.OfAsync(db, Notes.Select(n => (Guid?)n.ByUnitId).Append(Handover?.ByUnitId), [], []);
    }

    private async Task<IActionResult> Write(Func<DateTimeOffset, (ReferralNote Note, Notice Told)> act)
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        if (Text?.Length > Longest) ModelState.AddModelError(nameof(Text), texts["TooLong", Longest]);
        if (!ModelState.IsValid) return Page();
        var (note, told) = act(clock.GetUtcNow());
        db.AddRange(note, told);
        await db.SaveChangesAsync();
        return Redirect($"/referrals/{Referral.Number}/notes");
    }
}
