namespace NrmPortal.Domain.Access;

/// <summary>Which roles an agency administrator may give in their own kind of agency; never to themselves, never oversight or system roles.</summary>
public static class AssignableRoles
{
    private static readonly Dictionary<AgencyType, Role[]> Table = new()
    {
        [AgencyType.Datip] = [Role.DatipReviewer, Role.DatipCoordinator],
        [AgencyType.ProvincialMsdhs] = [Role.ProvinceCaseworker, Role.MdtSecretary, Role.CompetentAuthority, Role.MdtMember],
        [AgencyType.MsdhsShelter] = [Role.ShelterWorker, Role.ShelterManager],
        [AgencyType.PoliceShelter] = [Role.ShelterWorker, Role.ShelterManager],
        [AgencyType.NgoShelter] = [Role.ShelterWorker, Role.ShelterManager],
        [AgencyType.Immigration] = [Role.FrontlineOfficer, Role.MdtMember],
        [AgencyType.Police] = [Role.FrontlineOfficer, Role.InquiryOfficer, Role.MdtMember],
        [AgencyType.Labour] = [Role.FrontlineOfficer, Role.LabourOfficer],
        [AgencyType.Prosecution] = [Role.Prosecutor],
        [AgencyType.Justice] = [Role.JusticeOfficer],
        [AgencyType.ForeignAffairs] = [Role.ForeignAffairsOfficer],
        // Its officers take part in a child's case; its shelters have people of their own.
        [AgencyType.Dcy] = [Role.DcyOfficer, Role.ShelterWorker, Role.ShelterManager],
        [AgencyType.Hotline1300] = [Role.HotlineOperator],
        [AgencyType.Ngo] = [Role.NgoCaseworker, Role.FrontlineOfficer],
        [AgencyType.ScNrm] = [Role.ScNrmMember, Role.ScNrmSecretary],
    };

    public static IReadOnlyList<Role> For(AgencyType agency) => Table.GetValueOrDefault(agency) ?? [];
}
