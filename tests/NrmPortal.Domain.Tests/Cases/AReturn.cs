using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Returns;
using NrmPortal.Domain.Tests.Flow;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>A return on which everything is ready, and its parts.</summary>
internal static class AReturn
{
    public static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = ThaiDay.Of(At);
    public static readonly Actor By = AChild.Acting(Role.ProvinceCaseworker);

    public static readonly Actor Supervisor = By with { UserId = Guid.NewGuid(), Role = Role.MdtSecretary };

    public static SealedText Text => SealedText.Of("made up")!;

    public static Case On(Stage stage, bool adult = true) => ACase.At(stage, adult).With(nameof(Case.StageSince), At.AddDays(-10));

    public static ReturnStepTerms Terms(ReturnStepKind kind) => new(kind, Today, ReturnStepRule.Of(kind).Findings is [var first, ..] ? first : null, Text, Text,
        ReturnStepRule.Of(kind).NeedsPaper ? TravelPaper.Passport : null, kind == ReturnStepKind.TravelPaperIssued ? Today.AddDays(90) : null);

    public static ReturnPlanTerms PlanTerms => new(ReturnDirection.ToCountry, "MM", ReturnReceiver.Organisation, Text, Today.AddDays(5), ServiceSource.Fund, null, [new("livelihood", Text, Text, 5_000m)]);

    public static JourneyTerms Journey => new("MM", Text, ReturnReceiver.Organisation, Text, At.AddHours(-1), Text, Text);

    public static JourneyTerms Home => new("MY", Text, null, Text, At.AddHours(-1), Text, null, Text, Text);

    public static Consent Consented(this Case subject, ConsentOutcome outcome = ConsentOutcome.Given, int daysAgo = 3) => subject.RecordConsent(Guid.NewGuid(), outcome,
        new ConsentTerms(ConsentPurpose.Return, [], Recipient.AnyThatHelps, null), new Explanation([.. ConsentNotice.Points.Select(p => p.Code)], "my", InterpreterUse.Present),
        new Answer(outcome == ConsentOutcome.Given ? ConsentManner.Signature : null, ConsentGiver.Person, null, null), By, At.AddDays(-daysAgo));

    public static ReturnStep Step(this Case subject, ReturnStepTerms terms, ReturnFile? file = null, ReturnStep? corrects = null) =>
        subject.RecordReturnStep(Guid.NewGuid(), terms, corrects, file ?? ReturnFile.Empty, By, At);

    /// <summary>Agreed to, assessed, with a paper and a plan. Of a child: what was determined stands on the case.</summary>
    public static ReturnFile Ready(this Case subject, ReturnPlanTerms? plan = null) => new(
        [subject.Step(Terms(ReturnStepKind.RiskAssessed) with { On = Today.AddDays(-3) }), subject.Step(Terms(ReturnStepKind.TravelPaperIssued) with { On = Today.AddDays(-3) })],
        subject.MakeReturnPlan(Guid.NewGuid(), 0, 0, plan ?? PlanTerms, By, At), subject.IsTreatedAsChild ? [] : [subject.Consented()]);

    public static ReturnFile With(this ReturnFile file, params ReturnStep[] steps) => file with { Steps = [.. file.Steps, .. steps] };

    public static ReturnFile Without(this ReturnFile file, ReturnStepKind kind) => file with { Steps = [.. file.Steps.Where(s => s.Kind != kind)] };

    public static string? Code(Action act) => (Xunit.Record.Exception(act) as RefusedException)?.Refusal.Code;
}
