using System.Text.RegularExpressions;
using NrmPortal.Data.Seed;

namespace NrmPortal.Testing;

/// <summary>Steps of the journey over HTTP, as the people of the demonstration would take them.</summary>
public static partial class Story
{
    /// <summary>An adult labour screening with reasonable grounds; returns the case number.</summary>
    /// <param name="of">The case that is screened, which is there already; null: a new one.</param>
    /// <param name="province">Where the person was met; null: in the province of the officer's office.</param>
    public static async Task<string> ScreenAsync(Visitor officer, string name = "Aung Example", string outcome = "reasonable_grounds", string age = "adult", string health = "", string nationality = "", string account = "A story told", string? of = null, string? province = null)
    {
        var start = of is null ? "/screenings/new" : $"/cases/{of}/screen";
        await officer.GetAsync(start);
        await officer.PostAsync(start, province is null ? [] : [("Province", province)]);
        var screening = officer.Path;
        await Step(officer, screening, "danger", ("danger_now", "no"));
        await Step(officer, screening, "conditions", ("private_place", "yes"), ("suspect_absent", "yes"));
        await Step(officer, screening, "language", ("language", "my"), ("interpreter", "present"), ("interpreter_independent", "yes"));
        await Step(officer, screening, "consent", ("consent_outcome", "given"), ("consent_points", "interview"));
        await Step(officer, screening, "person", ("age_class", age), ("sex", "male"), ("name", name), ("nationality", nationality));
        if (health.Length > 0) await Step(officer, screening, "needs", ("health_note", health));
        await Step(officer, screening, "account", ("own_account", account), ("category", "labour"));
        if (outcome == "reasonable_grounds")
        {
            await Step(officer, screening, "recruitment", ("A01", "Yes"), ("D01", "Yes"), ("D02", "Yes"));
            await Step(officer, screening, "work", ("E01", "Yes"), ("E02", "Yes"), ("F01", "Yes"), ("F02", "Yes"));
        }

        await Step(officer, screening, "conclusion", ("conclusion_outcome", outcome), ("conclusion_reasons", "Because"), ("other_pathway", "labour"));
        await officer.GetAsync($"{screening}/check");
        await officer.PostAsync($"{screening}/check");
        return NumberIn(officer.Path);
    }

    /// <summary>A new screening at its account step, which may be written down only after consent.</summary>
    public static async Task<string> OpenAccountStepAsync(Visitor officer)
    {
        await officer.GetAsync("/screenings/new");
        await officer.PostAsync("/screenings/new");
        var screening = officer.Path;
        await officer.GetAsync($"{screening}/consent");
        await officer.PostAsync($"{screening}/consent", ("consent_outcome", "given"), ("consent_points", "interview"));
        await officer.GetAsync($"{screening}/account");
        return $"{screening}/account";
    }

    /// <summary>The first authority that the page offers decides; where a panel sits already, a reason is given.</summary>
    public static async Task ConveneAsync(Visitor secretary, string number, params string[] members)
    {
        await secretary.GetAsync($"/cases/{number}/identification/convene");
        var chosen = secretary.Page.QuerySelectorAll("input[name=Members]")
            .Where(i => members.Any(m => i.ParentElement!.TextContent.Contains(m, StringComparison.Ordinal))).Select(i => ("Members", i.GetAttribute("value")!));
        var offered = secretary.Page.QuerySelectorAll("input[name=Authority]");
        var authority = offered.FirstOrDefault(i => i.ParentElement!.TextContent.Contains("Thammanoon", StringComparison.Ordinal)) ?? offered[0];
        await secretary.PostAsync($"/cases/{number}/identification/convene", [.. chosen, ("Authority", authority.GetAttribute("value")!), ("Anew", "A member is ill"), .. Meeting]);
    }

    /// <summary>A new meeting, as the convening form asks for it.</summary>
    public static (string, string)[] Meeting => [("Meeting.Day", Portal.Day(21)), ("Meeting.Time", "13:30"), ("Meeting.Place", "Meeting room 2")];

    /// <summary>Whoever has a seat declares no conflict of interest, or one.</summary>
    public static Task<Visitor> DeclareAsync(Visitor member, string number, string? conflict = null) =>
        Then(member, $"/cases/{number}/identification", "Declare", ("Declared", conflict is null ? "no" : "yes"), ("ConflictReason", conflict ?? ""));

