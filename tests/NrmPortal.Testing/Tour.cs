namespace NrmPortal.Testing;

/// <summary>A page of the portal and who looks at it where.</summary>
public sealed record Stop(string Route, string? User, string Path);

/// <summary>Every page of the portal, with a case in motion, so that each has something to show.</summary>
/// <param name="Warned">The number of the case that has dangers.</param>
public sealed record Tour(IReadOnlyList<Stop> Stops, string Warned)
{
    public static async Task<Tour> PrepareAsync(Portal portal)
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer, health: "A wound");
        var screening = (await officer.GetAsync($"/cases/{number}")).Page.QuerySelector("main a[href^='/screenings/']")!.GetAttribute("href")!;
        var referral = await Story.ReferAsync(officer, number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        // Every page of the case then carries its dangers, and the strip has days.
        await Story.WarnAsync(officer, number, "TraffickerNear");
        await Story.WarnAsync(officer, number, "AskCodeWord", "jasmine");
        var caseworker = await portal.VisitAsync("caseworker");
        await Story.AssessRiskAsync(caseworker, number, "Critical", Portal.Day(14));
        await Story.StayAsync(caseworker, number, "CustodyS29", ("Input.From", Portal.Day(-4)));
        await Story.StayAsync(caseworker, number, "WelfareS33");
        var consent = (await officer.GetAsync($"/cases/{number}/consent")).Page.QuerySelector("main h2 a")!.GetAttribute("href")!;
        await caseworker.GetAsync($"/cases/{number}/disclosures/new");
        await caseworker.PostAsync($"/cases/{number}/disclosures/new", ("Input.Outside", "Hospital"), ("Input.Name", "A hospital"), ("Input.Sections", "Identity"), ("Input.Reason", "Treatment"), ("Input.Basis", "g:s33"), ("Input.How", "ByHand"));
        var disclosure = await portal.ScalarAsync($"select d.id from disclosures d join cases c on c.id = d.case_id where c.nrm_number = '{number}'");
        await officer.GetAsync("/screenings/new");
        await officer.PostAsync("/screenings/new");
        await ReturnStory.AnnounceAsync(await portal.VisitAsync("mfa"));
        var announced = await portal.ScalarAsync("select c.first_contact_number from cases c join arrival_notices a on a.case_id = c.id");
        var elsewhere = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), outcome: "none");
        return new Tour([new("/arrivals", "mfa", "/arrivals"), new("/cases/{number}/return/announce", "mfa", $"/cases/{announced}/return/announce"), new("/cases/{number}/screen", "caseworker", $"/cases/{announced}/screen"), new("/cases/{number}/close-notification", "caseworker", $"/cases/{announced}/close-notification"), new("/cases/{number}/screen-again", "officer.immigration", $"/cases/{elsewhere}/screen-again"),
            new("/referrals/{number}/sender", "officer.immigration", $"/referrals/{referral}/sender"), new("/cases/{number}/disclosures/{id:guid}/told", "caseworker", $"/cases/{number}/disclosures/{disclosure}/told"), .. Public(), .. Work(number, screening, officer.Path, referral, consent), .. await Identification(portal, number), .. await Rest(portal, officer.Path, number)], number);
    }

    private static IEnumerable<Stop> Public() =>
    [
        new("/", null, "/"), new("/help/{lang?}", null, "/help/my"), new("/report", null, "/report"), new("/verify/{code}", null, "/verify/0"), new("/flow", null, "/flow"), new("/urgent/{screening:guid?}", null, "/urgent"),
        new("/account/login", null, "/account/login"), new("/account/set-password", null, "/account/set-password"), new("/error/{code:int}", null, "/error/404"),
    ];

    private static IEnumerable<Stop> Work(string number, string screening, string draft, string referral, string consent) =>
    [
        new("/home", "officer.immigration", "/home"), new("/screenings", "officer.immigration", "/screenings"), new("/screenings/new", "officer.immigration", "/screenings/new"),
        new("/screenings/{id:guid}", "officer.immigration", draft), new("/screenings/{id:guid}/{step}", "officer.immigration", draft + "/work"), new("/screenings/{id:guid}/check", "officer.immigration", screening + "/check"),
        new("/cases", "caseworker", "/cases"), new("/cases/{number}", "caseworker", $"/cases/{number}"), new("/cases/{number}/history", "caseworker", $"/cases/{number}/history"), new("/cases/{number}/links", "caseworker", $"/cases/{number}/links"),
        new("/cases/{number}/consent", "caseworker", $"/cases/{number}/consent"), new("/cases/{number}/consent/new", "caseworker", $"/cases/{number}/consent/new"),
        new("/cases/{number}/consent/{id:guid}", "caseworker", consent), new("/cases/{number}/disclosures", "caseworker", $"/cases/{number}/disclosures"),
        new("/cases/{number}/disclosures/new", "caseworker", $"/cases/{number}/disclosures/new"),
        new("/cases/{number}/closure", "caseworker", $"/cases/{number}/closure"), new("/cases/{number}/placements", "caseworker", $"/cases/{number}/placements"),
        new("/cases/{number}/placements/new", "caseworker", $"/cases/{number}/placements/new"), new("/cases/{number}/placements/end", "caseworker", $"/cases/{number}/placements/end"),
        new("/cases/{number}/risk", "caseworker", $"/cases/{number}/risk"), new("/cases/{number}/risk/assess", "caseworker", $"/cases/{number}/risk/assess"), new("/cases/{number}/risk/warn", "caseworker", $"/cases/{number}/risk/warn"),
        new("/cases/{number}/referrals/new", "caseworker", $"/cases/{number}/referrals/new"), new("/cases/{number}/identification/convene", "mdt.secretary", $"/cases/{number}/identification/convene"),
        new("/cases/{number}/identification", "labour", $"/cases/{number}/identification"), new("/review", "datip", "/review"), new("/flow/live", "datip", "/flow/live"),
        new("/referrals", "shelter.ngo", "/referrals"), new("/referrals/{number}", "shelter.ngo", $"/referrals/{referral}"), new("/coordination", "scnrm", "/coordination"),
        new("/tasks", "caseworker", "/tasks?Whose=Team"), new("/tasks/handover", "caseworker", "/tasks/handover"), new("/notifications", "caseworker", "/notifications"),
        new("/cases/{number}/tasks", "caseworker", $"/cases/{number}/tasks"), new("/cases/{number}/messages", "caseworker", $"/cases/{number}/messages"),
        new("/account/notifications", "caseworker", "/account/notifications"), new("/account/absence", "caseworker", "/account/absence"),
        new("/admin/post", "admin", "/admin/post"),
        new("/account/profile", "officer.immigration", "/account/profile"), new("/account/two-factor", "agency.admin", "/account/two-factor"), new("/admin/users", "agency.admin", "/admin/users"),
        new("/cases/{number}/clocks", "caseworker", $"/cases/{number}/clocks"), new("/admin/clocks", "datip.coordinator", "/admin/clocks"), new("/admin/clocks/{code}", "datip.coordinator", "/admin/clocks/ReflectionPeriod"), new("/admin/holidays", "datip.coordinator", "/admin/holidays"),
        new("/admin/fund", "datip.coordinator", "/admin/fund"), new("/admin/fund/{benefit}", "datip.coordinator", "/admin/fund/living"),
        new("/audit", "auditor", "/audit"),
        new("/directory", "auditor", "/directory"), new("/directory/{unit}", "agency.admin", "/directory/IMM-63"), new("/directory/{unit}", "shelter.ngo", "/directory/SHN-63"),
        new("/directory/{unit}/edit", "agency.admin", "/directory/IMM-63/edit"), new("/directory/new", "datip.coordinator", "/directory/new"), new("/directory/new", "datip.coordinator", "/directory/new?Kind=NgoShelter&Province=50"), new("/directory/{unit}/places", "shelter.ngo", "/directory/SHN-63/places"), new("/directory/{unit}/places/state", "shelter.ngo", "/directory/SHN-63/places/state"),
    ];

    private static async Task<IEnumerable<Stop>> Children(Portal portal)
    {
        var (number, caseworker) = (await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration")), await portal.VisitAsync("caseworker"));
        await ChildStory.AskDcyAsync(caseworker, number);
        await ChildStory.NameAsync(caseworker, number, "PossibleSuspect");
        await ChildStory.NameAsync(caseworker, number, "Cleared");
        await ChildStory.InterviewAsync(caseworker, number);
        await ChildStory.AgeAsync(caseworker, number, "Inconclusive", ("Input.Years", "17"), ("Input.Margin", "18"));
        await ChildStory.FillAsync(caseworker, number, "assessment", ChildStory.BestInterests);
        await ChildStory.FlagAsync(caseworker, number);
        await ChildStory.AnswerAsync(caseworker, number, "ProsecutedWithoutPermission");
        var other = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        return [new("/cases/{number}/child", "dcy", $"/cases/{number}/child"), new("/cases/{number}/child/dcy", "caseworker", $"/cases/{other}/child/dcy"), new("/cases/{number}/non-punishment", "caseworker", $"/cases/{number}/non-punishment"),
            .. new[] { "assessment", "determination", "guardian", "age", "interview" }.Select(page => new Stop($"/cases/{{number}}/child/{page}", "dcy", $"/cases/{number}/child/{page}"))];
    }

    // A panel that sits, and a case that has been decided.
    private static async Task<IEnumerable<Stop>> Identification(Portal portal, string number)
    {
        await Story.OpineAsync(await portal.VisitAsync("labour"), number, "Yes");
        await Story.DeclareAsync(await portal.VisitAsync("authority"), number);
        var decided = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var secretary = await portal.VisitAsync("mdt.secretary");
        await Story.ConveneAsync(secretary, decided, "Mana", "Aiyakarn");
        foreach (var member in new[] { "mdt", "prosecutor" }) await Story.OpineAsync(await portal.VisitAsync(member), decided, "Yes");
        await Story.DecideAsync(await portal.VisitAsync("authority"), decided, "VictimTraffickingS6");
        await secretary.GetAsync($"/cases/{decided}/identification");
        var letter = secretary.Page.QuerySelector("main a[href*='/letters/']")!.GetAttribute("href")!;
        var sitting = secretary.Page.QuerySelector("main a[href^='/identification/sittings/']")!.GetAttribute("href")!;
        // Closed: it may be reopened, and still be reviewed.
        await portal.ScalarAsync($"update cases set stage = 'FollowUp' where nrm_number = '{decided}'");
        string At(string of, string page) => $"/cases/{of}/identification/{page}";
        return [new("/cases/{number}/identification/opinion", "labour", At(number, "opinion")), new("/cases/{number}/identification/decide", "authority", At(number, "decide")),
            new("/cases/{number}/identification/minutes", "mdt.secretary", At(number, "minutes")), new("/cases/{number}/identification/review", "caseworker", At(decided, "review")),
            new("/cases/{number}/identification/new-facts", "caseworker", At(decided, "new-facts")), new("/cases/{number}/follow-up", "caseworker", $"/cases/{decided}/follow-up"), new("/cases/{number}/identification/reopen", "caseworker", At(decided, "reopen")), new("/cases/{number}/reopen", "caseworker", $"/cases/{decided}/reopen"), new("/cases/{number}/closure", "caseworker", $"/cases/{decided}/closure"), new("/cases/{number}/identification", "caseworker", $"/cases/{decided}/identification"),
            new("/cases/{number}/identification/letters/{id:guid}", "caseworker", letter), new("/cases/{number}/identification/tell", "caseworker", At(decided, "tell")), new("/messages/by-number", "hotline", "/messages/by-number?sent=true"), new("/identification/sittings", "mdt.secretary", "/identification/sittings"),
            new("/identification/sittings/{id:guid}", "mdt.secretary", sitting), new("/identification/sittings/{id:guid}/move", "mdt.secretary", sitting + "/move"),
            new("/identification/sittings/{id:guid}/cancel", "mdt.secretary", sitting + "/cancel"), new("/identification/sittings/{id:guid}/attendance", "mdt.secretary", sitting + "/attendance"),
            new("/identification/sittings/{id:guid}/print/{sheet}", "mdt.secretary", sitting + "/print/agenda"), new("/identification/sittings/{id:guid}/print/{sheet}", "mdt.secretary", sitting + "/print/minutes")];
    }

    // A service that takes no place, and a case that is offered to another office.
    private static async Task<IEnumerable<Stop>> Moving(Portal portal, Visitor caseworker, string number)
    {
        var service = await Story.ReferToServiceAsync(caseworker, number, "LegalAid", "MOJ-63", "Justice");
        await Story.ProposeTransferAsync(caseworker, number, "NGO-63");
        var transfer = await portal.ScalarAsync($"select id from case_transfers where case_number = '{number}'") ?? throw new InvalidOperationException("No transfer was proposed.");
        await Story.Then(await portal.VisitAsync("justice"), $"/referrals/{service}/notes", "Ask", ("Text", "Is an interpreter needed?"));
        return [new("/referrals/{number}/notes", "caseworker", $"/referrals/{service}/notes"), new("/referrals/{number}/calls", "datip", $"/referrals/{service}/calls"), new("/cases/{number}/referrals/kinds", "caseworker", $"/cases/{number}/referrals/kinds"), new("/cases/{number}/referrals/service", "caseworker", $"/cases/{number}/referrals/service?kind=LegalAid"),
            new("/referrals/{number}/service", "justice", $"/referrals/{service}/service"), new("/cases/{number}/transfer", "caseworker", $"/cases/{number}/transfer"),
            new("/transfers", "ngo", "/transfers"), new("/transfers/{id:guid}", "ngo", $"/transfers/{transfer}")];
    }

    private static async Task<IEnumerable<Stop>> Care(Visitor caseworker, string number)
    {
        await CareStory.PlanAsync(caseworker, number);
        await CareStory.PlanAsync(caseworker, number, ("Input.Why", "She found work"));
        await CareStory.ConferAsync(caseworker, number);
        await CareStory.ServeAsync(caseworker, number, "training");
        await CareStory.StrikeServiceAsync(caseworker, number, "Recorded twice");
        await CareStory.ServeAsync(caseworker, number, "training");
        var wrong = caseworker.Page.QuerySelector("main a[href*='corrects=']")!.GetAttribute("href")!;
        var end = caseworker.Page.QuerySelector("main a[href$='/end']")!.GetAttribute("href")!;
        return [new("/cases/{number}/services/{id:guid}/end", "caseworker", end), new("/cases/{number}/services/new", "caseworker", wrong), .. new[] { "plan", "plan/new", "plan/conference", "plan/mine", "services", "services/new", "daily", "daily/leave", "daily/incident", "daily/restriction", "daily/house", "daily/exit" }
            .Select(page => new Stop($"/cases/{{number}}/{page}", "caseworker", $"/cases/{number}/{page}"))];
    }

    // Everything ready, nobody gone yet: the form of the departure is open.
    private static async Task<IEnumerable<Stop>> Returning(Portal portal, Visitor caseworker)
    {
        var number = await ReturnStory.VictimAsync(portal, "Homeward Example");
        await ReturnStory.PrepareAsync(caseworker, number);
        await ReturnStory.PermitAsync(caseworker, number, Portal.Day(-2));
        return [.. new[] { "", "/plan", "/departure", "/homecoming", "/permit" }.Select(page => new Stop($"/cases/{{number}}/return{page}", "caseworker", $"/cases/{number}/return{page}")),
            new("/cases/{number}/return/step", "caseworker", $"/cases/{number}/return/step?kind=RiskAssessed")];
    }

    private static async Task<IEnumerable<Stop>> Documents(Visitor caseworker, string number)
    {
        await Papers.AddAsync(caseworker, number, "Health");
        var paper = caseworker.Path;
        return [.. new[] { "", "/new", "/issue" }.Select(page => new Stop($"/cases/{{number}}/documents{page}", "caseworker", $"/cases/{number}/documents{page}")),
            .. new[] { "", "/version", "/withdraw" }.Select(page => new Stop($"/cases/{{number}}/documents/{{id:guid}}{page}", "caseworker", paper + page))];
    }

    // A police case with everything on it, and a claim in every state.
    private static async Task<IEnumerable<Stop>> Justice(Portal portal, string number)
    {
        var (caseworker, prosecutor) = (await portal.VisitAsync("caseworker"), await portal.VisitAsync("prosecutor"));
        await JusticeStory.OpenAsync(caseworker, number);
        await JusticeStory.SuspectAsync(prosecutor, number, "Boss Example");
        await JusticeStory.ChargeAsync(prosecutor, number);
        await JusticeStory.StepAsync(caseworker, number, "TestimonyRequested", -12);
        await JusticeStory.StepAsync(prosecutor, number, "ProsecutionOrdered", -10, "prosecution");
        await JusticeStory.CourtAsync(caseworker, number, 10);
        await JusticeStory.AskOfficerAsync(caseworker, number, "labour", "LabourOfficer");
        await JusticeStory.ClaimAsync(prosecutor, number, "CivilS34", "100000.50");
        var claim = prosecutor.Path;
        await JusticeStory.RecordAsync(prosecutor, claim, "Ordered", "80000");
        await JusticeStory.RecordAsync(prosecutor, claim, "Paid", "90000", "Interest");
        var court = (await prosecutor.GetAsync($"/cases/{number}/legal")).Page.QuerySelector("main a[href*='/legal/court/']")!.GetAttribute("href")!;
        var end = prosecutor.Page.QuerySelector("main a[href$='/end']")!.GetAttribute("href")!;
        var offices = prosecutor.Page.QuerySelector("main a[href$='/offices']")!.GetAttribute("href")!;
        return [new("/cases/{number}/legal", "caseworker", $"/cases/{number}/legal"), new("/cases/{number}/compensation", "caseworker", $"/cases/{number}/compensation"),
            new("/cases/{number}/legal/court/{id:guid}", "prosecutor", court), new("/cases/{number}/legal/police-case/{id:guid}/end", "prosecutor", end), new("/cases/{number}/legal/police-case/{id:guid}/offices", "prosecutor", offices), new("/cases/{number}/compensation/{id:guid}", "prosecutor", claim),
            .. new[] { "legal", "legal/police-case", "legal/charge", "legal/suspect", "legal/step", "legal/court", "legal/prosecution", "legal/verdict", "legal/note", "legal/compensation-right", "compensation/claim" }
                .Select(page => new Stop($"/cases/{{number}}/{page}", "prosecutor", $"/cases/{number}/{page}"))];
    }

    // Pages that stand at the end of something that has to be done first.
    private static async Task<IEnumerable<Stop>> Rest(Portal portal, string draft, string number)
    {
        var person = (await (await portal.VisitAsync("agency.admin")).GetAsync("/admin/users")).Page.QuerySelector("main a[href^='/admin/users/']")!.GetAttribute("href")!;
        var unseen = await Story.ScreenAsync(await portal.VisitAsync("officer.labour"));
        var hotline = await portal.VisitAsync("hotline");
        await hotline.GetAsync("/break-glass");
        await hotline.PostAsync("/break-glass", ("Number", unseen), ("Reason", "She called from a locked room"));
        var opening = (await (await portal.VisitAsync("datip.coordinator")).GetAsync("/home")).Page.QuerySelector("main a[href^='/break-glass/']")!.GetAttribute("href")!;

        var officer = await portal.VisitAsync("officer.immigration");
        await Story.ScreenAsync(officer, outcome: "none", age: "unknown");
        var second = (await (await portal.VisitAsync("officer.immigration2")).GetAsync("/screenings")).Page.QuerySelector("main a[href$='/second']")!.GetAttribute("href")!;
        await officer.GetAsync(draft + "/danger");
        officer.Forget("nrm.session");
        await officer.PostAsync(draft + "/danger", ("danger_now", "yes"));
        var kept = Uri.UnescapeDataString(officer.Query).Split("ReturnUrl=")[1];
        var caseworker = await portal.VisitAsync("caseworker");
        await Story.GiveTaskAsync(caseworker, number, "Call the interpreter", "Immigration Checkpoint");
        var task = caseworker.Path;
        await Story.WriteAsync(caseworker, number, "The doctor comes on Friday");
        return [.. await Children(portal), .. await Documents(caseworker, number), .. await Care(caseworker, number), .. await Returning(portal, caseworker), .. await Moving(portal, caseworker, number), .. await Justice(portal, number), new("/cases/{number}/tasks/{id:guid}", "caseworker", task), new("/admin/users/{membership:guid}", "agency.admin", person), new("/break-glass", "hotline", "/break-glass"), new("/break-glass/{id:guid}", "datip.coordinator", opening),
            new("/screenings/{id:guid}/second", "officer.immigration2", second), new("/account/draft/{id:guid}", "officer.immigration", kept)];
    }
}
