namespace NrmPortal.Testing;

/// <summary>Going home, staying and coming home, as the people of the demonstration would write it down.</summary>
public static class ReturnStory
{
    /// <summary>Screened, identified as a victim of trafficking, and in assistance.</summary>
    public static async Task<string> VictimAsync(Portal portal, string name = "Aung Example", string nationality = "", string age = "adult")
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), name, age: age, nationality: nationality);
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        foreach (var user in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(user), number, "Yes");
        await Story.DecideAsync(await portal.VisitAsync("authority"), number, "VictimTraffickingS6");
        return number;
    }

    /// <summary>The person's own yes, or no, to going home.</summary>
    public static async Task<Visitor> AskAsync(Visitor caseworker, string number, string outcome = "Given")
    {
        await caseworker.GetAsync($"/cases/{number}/consent/new");
        return await caseworker.PostAsync($"/cases/{number}/consent/new",
            [("Input.Purpose", "Return"), ("Input.Outcome", outcome), ("Input.Reach", "any"), ("Input.Language", "my"), ("Input.Interpreter", "Present"), ("Input.How", "Signature"), ("Input.GivenBy", "Person"), .. Story.SevenPoints]);
    }

    public static Task<Visitor> BeginAsync(Visitor caseworker, string number) => Story.Then(caseworker, $"/cases/{number}/return", "Plan");

    /// <summary>A step of that kind today; what is named here stands in the place of the usual.</summary>
    public static Task<Visitor> StepAsync(Visitor visitor, string number, string kind, params (string Name, string Value)[] values) => FillAsync(visitor, number, $"step?kind={kind}", "step",
        [("Kind", kind), ("Input.On", Portal.Day(0)), ("Input.Who", "Consul Example"), ("Input.Reasons", "Her aunt waits by the mill")], values);

    public static Task<Visitor> PlanAsync(Visitor visitor, string number, params (string Name, string Value)[] values) => FillAsync(visitor, number, "plan", "plan", PlanFields, values);

    public static (string Name, string Value)[] PlanFields =>
    [
        ("Input.Direction", "ToCountry"), ("Input.Country", "MM"), ("Input.Receiver", "Iom"), ("Input.ReceiverName", "The office by the lake"), ("Input.PlannedOn", Portal.Day(3)), ("Input.Source", "Fund"),
        ("Input.Goals[0].Area", "livelihood"), ("Input.Goals[0].Goal", "A tea shop"), ("Input.Goals[0].Support", "They rent the room"), ("Input.Goals[0].Money", "15,000"),
    ];

    public static Task<Visitor> DepartAsync(Visitor visitor, string number, params (string Name, string Value)[] values) => FillAsync(visitor, number, "departure", "departure",
    [
        ("Input.From", "Friendship bridge"), ("Input.Receiver", "Iom"), ("Input.ReceivedBy", "Officer Example"), ("Input.Day", Portal.Day(0)), ("Input.Time", "08:30"), ("Input.Where", "Far side of the bridge"), ("Input.Note", "Medicine for a month"),
    ], values);

    public static Task<Visitor> ComeHomeAsync(Visitor visitor, string number, params (string Name, string Value)[] values) => FillAsync(visitor, number, "homecoming", "homecoming",
    [
        ("Input.Country", "MY"), ("Input.Post", "Consulate-General Example"), ("Input.Letter", "MFA 0303/1"), ("Input.Day", Portal.Day(-1)), ("Input.Time", "18:00"), ("Input.Where", "Suvarnabhumi"), ("Input.ReceivedBy", "Caseworker Example"),
    ], values);

    /// <summary>The Ministry announces somebody to the province office of Tak.</summary>
    public static async Task<Visitor> AnnounceAsync(Visitor consul, params (string Name, string Value)[] values)
    {
        (string Name, string Value)[] usual =
        [
            ("Office", NrmPortal.Data.Seed.ReferenceData.IdOf("unit", "MSDHS-63").ToString()), ("Input.Person", "Woman in a red scarf"), ("Input.Country", "MY"), ("Input.Post", "Consulate-General Example"), ("Input.On", Portal.Day(4)),
            ("Input.Airport", "Suvarnabhumi, in the evening"), ("Input.Escort", "true"), ("Input.Needs", "A wheelchair"),
        ];
        await consul.GetAsync("/arrivals");
        return await consul.PostAsync("/arrivals", [.. usual.Where(u => values.All(v => v.Name != u.Name)), .. values]);
    }

    public static Task<Visitor> PermitAsync(Visitor visitor, string number, string until, params (string Name, string Value)[] values) => FillAsync(visitor, number, "permit", "permit",
        [("Input.Kind", "stayS37"), ("Input.GrantedBy", "Immigration Bureau"), ("Input.From", Portal.Day(-40)), ("Input.Until", until)], values);

    /// <summary>Everything that a departure needs, the person's yes first.</summary>
    public static async Task PrepareAsync(Visitor caseworker, string number)
    {
        await AskAsync(caseworker, number);
        await BeginAsync(caseworker, number);
        await StepAsync(caseworker, number, "NationalityAsked");
        await StepAsync(caseworker, number, "NationalityAnswered", ("Input.Finding", "Confirmed"));
        await StepAsync(caseworker, number, "FamilyTraced", ("Input.Finding", "Found"));
        await StepAsync(caseworker, number, "FamilyAssessed", ("Input.Finding", "Safe"));
        await StepAsync(caseworker, number, "RiskAssessed", ("Input.Finding", "SafeWithMeasures"));
        await StepAsync(caseworker, number, "TravelPaperIssued", ("Input.Paper", "CertificateOfIdentity"), ("Input.ExpiresOn", Portal.Day(60)));
        await PlanAsync(caseworker, number);
    }

    private static async Task<Visitor> FillAsync(Visitor visitor, string number, string form, string page, (string Name, string Value)[] usual, (string Name, string Value)[] values)
    {
        await visitor.GetAsync($"/cases/{number}/return/{form}");
        return await visitor.PostAsync($"/cases/{number}/return/{page}", [.. usual.Where(u => values.All(v => v.Name != u.Name)), .. values]);
    }
}