    /// <summary>What a form of opinion asks: every element of both offences.</summary>
    public static (string, string)[] Findings(string trafficking) =>
    [
        ("Opinion.Act", "Yes"), ("Opinion.Means", "Yes"), ("Opinion.Purpose", "Yes"), ("Opinion.Trafficking", trafficking),
        ("Opinion.Compulsion", "Unclear"), ("Opinion.Labour", "Unclear"), ("Opinion.ForcedLabour", "Unclear"),
    ];

    /// <summary>A member without a conflict gives an opinion on s.6.</summary>
    public static async Task<Visitor> OpineAsync(Visitor member, string number, string trafficking)
    {
        await DeclareAsync(member, number);
        await member.GetAsync($"/cases/{number}/identification/opinion");
        return await member.PostAsync($"/cases/{number}/identification/opinion", [.. Findings(trafficking), ("Opinion.Reasons", "My reasons")]);
    }

    /// <summary>The authority decides, in writing where no attendance is recorded, and answers whatever opinion there is.</summary>
    public static async Task<Visitor> DecideAsync(Visitor authority, string number, string outcome, string reasons = "Weighing all")
    {
        await DeclareAsync(authority, number);
        await authority.GetAsync($"/cases/{number}/identification/decide");
        var answers = authority.Page.QuerySelectorAll("textarea[name^='answer.']").Select(t => (t.GetAttribute("name")!, "An answer")).ToList();
        return await authority.PostAsync($"/cases/{number}/identification/decide", [("Outcome", outcome), ("Reasons", reasons), ("PlainWords", "We read what you told us"), ("InWriting", "All members agreed to it"), .. answers]);
    }

    /// <summary>The letter is read to the person now, in Thai, with the right to a review; or they could not be told.</summary>
    public static async Task<Visitor> TellAsync(Visitor teller, string number, string how = "ReadOut", params (string, string)[] values)
    {
        await teller.GetAsync($"/cases/{number}/identification/tell");
        return await teller.PostAsync($"/cases/{number}/identification/tell", [("Input.How", how), ("Input.Day", Shown(teller, "Input_Day")), ("Input.Time", Shown(teller, "Input_Time")),
            .. values.Length > 0 ? values : [("Input.Language", "th"), ("Input.Interpreter", "Present"), ("Input.Review", "true")]]);
    }

    /// <summary>Somebody passes on what a person asks by the number of their case.</summary>
    public static async Task<Visitor> PassOnAsync(Visitor officer, string number, string ask = "WithdrawConsent", string words = "She wants it to end; call her sister")
    {
        await officer.GetAsync("/messages/by-number");
        return await officer.PostAsync("/messages/by-number", ("Number", number), ("Ask", ask), ("Text", words));
    }

    /// <summary>Sends a referral with consent, sharing identity; returns its number.</summary>
    public static async Task<string> ReferAsync(Visitor sender, string number, params string[] sections)
    {
        await sender.GetAsync($"/cases/{number}/referrals/new");
        await sender.PostAsync($"/cases/{number}/referrals/new", [.. ConsentNow, ("Input.Languages", "my"),
            .. (sections.Length == 0 ? ["Identity"] : sections).Select(s => ("Input.Sections", s))]);
        return sender.Path[(sender.Path.LastIndexOf('/') + 1)..];
    }

    /// <summary>Sends a referral that names the shelter; another one is a redirection.</summary>
    public static async Task<string> ReferToUnitAsync(Visitor sender, string number, string unit)
    {
        await sender.GetAsync($"/cases/{number}/referrals/new");
        await sender.PostAsync($"/cases/{number}/referrals/new", [.. ConsentNow, ("Input.UnitId", $"{ReferenceData.IdOf("unit", unit)}"), ("Input.Languages", "my"), ("Input.Sections", "Identity")]);
        return sender.Path[(sender.Path.LastIndexOf('/') + 1)..];
    }

    /// <summary>The fields of a referral form for a consent that is given now, everything explained.</summary>
    public static (string, string)[] ConsentNow =>
    [
        ("Input.RestsOn", "consent"), ("Input.How", "Signature"), ("Input.Interpreter", "Present"), ("Input.Reach", "any"), .. SevenPoints,
    ];

