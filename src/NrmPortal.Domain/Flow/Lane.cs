namespace NrmPortal.Domain.Flow;

/// <summary>Swim lanes of the drawn chart; a row stands in the lane of those who act.</summary>
public enum Lane
{
    Frontline,
    Mdt,
    Datip,
    Shelter,
    Justice,
    Return,
}
