using System.Globalization;
using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Clocks;

/// <summary>Who is told when a limit nears its end, in relation to the case or the referral it runs on.</summary>
public enum Told
{
    /// <summary>The unit that owns the case.</summary>
    Owner,
    ProvinceOffice,
    Datip,

    /// <summary>The unit that sent the referral, or whose member put a task into words.</summary>
    Sender,

    /// <summary>The unit that has to answer or receive, or was given the task; of custody the unit that holds the person.</summary>
    Receiver,

    /// <summary>The one person who was asked, by their seat on a panel or by a colleague, and has not answered yet.</summary>
    Seat,
}

/// <summary>One rung: at so much of the limit, these people are told.</summary>
/// <param name="Percent">Of the whole length: 50, 80, 100; 150 is half the length again after the end.</param>
/// <param name="Role">Those of one role there; null: everybody of the unit.</param>
public sealed record Rung(ClockCode Code, int Percent, Told Told, Role? Role);

/// <summary>The rungs of every limit, lowest first. A proposal of the design: DATIP may change it.</summary>
public sealed class EscalationLadder(IEnumerable<Rung> rungs)
{
    private readonly ILookup<ClockCode, Rung> byCode = rungs.OrderBy(r => r.Percent).ToLookup(r => r.Code);

    private static readonly Lazy<EscalationLadder> Shipped = new(() => new EscalationLadder(EmbeddedCsv.Rows("escalation-ladder").Select(r => new Rung(
        Enum.Parse<ClockCode>(r[0]), int.Parse(r[1], CultureInfo.InvariantCulture), Enum.Parse<Told>(r[2]), r[3].Length == 0 ? null : Enum.Parse<Role>(r[3])))));

    public static EscalationLadder Default => Shipped.Value;

    public IEnumerable<Rung> Of(ClockCode code) => byCode[code];

    public IEnumerable<Rung> All => byCode.SelectMany(r => r);

    /// <summary>Limits of a task that one person may have, by a seat or from a colleague: they alone have a rung for that person.</summary>
    public static bool IsOfAPerson(ClockCode code) => code is ClockCode.MdtOpinion or ClockCode.MdtDecision or ClockCode.WrittenTask;

    /// <summary>Limits without rungs, and why nobody is told as they run out.</summary>
    public static IReadOnlyDictionary<ClockCode, string> NotEscalated { get; } = new Dictionary<ClockCode, string>
    {
        [ClockCode.ConsentExpiry] = "The life of a consent: nobody owes an act before its end, and what rests on it ends by itself.",
        [ClockCode.HoldingBreak] = "A length of time that says whether a holding was broken: nobody owes an act within it.",
        [ClockCode.RestrictionLength] = "The longest that a restriction may last: it ends by itself, and nobody owes an act before.",
        [ClockCode.ReferralLapse] = "The end of an offer: the limit of the answer has climbed before, and what ends by itself tells the sender.",
        [ClockCode.LongStay] = "A length of time from which a stay is called long: nobody owes an act at its end, the shelter's list names it.",
        [ClockCode.ReturnRiskLife] = "How long an assessment counts: after it nobody is sent home, and nobody owes an act before.",
        [ClockCode.PdpaAccess] = "A value for the data protection officer; the portal keeps no register of requests yet.",
        [ClockCode.PdpaBreach] = "A value for the data protection officer; the portal keeps no register of breaches yet.",
    };

    /// <summary>The instant at which a rung is reached.</summary>
    public static DateTimeOffset Reached(Rung rung, DateTimeOffset start, DateTimeOffset due) => start + ((due - start) * (rung.Percent / 100.0));
}
