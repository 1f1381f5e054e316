using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace NrmPortal.Data.Interceptors;

/// <summary>
/// What a save is about to write, for interceptors that look at it one after the other: the first has the tracker look for changes,
/// and the others read what it found. Each look compares every value of every tracked row.
/// </summary>
internal static class Tracked
{
    /// <summary>As it was found when somebody last looked.</summary>
    public static IReadOnlyList<EntityEntry> Found(DbContext db)
    {
        var tracker = db.ChangeTracker;
        var looks = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = false;
        try
        {
            return [.. tracker.Entries()];
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = looks;
        }
    }
}
