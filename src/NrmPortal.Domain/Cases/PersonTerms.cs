namespace NrmPortal.Domain;

/// <summary>Sex as the receiving shelter needs it; gender and names are in the identity section.</summary>
public enum Sex
{
    Unknown,
    Female,
    Male,
    Other,
}

/// <summary>Adult, child under 18, or not known: treated as a child until shown otherwise.</summary>
public enum AgeGroup
{
    Unknown,
    Child,
    Adult,
}

/// <summary>Which exploitation the file speaks of; a category for lists and statistics, never a finding.</summary>
public enum ExploitationCategory
{
    NotStated,
    Labour,
    Sexual,
    Begging,
    ForcedCriminality,
    Other,
}
