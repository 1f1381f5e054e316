using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>A case that has entered protection, and the people who act on it.</summary>
internal static class AChild
{
    public static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    public static readonly Guid DcyUnit = Guid.NewGuid();
    public static readonly Actor Caseworker = Acting(Role.ProvinceCaseworker);
    public static readonly Actor Dcy = Acting(Role.DcyOfficer) with { UnitId = DcyUnit };

    public static Actor Acting(Role role) => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), role, "63");

    public static Case InProtection(AgeGroup age = AgeGroup.Child)
    {
        var officer = Acting(Role.FrontlineOfficer);
        var opened = Case.Open(Guid.NewGuid(), "FC-2569-000001", Guid.NewGuid(), officer, At);
        var screening = opened.StartScreening(Guid.NewGuid(), "SCR-2569-000001", "d", "h", officer, At);
        opened.Describe(age, Sex.Female, ExploitationCategory.Labour);
        opened.Conclude(screening, ScreeningOutcome.ReasonableGrounds, [], () => "NRM-2569-000001", officer, At);
        return opened;
    }

    public static SealedText Text => SealedText.Of("said")!;

    public static BestInterestsFindings Findings =>
        new([BestInterestsFactor.ChildViews, BestInterestsFactor.Safety], Text, Text, Text, BestInterestsOutcome.StayInCare, ThaiDay.Of(At).AddDays(30));

    public static string Refused(Action act) => Xunit.Assert.Throws<RefusedException>(act).Refusal.Code;

    public static DateTimeOffset DueOf(this Case subject, TaskCode code) => subject.Tasks.Single(t => t.Code == code).DueAt!.Value;

    public static DateTimeOffset Due(ClockCode clock) => ClockEngine.Run(clock, At).Due;
}
