using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Identification;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>The secretary convenes the MDT: members who give opinions, and the competent authority, to a meeting two hours later.</summary>
internal sealed record Convene(string By, DateTimeOffset At, string Authority, IReadOnlyList<string> Members) : Act(By, At)
{
    /// <summary>A review is a second round.</summary>
    public int Round { get; init; } = 1;

    /// <summary>When the meeting is; several cases with the same time are on one agenda.</summary>
    public DateTimeOffset? Sits { get; init; }

    public override async Task Tell(Scene scene)
    {
        var seats = Members.Append(Authority).Select(Cast.Of).Select(p => new Member(p.Actor.MembershipId, p.Actor.UserId, p.Agency, p.User == Authority)).ToList();
        var sitting = await Sitting(scene);
        scene.Db.Add((await scene.Case()).Convene(scene.Id($"panel{Round}"), new(Round, sitting, seats, new MdtRules()), open: null, scene.By, At));
    }

    public override void Show(Sight sight) => sight.Seat(Members.Append(Authority));

    private async Task<Sitting> Sitting(Scene scene)
    {
        var (by, starts) = (scene.By, Sits ?? At.AddHours(2));
        var id = Sits is null ? scene.Id($"sitting{Round}") : StoryIds.Make($"sitting/{by.ProvinceCode}", starts);
        if (await scene.Db.Sittings.FindAsync(id) is { } planned) return planned;
        return scene.Db.Add(Domain.Identification.Sitting.Plan(id, by.ProvinceCode, starts, ("ห้องประชุมสำนักงาน พมจ. / Provincial office, meeting room", Sits is null ? null : "https://meet.example/mdt"), by, At)).Entity;
    }
}

/// <summary>A member stands back from a case for a conflict of interest.</summary>
internal sealed record StandBack(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).DeclareInterest(
        await scene.Panel(), conflict: true, SealedText.Of("The employer is a relative of mine (made up for the demonstration)."), new MdtRules(), scene.By, At)!);

    public override void Show(Sight sight) => sight.Unseat(By);
}

/// <summary>Another member takes a seat.</summary>
internal sealed record SeatAnother(string By, DateTimeOffset At, string Member) : Act(By, At)
{
    public override async Task Tell(Scene scene) =>
        (await scene.Case()).SeatMember(await scene.Panel(), new Member(Cast.Of(Member).Actor.MembershipId, Cast.Of(Member).Actor.UserId, Cast.Of(Member).Agency), [], new MdtRules(), scene.By, At);

    public override void Show(Sight sight) => sight.Seat([Member]);
}

/// <summary>A member without a conflict gives an opinion on s.6 and on s.6/1.</summary>
internal sealed record Opine(string By, DateTimeOffset At, Finding Trafficking, Finding ForcedLabour) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var elements = Trafficking == Finding.Yes || ForcedLabour == Finding.Yes ? Finding.Yes : Finding.Unclear;
        var findings = new Findings(elements, elements, elements, Trafficking, ForcedLabour, elements, ForcedLabour);
        var (subject, panel) = (await scene.Case(), await scene.Panel());
        subject.DeclareInterest(panel, conflict: false, null, new MdtRules(), scene.By, At);
        // The database lets a seat speak or decide only after its declaration.
        await scene.Save();
        subject.GiveOpinion(panel, new Statement(findings, SealedText.Of("Reasons made up for the demonstration."), ForcedLabour == Finding.Yes ? ["documents", "debt"] : [], []),
            new MdtRules(), scene.By, At);
    }
}

/// <summary>The secretary writes down what was said of the case.</summary>
internal sealed record Minute(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).RecordMinutes(
        await scene.Panel(), null, SealedText.Of("The members heard the case manager and read the screening (made up for the demonstration)."), scene.By, At));
}

