using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Encryption;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Justice;

namespace NrmPortal.Data.Interceptors;

/// <summary>
/// Keeps tokens of the name beside each guardian, each suspect and each person who answers for another, so that the database knows a suspect
/// by the name also where whoever asks reads no family and no suspects (check_giver).
/// </summary>
public sealed class GiverNames : SaveChangesInterceptor
{
    /// <summary>Of no entity's own: only the database reads it.</summary>
    public const string Column = "NameTokens";

    /// <summary>Of whoever took a consent back.</summary>
    public const string TakerColumn = "TakenBackTokens";

    /// <summary>One for the process: EF builds its model and compiled queries anew for each different interceptor.</summary>
    public static readonly GiverNames Instance = new();

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Keep(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Keep(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void Keep(DbContext db)
    {
        var found = Tracked.Found(db);
        foreach (var entry in found.Where(e => e.State == EntityState.Added))
        {
            if (NameOf(entry.Entity) is { } name) entry.Property(Column).CurrentValue = TokensOf(db).Whole(name.Open());
        }

        foreach (var entry in found.Where(e => e.Entity is Consent && e.Property(nameof(Consent.WithdrawnAt)).IsModified))
        {
            if (((Consent)entry.Entity).TakenBackName is { } name) entry.Property(TakerColumn).CurrentValue = TokensOf(db).Whole(name.Open());
        }
    }

    private static SealedText? NameOf(object entity) => entity switch { Guardian guardian => guardian.Name, Consent consent => consent.GiverName, Suspect suspect => suspect.Name, _ => null };

    private static NameTokens TokensOf(DbContext db) =>
        db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!.ApplicationServiceProvider!.GetRequiredService<NameTokens>();
}
