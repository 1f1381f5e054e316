using NrmPortal.Domain.Care;

namespace NrmPortal.Domain.Money;

/// <summary>
/// What the Fund paid stands in two books: its own, kept by DATIP, and that of the services, kept by whoever gives them. Neither
/// follows from the other; where they differ, somebody should know by how much and which way.
/// </summary>
/// <param name="Services">What services cost that the Fund is said to pay.</param>
/// <param name="Paid">What the Fund's own book shows as paid.</param>
public readonly record struct FundBalance(decimal Services, decimal Paid)
{
    public static FundBalance Of(IReadOnlyCollection<ServiceGiven> services, Ledger book) =>
        new(ServiceGiven.Standing(services).Where(s => s.Source == ServiceSource.Fund).Sum(s => s.Cost ?? 0), book.Of(ClaimKind.Fund).Paid);

    public bool IsEmpty => Services == 0 && Paid == 0;

    public bool Agrees => Services == Paid;

    /// <summary>A service says that the Fund pays it, and the Fund's book does not show it.</summary>
    public decimal NotInBook => Math.Max(0, Services - Paid);

    /// <summary>Paid by the Fund for something that is no service here: to the person, or not written down.</summary>
    public decimal NotInServices => Math.Max(0, Paid - Services);
}
