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

    /// <summary>The parts of a file that are ever shared. Messages, opinions and the place of a shelter are not the person's to give.</summary>
    public static IReadOnlyList<Section> Shareable { get; } =
        [Section.Identity, Section.Account, Section.Health, Section.Family, Section.Plan, Section.Legal, Section.Money, Section.Consent, Section.Documents];

    /// <summary>What somebody reads there once an office of this kind has the case: parts that are shared with it by a transfer.</summary>
    public static IReadOnlyList<Section> SharedWithOwner(AgencyType agency) => [.. Shareable.Where(s => AssignableRoles.For(agency).Any(r => Has(r, s)))];

    public static IReadOnlyList<Section> Of(Role role) => Grants.GetValueOrDefault(role) ?? [];

    public static bool Has(Role role, Section section) => Of(role).Contains(section);
}
