namespace NrmPortal.Domain.Access;

/// <summary>
/// The parts of a case file that are read one by one. Each is a table of its own; reading one needs
/// <c>case_section_access</c> and a grant of <see cref="SectionGrants"/>.
/// </summary>
public enum Section
{
    Identity,
    Account,
    Health,
    Legal,
    ShelterLocation,
    Money,
    Family,
    Identification,
    Plan,
    Consent,
    Documents,
    Messages,

    /// <summary>For inquiry officer and prosecutor alone.</summary>
    Suspects,

    /// <summary>For the prosecutor alone.</summary>
    ProsecutorNotes,
}
