using NrmPortal.Domain.Cases;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>A calendar strip of the days held or housed, the newest of them, and the same as stretches for a table.</summary>
public sealed record StayStrip(IReadOnlyList<StayDay> All, int AtMost = int.MaxValue)
{
    public IReadOnlyList<StayDay> Days => All.Count <= AtMost ? All : [.. All.Skip(All.Count - AtMost)];

    /// <summary>For a reader who sees some of the bases alone: the alarms that the database knows of. Null: those of the days drawn.</summary>
    public IReadOnlyList<StayAlarm>? Told { get; init; }

    /// <summary>The word for a day that none of the bases drawn covers: nobody is held, or nothing of that is seen here.</summary>
    public string None => Told is null ? "Strip.none" : "Strip.unseen";

    public int Alarms => All.Count(d => d.IsAlarm);

    /// <summary>Days in a row of which the same holds, newest first.</summary>
    public IReadOnlyList<StayStretch> Stretches
    {
        get
        {
            var stretches = new List<StayStretch>();
            foreach (var day in All)
            {
                if (stretches.Count > 0 && stretches[^1].IsLike(day)) stretches[^1] = stretches[^1] with { Last = day.Day };
                else stretches.Add(new StayStretch(day, day.Day));
            }

            stretches.Reverse();
            return stretches;
        }
    }

    /// <summary>The word of a day's look: its alarm, or the basis that covers it.</summary>
    public static string Kind(StayDay day) => day switch
    {
        { Held: false } => "none",
        { PastLimit: true } => "limit",
        { Gap: true } => "gap",
        { AfterCustody: true } => "hours",
        { Disputed: true } => "disputed",
        { Overlap: true } => "overlap",
        _ => day.Covering[^1].Basis.ToString(),
    };

    /// <summary>The mark in a day's cell, so that it does not speak by colour alone; with a star where an end was recorded late.</summary>
    public static string Mark(StayDay day) => Sign(day) + (day.EndedLate.Count > 0 ? "*" : "");

    private static string Sign(StayDay day) => Kind(day) switch
    {
        "none" => "·",
        "limit" => "‼",
        "gap" or "hours" => "!",
        "disputed" => "?",
        "overlap" => "×",
        nameof(StayBasis.CustodyS29) => "29",
        nameof(StayBasis.CourtExtension) => "C",
        nameof(StayBasis.VoluntaryReflection) => "R",
        nameof(StayBasis.WelfareS33) => "33",
        _ => "O",
    };
}

/// <summary>Days in a row with the same bases and alarms.</summary>
public sealed record StayStretch(StayDay First, DateOnly Last)
{
    public bool IsLike(StayDay day) => StayStrip.Kind(day) == StayStrip.Kind(First) && First.Covering.Select(s => s.Id).SequenceEqual(day.Covering.Select(s => s.Id))
        && First.EndedLate.Count == 0 && day.EndedLate.Count == 0;
}
