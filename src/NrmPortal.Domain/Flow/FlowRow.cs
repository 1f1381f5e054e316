namespace NrmPortal.Domain.Flow;

/// <summary>Conditions beyond stage and permission; the act that takes the row checks them and refuses in words.</summary>
public enum Guard
{
    None,
    NoSecondScreenerNeeded,
    DifferentScreener,
    ConsentOrLegalGround,
    EnoughOpinions,
    AdultOnly,
    ScreeningNegative,
    HadMdtDecision,
    NotSeenByReceiver,
}

/// <summary>Swim lanes of the drawn chart.</summary>
public enum Lane
{
    Frontline,
    Mdt,
    Datip,
    Shelter,
    Justice,
    Return,
}

/// <summary>One step of the flow chart: where from, where to, who may, by when, on what ground.</summary>
/// <param name="Permission">See <see cref="Access.Permission"/>.</param>
/// <param name="Deadline">The clock that the stage reached by this row runs under, or null.</param>
/// <param name="LegalBasis">Section of the Act B.E. 2551 (2008) or policy document that the step rests on.</param>
public sealed record FlowRow(
    Stage From, Stage To, CaseAction Action, string Permission, Clocks.ClockCode? Deadline,
    string LegalBasis, Guard Guard, string LabelTh, string LabelEn);

/// <summary>One box of the chart.</summary>
public sealed record StageInfo(Stage Stage, Lane Lane, string NameTh, string NameEn, string WhoTh, string WhoEn)
{
    public int Number => (int)Stage;
}
