using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Care;

/// <summary>An area of life in which a person needs help: the support-plan types of HTCDS 2.0, from <c>Care/Data/support-areas.csv</c>.</summary>
/// <param name="Htcds">The value of <c>spl_Type</c> that an export writes.</param>
/// <param name="IsHealth">Health of body, mind or sexual life (PDPA s.26): read with the rights to the health section too.</param>
public sealed record SupportArea(string Code, string Htcds, bool IsHealth, string LabelTh, string LabelEn)
{
    public static IReadOnlyList<SupportArea> All { get; } = [.. EmbeddedCsv.Rows("support-areas", "Care").Select(r => new SupportArea(r[0], r[1], r[2] == "yes", r[3], r[4]))];

    public static SupportArea? Of(string? code) => All.FirstOrDefault(a => a.Code == code);
}

/// <summary>A kind of service, from <c>Care/Data/service-kinds.csv</c>.</summary>
/// <param name="Area">The code of its <see cref="SupportArea"/>.</param>
/// <param name="IsHealth">Told and read with the rights to the health section alone.</param>
public sealed record ServiceKind(string Code, string Area, bool IsHealth, string LabelTh, string LabelEn)
{
    public static IReadOnlyList<ServiceKind> All { get; } = [.. EmbeddedCsv.Rows("service-kinds", "Care").Select(r => new ServiceKind(r[0], r[1], r[2] == "yes", r[3], r[4]))];

    public static ServiceKind? Of(string? code) => All.FirstOrDefault(k => k.Code == code);
}
