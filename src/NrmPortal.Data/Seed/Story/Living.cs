namespace NrmPortal.Data.Seed.Story;

/// <summary>
/// The living cases: at every place of the flow chart somebody for whom something has to be done now. One list a stage, in
/// the files beside this one.
/// </summary>
internal static partial class Living
{
    /// <summary>All living cases in the order of their first contact, so that their numbers follow it.</summary>
    public static IReadOnlyList<Tale> At(DateTimeOffset now)
    {
        var at = new Anchor(now);
        return [.. Arriving(at).Concat(Protected(at)).Concat(Timed(at)).Concat(Referred(at)).Concat(Placed(at)).Concat(Judged(at)).Concat(Assisted(at)).Concat(Ending(at)).Concat(Consenting(at)).Concat(Children(at)).Concat(Justice(at)).Select(t => Noted(at, Served(at, t))).OrderBy(t => t.Begins)];
    }
}
