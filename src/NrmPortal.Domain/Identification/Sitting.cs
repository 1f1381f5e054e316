using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Identification;

/// <summary>
/// One meeting of a province's MDT: when, and where or by which call. Its agenda are the panels convened to it, one a case.
/// </summary>
public sealed class Sitting
{
    private Sitting() { }

    public Guid Id { get; private set; }
    public string ProvinceCode { get; private set; } = "";
    public DateTimeOffset StartsAt { get; private set; }
    public string? Place { get; private set; }

    /// <summary>Address of the call, for members who are not in the room.</summary>
    public string? Link { get; private set; }

    /// <summary>Opening, attendance, close; what was said of a case stands in the minutes of that case.</summary>
    public SealedText? Minutes { get; private set; }
    public DateTimeOffset? MinutesAt { get; private set; }
    public Guid ConvenedByUserId { get; private set; }
    public DateTimeOffset ConvenedAt { get; private set; }

    /// <summary>The secretary of a province plans a meeting there.</summary>
    /// <exception cref="RefusedException">Not the secretary of the province, in the past, or neither a place nor a call.</exception>
    public static Sitting Plan(Guid id, string provinceCode, DateTimeOffset startsAt, (string? Place, string? Link) where, Actor by, DateTimeOffset at)
    {
        RequireSecretary(provinceCode, by);
        if (startsAt < at) throw new RefusedException("mdt.past");
        var (place, link) = (Filled(where.Place), Filled(where.Link));
        if (place is null && link is null) throw new RefusedException("mdt.nowhere");
        return new Sitting { Id = id, ProvinceCode = provinceCode, StartsAt = startsAt, Place = place, Link = link, ConvenedByUserId = by.UserId, ConvenedAt = at };
    }

    public void WriteMinutes(SealedText? minutes, Actor by, DateTimeOffset at)
    {
        RequireSecretary(ProvinceCode, by);
        (Minutes, MinutesAt) = (minutes ?? throw new RefusedException("mdt.minutes"), at);
    }

    private static void RequireSecretary(string provinceCode, Actor by)
    {
        if (!RoleGrants.Has(by.Role, Permission.MdtConvene) || by.ProvinceCode != provinceCode) throw new RefusedException("mdt.notTheSecretary");
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
