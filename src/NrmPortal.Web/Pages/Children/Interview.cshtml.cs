using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Children;

/// <summary>How the child was interviewed: where, who was there, how long, why it ended.</summary>
[LeadsToContact]
[CaseAction(CaseAction.RecordInterview)]
public sealed class InterviewModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<ChildPages> texts)
    : ChildForm(db, current, actor, clock, texts)
{
    [BindProperty]
    public InterviewInput Input { get; set; } = new();

    public sealed class InterviewInput
    {
        public string? On { get; set; }
        public InterviewPlace? Place { get; set; }
        public string? Present { get; set; }
        public string? SupportPerson { get; set; }
        public InterviewInterpreter? Interpreter { get; set; }
        public string? Minutes { get; set; }
        public string? Breaks { get; set; }
        public InterviewEnd? End { get; set; }
        public string? KeptOut { get; set; }

        /// <summary>yes or no.</summary>
        public string? Absent { get; set; }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var (on, minutes, breaks) = (Day(Input.On, "Input.On"), Number(Input.Minutes, "Input.Minutes"), Number(Input.Breaks, "Input.Breaks"));
        if (string.IsNullOrWhiteSpace(Input.On)) Need(false, "Input.On", "Day.Wrong");
        Need(Input.Place is not null, "Input.Place", "Interview.Place.None");
        Need(Input.Present, "Input.Present", "Interview.Present.None");
        Need(Input.SupportPerson, "Input.SupportPerson", "Interview.Support.None");
        Need(Input.Interpreter is not null, "Input.Interpreter", "Interview.Interpreter.None");
        if (string.IsNullOrWhiteSpace(Input.Minutes)) Need(false, "Input.Minutes", "Number.Wrong");
        Need(Input.End is not null, "Input.End", "Interview.End.None");
        Need(Input.Absent is "yes" or "no", "Input.Absent", "Interview.Absent.None");
        if (!ModelState.IsValid) return Page();
        return await SavedAsync(Case.RecordInterview(NewId(), new InterviewFacts(on!.Value, Input.Place!.Value, minutes!.Value, breaks ?? 0, Input.Interpreter!.Value, Input.End!.Value,
            SealedText.Of(Input.Present), SealedText.Of(Input.SupportPerson), SealedText.Of(Input.KeptOut), Input.Absent == "yes"), By, At));
    }
}
