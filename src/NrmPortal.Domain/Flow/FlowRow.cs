using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Flow;

/// <summary>One step of the flow chart: where from, where to, who may, by when, on what ground.</summary>
/// <param name="Permission">See <see cref="Access.Permission"/>.</param>
/// <param name="Deadline">The clock that starts when the row is taken, or null.</param>
/// <param name="LegalBasis">Section of the Act B.E. 2551 (2008) or policy document that the step rests on.</param>
/// <param name="Lane">Who acts.</param>
public sealed record FlowRow(
    Stage From, Stage To, CaseAction Action, string Permission, ClockCode? Deadline,
    string LegalBasis, Guard Guard, string LabelTh, string LabelEn, Lane Lane)
{
    /// <summary>Whether the case changes its stage; other rows are acts within a stage.</summary>
    public bool Moves => From != To;
}

/// <summary>One box of the chart.</summary>
/// <param name="WhoTh">Who acts there, in Thai.</param>
/// <param name="AboutTh">What happens there, for a reader who does not know the mechanism.</param>
public sealed record StageInfo(
    Stage Stage, Lane Lane, string NameTh, string NameEn, string WhoTh, string WhoEn, string AboutTh, string AboutEn)
{
    /// <summary>The number on the official order of steps; 6 and 7 are tracks and no stages.</summary>
    public int Number => (int)Stage;
}
