using NrmPortal.Data.Seed;

namespace NrmPortal.Testing;

/// <summary>Steps of a child's case over HTTP.</summary>
public static class ChildStory
{
    public static readonly (string, string)[] BestInterests =
    [
        ("Input.ChildViews", "I want to go to school"), ("Input.Factors", "ChildViews"), ("Input.Factors", "Safety"), ("Input.Options", "Shelter or aunt"),
        ("Input.Outcome", "StayInCare"), ("Input.Reasons", "The aunt lives near the suspect"), ("Input.ReviewOn", Portal.Day(30)),
    ];

    public static Task<string> ScreenAsync(Visitor officer, string name = "Ma Example") => Story.ScreenAsync(officer, name, age: "child");

    public static async Task<Visitor> FillAsync(Visitor visitor, string number, string page, params (string, string)[] values)
    {
        await visitor.GetAsync($"/cases/{number}/child/{page}");
        return await visitor.PostAsync($"/cases/{number}/child/{page}", values);
    }

    public static Task<Visitor> AskDcyAsync(Visitor visitor, string number) => FillAsync(visitor, number, "dcy", ("UnitId", ReferenceData.IdOf("unit", "DCY-63").ToString()));

    public static Task<Visitor> NameAsync(Visitor visitor, string number, string check, string name = "Daw Example") => FillAsync(visitor, number, "guardian",
        ("Input.Name", name), ("Input.Relation", "Parent"), ("Input.Appointment", "ByLaw"), ("Input.Check", check));

    public static Task<Visitor> AgeAsync(Visitor visitor, string number, string outcome, params (string, string)[] more) => FillAsync(visitor, number, "age",
        [("Input.Methods", "Interview"), ("Input.Methods", "Psychosocial"), ("Input.Outcome", outcome), ("Input.Reasons", "No papers"), .. more]);

    public static Task<Visitor> InterviewAsync(Visitor visitor, string number) => FillAsync(visitor, number, "interview",
        ("Input.On", Portal.Day(-1)), ("Input.Place", "ChildFriendlyRoom"), ("Input.Present", "Interviewer"), ("Input.SupportPerson", "Teacher"), ("Input.Interpreter", "Present"),
        ("Input.Minutes", "40"), ("Input.Breaks", "2"), ("Input.End", "Completed"), ("Input.Absent", "yes"));

    public static async Task<Visitor> FlagAsync(Visitor visitor, string number, string province = "63")
    {
        await visitor.GetAsync($"/cases/{number}/non-punishment");
        return await visitor.PostAsync($"/cases/{number}/non-punishment?handler=Flag", ("Flag.Offences", "entry_stay"), ("Flag.PoliceCase", "99/2569"),
            ("Flag.InquiryUnitId", ReferenceData.IdOf("unit", $"POL-{province}").ToString()), ("Flag.ProsecutorUnitId", ReferenceData.IdOf("unit", $"OAG-{province}").ToString()));
    }

    public static async Task<Visitor> AnswerAsync(Visitor visitor, string number, string outcome, params (string, string)[] more)
    {
        await visitor.GetAsync($"/cases/{number}/non-punishment");
        return await visitor.PostAsync($"/cases/{number}/non-punishment?handler=Answer", [("Answer.Outcome", outcome), .. more]);
    }
}
