using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Tests.Flow;

internal static class ACase
{
    // The stage is set directly: these tests ask about a stage, not about the way to it, which other tests walk.
    public static Case At(Stage stage, bool adult) => At(stage, adult ? AgeGroup.Adult : AgeGroup.Unknown);

    public static Case At(Stage stage, AgeGroup age)
    {
        var by = new Actor(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Role.FrontlineOfficer, "63");
        var opened = Case.Open(Guid.CreateVersion7(), "FC-2569-000001", Guid.CreateVersion7(), by, new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
        opened.Describe(age, Sex.Female, ExploitationCategory.Labour);
        // Whoever is visited had been let into protection, unless a test says otherwise.
        return opened.With(nameof(Case.Stage), stage).With(nameof(Case.NrmNumber), stage == Stage.FollowUp ? "NRM-2569-000001" : null);
    }

    /// <summary>What has happened to the case, set directly for the same reason.</summary>
    public static Case With(this Case subject, string property, object? value)
    {
        typeof(Case).GetProperty(property)!.SetValue(subject, value);
        return subject;
    }
}

internal static class Roles
{
    public static readonly Role[] WithoutCasework =
    [
        Role.ScNrmMember, Role.ScNrmSecretary, Role.Trainer, Role.AwarenessOfficer, Role.AgencyAdministrator, Role.Auditor, Role.SystemAdministrator,
    ];
}
