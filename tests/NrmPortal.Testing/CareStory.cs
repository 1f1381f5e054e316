namespace NrmPortal.Testing;

/// <summary>Plans, conferences and services, as the people of the demonstration would write them.</summary>
public static class CareStory
{
    /// <summary>A plan with one goal; what is named here stands in the place of the usual.</summary>
    public static Task<Visitor> PlanAsync(Visitor visitor, string number, params (string Name, string Value)[] values) => FillAsync(visitor, number, "plan/new", PlanFields, values);

    public static (string Name, string Value)[] PlanFields =>
    [
        ("Input.Goals[0].Area", "livelihood"), ("Input.Goals[0].Need", "No income of her own"), ("Input.Goals[0].Goal", "A sewing shop by the river"), ("Input.Goals[0].Language", "my"),
        ("Input.Goals[0].Action", "A course three days a week"), ("Input.Goals[0].Who", "Shelter"), ("Input.Goals[0].By", Portal.Day(40)), ("Input.Goals[0].State", "Open"),
        ("Input.Language", "my"), ("Input.Interpreter", "Present"), ("Input.Agreement", "InWriting"), ("Input.ReviewOn", Portal.Day(60)),
    ];

    /// <summary>One goal of a plan, to stand beside the first.</summary>
    public static (string Name, string Value)[] Goal(int n, string area, string goal, string need = "As they told it") =>
    [
        ($"Input.Goals[{n}].Area", area), ($"Input.Goals[{n}].Need", need), ($"Input.Goals[{n}].Goal", goal), ($"Input.Goals[{n}].Language", "en"), ($"Input.Goals[{n}].Action", "An hour each week"),
        ($"Input.Goals[{n}].Who", "CaseOffice"), ($"Input.Goals[{n}].By", Portal.Day(30)), ($"Input.Goals[{n}].State", "Open"),
    ];

    public static Task<Visitor> ConferAsync(Visitor visitor, string number, params (string Name, string Value)[] values) => FillAsync(visitor, number, "plan/conference",
        [("Input.On", Portal.Day(-1)), ("Input.Attendance", "Caseworker and shelter"), ("Input.Part", "Present"), ("Input.Decisions", "The course begins on Monday")], values);

    public static Task<Visitor> ServeAsync(Visitor visitor, string number, string kind, params (string Name, string Value)[] values) => FillAsync(visitor, number, "services/new",
        [("Input.Kind", kind), ("Input.Refused", "false"), ("Input.On", Portal.Day(-2)), ("Input.Provider", "Riverside school"), ("Input.Cost", "1,250.50"), ("Input.Source", "Fund"), ("Input.Note", "Mondays")], values);

    /// <summary>The newest service that may be put right was never given.</summary>
    public static async Task<Visitor> StrikeServiceAsync(Visitor visitor, string number, string why)
    {
        await visitor.GetAsync($"/cases/{number}/services");
        var form = visitor.Page.QuerySelector("main a[href*='corrects=']")!.GetAttribute("href")!;
        await visitor.GetAsync(form);
        return await visitor.PostAsync(form + "&handler=Strike", ("Input.Why", why));
    }

    private static async Task<Visitor> FillAsync(Visitor visitor, string number, string page, (string Name, string Value)[] usual, (string Name, string Value)[] values)
    {
        await visitor.GetAsync($"/cases/{number}/{page}");
        return await visitor.PostAsync($"/cases/{number}/{page}", [.. usual.Where(u => values.All(v => v.Name != u.Name)), .. values]);
    }
}
