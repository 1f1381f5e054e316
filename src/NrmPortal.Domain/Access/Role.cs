namespace NrmPortal.Domain.Access;

/// <summary>What a membership lets a person do. See <see cref="RoleGrants"/>.</summary>
public enum Role
{
    FrontlineOfficer,
    HotlineOperator,
    MdtMember,
    MdtSecretary,
    CompetentAuthority,
    ProvinceCaseworker,
    DatipReviewer,
    DatipCoordinator,
    ShelterWorker,
    ShelterManager,
    NgoCaseworker,
    InquiryOfficer,
    Prosecutor,
    LabourOfficer,
    JusticeOfficer,
    ForeignAffairsOfficer,
    DcyOfficer,
    ScNrmMember,
    ScNrmSecretary,
    Trainer,
    AwarenessOfficer,
    AgencyAdministrator,
    Auditor,
    SystemAdministrator,
}

/// <summary>The kinds of agency that take part in the mechanism.</summary>
public enum AgencyType
{
    Datip,
    ProvincialMsdhs,
    MsdhsShelter,
    PoliceShelter,
    NgoShelter,
    Immigration,
    Police,
    Labour,
    Prosecution,
    Justice,
    ForeignAffairs,
    Dcy,
    Hotline1300,
    Ngo,
    ScNrm,
    Oversight,
}