/// <summary>The secretary writes down who came, after the meeting has begun: the last member by link, the first perhaps by a deputy.</summary>
internal sealed record Attend(string By, DateTimeOffset At, bool Deputy = false) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var (subject, panel) = (await scene.Case(), await scene.Panel());
        var sitting = await scene.Db.Sittings.FirstAsync(s => s.Id == panel.SittingId);
        var seats = panel.Seats.Where(s => !s.HasConflict).OrderBy(s => s.Decides).ToList();
        sitting.TakeAttendance(scene.By, At);
        subject.RecordAttendance(panel, sitting, seats.ToDictionary(s => s.MembershipId, s =>
            Deputy && s == seats[0] ? new Came(Presence.Deputy, SealedText.Of("Deputy Example")) : new Came(s == seats[^1] ? Presence.ByLink : Presence.InPerson)), decided: !panel.IsOpen, new MdtRules(), scene.By, At);
    }
}

/// <summary>The secretary moves the meeting of the case.</summary>
internal sealed record Postpone(string By, DateTimeOffset At, DateTimeOffset To) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var (subject, panel) = (await scene.Case(), await scene.Panel());
        var sitting = await scene.Db.Sittings.FirstAsync(s => s.Id == panel.SittingId);
        scene.Db.Add(sitting.Move(To, (sitting.Place, sitting.Link), SealedText.Of("ห้องประชุมไม่ว่าง / The room is taken (made up for the demonstration)."), scene.By, At));
        subject.MoveSitting(panel, sitting, scene.By, At);
    }
}

/// <summary>The secretary cancels the meeting of the case, which waits again to be convened.</summary>
internal sealed record CallOff(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var (subject, panel) = (await scene.Case(), await scene.Panel());
        var sitting = await scene.Db.Sittings.FirstAsync(s => s.Id == panel.SittingId);
        scene.Db.Add(sitting.Cancel(SealedText.Of("น้ำท่วม เดินทางไม่ได้ / Floods: nobody can travel (made up for the demonstration)."), scene.By, At));
        subject.CancelSitting(panel, sitting, scene.By, At);
    }

    public override void Show(Sight sight) => sight.Decide(false);
}

/// <summary>The competent authority decides on two agencies' opinions and answers those that differ.</summary>
internal sealed record Decide(string By, DateTimeOffset At, IdentificationOutcome Outcome) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var (subject, panel) = (await scene.Case(), await scene.Panel());
        subject.DeclareInterest(panel, conflict: false, null, new MdtRules(), scene.By, At);
        // The database lets a seat speak or decide only after its declaration.
        await scene.Save();
        var answers = panel.Dissents(Outcome).ToDictionary(o => o.Id, _ => SealedText.Of("An answer made up for the demonstration.")!);
        scene.Db.Add(subject.Decide(panel, [], new Ruling(Outcome, SealedText.Of("Reasons made up for the demonstration."),
            SealedText.Of("เราอ่านคำบอกเล่าของท่านและข้อมูลทั้งหมดแล้ว (ตัวอย่าง)"), answers, panel.Opinions.ToDictionary(o => o.Id, o => o.At), []), new MdtRules(), scene.By, At));
    }

    public override void Show(Sight sight) => sight.Decide(Outcome != IdentificationOutcome.UndeterminedTimeLeft);
}

/// <summary>The person hears what was decided, and that they may ask for a review.</summary>
internal sealed record TellPerson(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        var decision = await scene.Db.Decisions.Where(d => d.CaseId == subject.Id).OrderByDescending(d => d.At).FirstAsync();
        scene.Db.Add(subject.TellDecision(scene.Id($"told.{decision.Id}"), decision, new Telling(TellingManner.ReadOut, "th", InterpreterUse.Present, ReviewExplained: true, null), At, scene.By, At));
    }
}

/// <summary>The decision comes before the MDT again: a review is asked for the person, or new facts are reported.</summary>
internal sealed record AskReview(string By, DateTimeOffset At, ReviewKind Kind) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var subject = await scene.Case();
        var decision = await scene.Db.Decisions.Where(d => d.CaseId == subject.Id).OrderByDescending(d => d.At).FirstAsync();
        scene.Db.Add(Kind == ReviewKind.Review
            ? subject.RequestReview(decision, ReviewAsker.Person, SealedText.Of("My passport was taken; nobody asked me about it (made up for the demonstration)."), scene.By, At)
            : subject.ReportNewFacts(decision, ReviewAsker.Organisation, SealedText.Of("A second worker has told of the same debt (made up for the demonstration)."), scene.By, At));
    }
}
