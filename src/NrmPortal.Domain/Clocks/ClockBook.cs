namespace NrmPortal.Domain.Clocks;

/// <summary>
/// The limits, the calendar and the ladder by which clocks are computed. The domain asks <see cref="Current"/>: what the
/// database holds, laid open once a request or a run of a job, and the shipped files where nothing was laid open.
/// </summary>
/// <param name="version">Of the database's tables when they were read; 0 for the shipped files.</param>
public sealed class ClockBook(ClockSettings settings, ThaiCalendar calendar, EscalationLadder ladder, long version = 0)
{
    // A place that the flow of work carries along and a transaction fills: a value set further in would not come back out.
    private sealed class Reading
    {
        public ClockBook? Book { get; set; }
    }

    private static readonly AsyncLocal<Reading?> Ambient = new();

    /// <summary>The values the portal ships with.</summary>
    public static ClockBook Shipped { get; } = new(ClockSettings.Default, ThaiCalendar.Default, EscalationLadder.Default);

    public static ClockBook Current => Ambient.Value?.Book ?? Shipped;

    public ClockSettings Settings => settings;
    public ThaiCalendar Calendar => calendar;
    public EscalationLadder Ladder => ladder;
    public long Version => version;

    /// <summary>A request or a run of a job begins: the book that is laid open from here on is its own.</summary>
    public static void Begin() => Ambient.Value = new Reading();

    /// <summary>Lays this book open for the request or run that began; without one nothing changes.</summary>
    public void LayOpen()
    {
        if (Ambient.Value is { } reading) reading.Book = this;
    }

    /// <summary>The same book with other limits: what a change would do.</summary>
    public ClockBook With(ClockSettings changed) => new(changed, calendar, ladder, version);

    /// <summary>The same book with another calendar.</summary>
    public ClockBook With(ThaiCalendar changed) => new(settings, changed, ladder, version);

    /// <summary>Why a clock that started then ends when it does.</summary>
    /// <param name="changes">Its pauses and extensions; null: it had none.</param>
    public ClockExplanation Explain(ClockCode code, DateTimeOffset start, ClockChanges? changes = null) =>
        ClockEngine.Run(settings.At(code, start), start, calendar, changes);
}
