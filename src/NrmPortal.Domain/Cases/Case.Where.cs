using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>
    /// The province that a referral starts from when it looks for what is near: where the person is, as far as the portal knows it.
    /// Whoever lives in a shelter is there. Else whoever opened the case met the person in the case's province, also where their office
    /// lies in another (an NGO that works across a border of provinces), and the hotline has one office for the whole country. Of any
    /// other sender the person is taken to be where the sender works.
    /// </summary>
    /// <param name="livesIn">The province of the shelter in which the person has arrived; null: in none.</param>
    public string OriginFor(Actor sender, string? livesIn) =>
        livesIn ?? (sender.UnitId == OpenedByUnitId || sender.Role == Role.HotlineOperator ? ProvinceCode : sender.ProvinceCode);
}