    /// <summary>The seven points ticked.</summary>
    public static IEnumerable<(string, string)> SevenPoints => NrmPortal.Domain.Cases.ConsentNotice.Points.Select(p => ("Input.Points", p.Code));

    /// <summary>DATIP claims and approves for the shelter whose name contains <paramref name="shelter"/>.</summary>
    public static async Task ApproveAsync(Visitor datip, string referral, string shelter)
    {
        await Then(datip, $"/referrals/{referral}", "Claim");
        var unit = datip.Page.QuerySelectorAll("tr").First(r => r.TextContent.Contains(shelter, StringComparison.Ordinal)).QuerySelector("button[name=UnitId]")!.GetAttribute("value")!;
        // A place that does not fit in all points needs it.
        await Then(datip, $"/referrals/{referral}", "Approve", ("UnitId", unit), ("Reason", "It has a place now"));
    }

    /// <summary>A consent given now that lets one kind of agency have the identity, or the parts that are named.</summary>
    public static async Task ConsentToAgencyAsync(Visitor caseworker, string number, string agency, params string[] sections)
    {
        if (sections.Length == 0) sections = ["Identity"];
        await caseworker.GetAsync($"/cases/{number}/consent/new");
        await caseworker.PostAsync($"/cases/{number}/consent/new", [("Input.Purpose", "Referral"), ("Input.Outcome", "Given"), .. sections.Select(s => ("Input.Sections", s)), ("Input.Reach", "agency"), ("Input.Agency", agency), ("Input.Language", "my"), ("Input.Interpreter", "Present"), ("Input.How", "Signature"), ("Input.GivenBy", "Person"), .. SevenPoints]);
    }

    /// <summary>All that an NGO reads that has a case.</summary>
    public static string[] PartsOfAnNgo => ["Identity", "Account", "Plan", "Consent"];

    /// <summary>Proposes to hand the case over: to an NGO on a yes that is given now, to an office of the ministry by its duty.</summary>
    public static async Task ProposeTransferAsync(Visitor caseworker, string number, string unit, params (string, string)[] more)
    {
        var needsYes = unit.StartsWith("NGO", StringComparison.Ordinal);
        if (needsYes) await ConsentToAgencyAsync(caseworker, number, "Ngo", PartsOfAnNgo);
        await caseworker.GetAsync($"/cases/{number}/transfer");
        var basis = needsYes ? caseworker.Page.QuerySelectorAll("#Input_Basis option").Select(o => o.GetAttribute("value")!).First(v => v.StartsWith("c:", StringComparison.Ordinal)) : "g:duty";
        await caseworker.PostAsync($"/cases/{number}/transfer?handler=Propose", [("Input.UnitId", $"{ReferenceData.IdOf("unit", unit)}"), ("Input.Basis", basis), ("Input.Reason", "Known there for a year"), .. more]);
    }

    /// <summary>Refers the person to a service that takes no place, with a consent that names the kind of agency; returns the referral's number.</summary>
    public static async Task<string> ReferToServiceAsync(Visitor caseworker, string number, string kind, string unit, string agency, string needs = "Advice on a contract")
    {
        await ConsentToAgencyAsync(caseworker, number, agency);
        await caseworker.GetAsync($"/cases/{number}/referrals/service?kind={kind}");
        var basis = caseworker.Page.QuerySelectorAll("#Input_Basis option").Select(o => o.GetAttribute("value")!).First(v => v.StartsWith("c:", StringComparison.Ordinal));
        await caseworker.PostAsync($"/cases/{number}/referrals/service", ("Kind", kind), ("Input.UnitId", $"{ReferenceData.IdOf("unit", unit)}"), ("Input.Basis", basis), ("Input.Sections", "Identity"), ("Input.Remarks", needs), ("Input.Languages", "my"));
        return caseworker.Path["/referrals/".Length..];
    }

