using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Screening;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>First contact: a case is opened and nothing more is known.</summary>
internal sealed record Notify(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene) =>
        scene.Db.Add(Case.Open(scene.CaseId, await scene.Numbers.FirstContact(At), Cast.Unit(Cast.OfficeOf(scene.By.ProvinceCode)), scene.By, At));

    public override void Show(Sight sight) => sight.Open(Cast.Of(By));
}

/// <summary>The interview begins and is kept as a draft.</summary>
internal sealed record Begin(string By, DateTimeOffset At, ScreeningAnswers Answers) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var definition = ScreeningDefinition.Current;
        var subject = await scene.Case();
        var screening = subject.StartScreening(scene.Id("screening"), await scene.Numbers.Screening(At), definition.Id, definition.Hash, scene.By, At);
        scene.Db.AddRange(screening, new ScreeningRecord(screening, SealedText.Of(Answers.ToJson())));
    }
}

/// <summary>The officer concludes; the answers fill the sections of the file, as the screening pages do it.</summary>
internal sealed record Conclude(string By, DateTimeOffset At, ScreeningAnswers Answers) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var (subject, screening, record) = (await scene.Case(), await scene.Screening(), await scene.Record());
        subject.Describe(Answers.AgeGroup, Answers.Sex, Answers.Category);
        var given = scene.Persona.Consents;
        scene.Db.Add(Answered.Of(scene, subject, "consent", given ? ConsentOutcome.Given : ConsentOutcome.Refused, new ConsentTerms(ConsentPurpose.Screening, [], Recipient.AnyThatHelps, null), At));
        if (SealedText.Of(Answers["health_note"]) is { } health) scene.Db.Add(new HealthNote(scene.Id("health"), subject.Id, health, scene.By, At));
        await Move(scene, subject, screening);
        record.Replace(SealedText.Of(new ScreeningForm(ScreeningDefinition.Current, Answers).Record.ToJson())!);
        await scene.Save();
        if (!given) return;
        var identity = new PersonIdentity(subject.Id);
        identity.Set(Answers["name"], null, null, Answers["nationality"], null, null);
        scene.Db.Add(identity);
        scene.Db.AddRange(scene.Tokens.For(identity));
    }

    public override void Show(Sight sight)
    {
        if (Answers["name"] is not null) sight.Name();
    }

    private async Task Move(Scene scene, Case subject, CaseScreening screening)
    {
        var outcome = Answers["conclusion_outcome"] switch
        {
            "reasonable_grounds" => ScreeningOutcome.ReasonableGrounds,
            "unclear" => ScreeningOutcome.Unclear,
            _ => ScreeningOutcome.None,
        };
        var second = outcome == ScreeningOutcome.None
            ? ScreeningSafeguards.SecondScreenerReasons(Answers, IndicatorPattern.Of(ScreeningDefinition.Current, Answers)) : [];
        var number = outcome == ScreeningOutcome.None ? "" : await scene.Numbers.Nrm(At);
        subject.Conclude(screening, outcome, second, () => number, scene.By, At);
    }
}

/// <summary>A second trained person confirms a negative, or finds reasonable grounds.</summary>
internal sealed record Second(string By, DateTimeOffset At, bool Confirms) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var number = Confirms ? "" : await scene.Numbers.Nrm(At);
        (await scene.Case()).AnswerAsSecondScreener(await scene.Screening(), Confirms, () => number, scene.By, At);
    }
}
