namespace NrmPortal.Domain.Flow;

/// <summary>
/// The boxes of the NRM flow chart. Numbers are those of the chart; 6 and 7 (legal process, compensation)
/// are tracks beside the main line and no stages.
/// </summary>
public enum Stage
{
    Notified = 1,
    Screening = 2,
    Protection = 3,
    Identification = 4,
    Assistance = 5,
    Return = 8,
    OtherPathway = 9,
    FollowUp = 10,
}
