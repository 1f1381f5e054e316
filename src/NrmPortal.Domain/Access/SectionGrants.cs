namespace NrmPortal.Domain.Access;

/// <summary>Which restricted sections a role may read, on cases it has sight of. Seeded into <c>section_grants</c> at every start.</summary>
public static class SectionGrants
{
    private static readonly Section[] Intake = [Section.Identity, Section.Account, Section.Consent, Section.Messages];
    private static readonly Section[] Care = [Section.Identity, Section.Health, Section.Family, Section.Plan, Section.Consent, Section.Documents, Section.Messages, Section.ShelterLocation];
    private static readonly Section[] Judging = [Section.Identity, Section.Account, Section.Identification, Section.Messages];

    // Whoever cares for the person reads how the prosecution stands, not against whom nor what the prosecutor notes.
    private static readonly Section[] Everything = [.. Enum.GetValues<Section>().Except([Section.Suspects, Section.ProsecutorNotes])];

    private static readonly Dictionary<Role, Section[]> Grants = new()
    {
        [Role.FrontlineOfficer] = Intake,
        [Role.HotlineOperator] = Intake,
        [Role.MdtMember] = Judging,
        [Role.MdtSecretary] = [.. Judging, Section.Consent, Section.Plan],
        [Role.CompetentAuthority] = Judging,
        [Role.ProvinceCaseworker] = Everything,
        [Role.DatipReviewer] = Everything,
        [Role.DatipCoordinator] = Everything,
        [Role.ShelterWorker] = Care,
        [Role.ShelterManager] = Care,
        [Role.NgoCaseworker] = [.. Intake, Section.Plan],
        [Role.InquiryOfficer] = [.. Judging, Section.Legal, Section.Suspects],
        [Role.Prosecutor] = [.. Judging, Section.Legal, Section.Money, Section.Suspects, Section.ProsecutorNotes],
        [Role.LabourOfficer] = [.. Judging, Section.Money],
        [Role.JusticeOfficer] = [.. Judging, Section.Money],
        [Role.ForeignAffairsOfficer] = [Section.Identity, Section.Family, Section.Messages, Section.Identification],
        [Role.DcyOfficer] = [.. Judging, Section.Family],
    };

    public static IReadOnlyList<Section> Of(Role role) => Grants.GetValueOrDefault(role) ?? [];

    public static bool Has(Role role, Section section) => Of(role).Contains(section);
}