    /// <summary>All five dangers at one level, to be assessed again on that day.</summary>
    public static async Task AssessRiskAsync(Visitor visitor, string number, string level, string again)
    {
        await visitor.GetAsync($"/cases/{number}/risk/assess");
        await visitor.PostAsync($"/cases/{number}/risk/assess", [.. new[] { "Traffickers", "SelfHarm", "Community", "Retrafficking", "Health" }.Select(d => ($"Input.{d}", level)),
            ("Input.Narrative", "What was seen and told"), ("Input.Again", again)]);
    }

    public static async Task WarnAsync(Visitor visitor, string number, string code, string note = "")
    {
        await visitor.GetAsync($"/cases/{number}/risk/warn");
        await visitor.PostAsync($"/cases/{number}/risk/warn", ("Code", code), ("From", Portal.Day(0)), ("Note", note));
    }

    /// <summary>A basis of stay; what is not named here is as the form shows it: from now on.</summary>
    public static async Task<Visitor> StayAsync(Visitor visitor, string number, string basis, params (string Name, string Value)[] values)
    {
        var address = $"/cases/{number}/placements/new";
        await visitor.GetAsync(address);
        (string Name, string Value)[] usual = [("Input.Basis", basis), ("Input.Place", "MsdhsOffice"), ("Input.RestsOn", "authority"), ("Input.Authority", "MSDHS Tak"),
            ("Input.From", Shown(visitor, "Input_From")), ("Input.FromTime", Shown(visitor, "Input_FromTime"))];
        return await visitor.PostAsync(address, [.. usual.Where(u => values.All(v => v.Name != u.Name)), .. values]);
    }

    private static string Shown(Visitor visitor, string id) => visitor.Page.GetElementById(id)?.GetAttribute("value") ?? "";
    /// <summary>Writes to all offices of the case.</summary>
    public static async Task WriteAsync(Visitor writer, string number, string text)
    {
        await writer.GetAsync($"/cases/{number}/messages");
        await writer.PostAsync($"/cases/{number}/messages", [("Text", text), .. writer.Page.QuerySelectorAll("input[name=To]").Select(i => ("To", i.GetAttribute("value")!))]);
    }

    /// <summary>Gives a task to whom the list names so; arrives at the task.</summary>
    public static async Task GiveTaskAsync(Visitor giver, string number, string text, string to, string due = "")
    {
        await giver.GetAsync($"/cases/{number}/tasks");
        var before = giver.Page.QuerySelectorAll("main td a[href*='/tasks/']").Select(a => a.GetAttribute("href")).ToHashSet();
        await giver.PostAsync($"/cases/{number}/tasks", ("Text", text), ("To", Option(giver, to)), ("Due", due));
        await giver.GetAsync(giver.Page.QuerySelectorAll("main td a[href*='/tasks/']").Select(a => a.GetAttribute("href")).First(h => !before.Contains(h))!);
    }

    public static async Task HandOverAsync(Visitor giver, string task, string to)
    {
        await giver.GetAsync(task);
        await giver.PostAsync($"{task}?handler=HandOver", ("To", Option(giver, to)), ("Reason", "They are nearer"));
    }

    /// <summary>The leaving shift hands over everything that the page offers.</summary>
    public static async Task LeaveShiftAsync(Visitor leaving)
    {
        await leaving.GetAsync("/tasks/handover");
        var chosen = leaving.Page.QuerySelectorAll("input[type=checkbox]").Select(i => (i.GetAttribute("name")!, "true"));
        await leaving.PostAsync("/tasks/handover", [.. chosen, ("Points[0].Remark", "Asks for her sister")]);
    }

    private static string Option(Visitor visitor, string text) =>
        visitor.Page.QuerySelectorAll("select[name=To] option").First(o => o.TextContent.Contains(text, StringComparison.Ordinal)).GetAttribute("value")!;

    public static async Task<Visitor> Then(Visitor visitor, string path, string handler, params (string, string)[] values)
    {
        await visitor.GetAsync(path);
        return await visitor.PostAsync($"{path}?handler={handler}", values);
    }

    private static async Task Step(Visitor officer, string screening, string step, params (string, string)[] values)
    {
        await officer.GetAsync($"{screening}/{step}");
        await officer.PostAsync($"{screening}/{step}", values);
    }

    private static string NumberIn(string path) => Number().Match(path).Value;

    [GeneratedRegex("(FC|NRM)-[0-9]+-[0-9]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
