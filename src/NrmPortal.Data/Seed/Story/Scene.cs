using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Encryption;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Seed.Story;

/// <summary>
/// What an act finds: its actor and the parts of the case, loaded under that actor's sight. Within one transaction a part
/// loaded before is not asked for again.
/// </summary>
internal sealed class Scene(IServiceProvider services, PortalDbContext db, Tale tale)
{
    public PortalDbContext Db => db;
    public IServiceProvider Services => services;
    public Persona Persona => tale.Persona;
    public Actor By { get; private set; } = null!;
    public DateTimeOffset At { get; private set; }
    public Guid CaseId { get; } = StoryIds.Make($"{tale.Key}/case", tale.Begins);
    public CaseNumbers Numbers => services.GetRequiredService<CaseNumbers>();
    public NameTokens Tokens => services.GetRequiredService<NameTokens>();

    /// <summary>Of a person who is referred once more: which time it is.</summary>
    public string Leg { get; set; } = "";

    /// <summary>The same name gives the same id in a later act: parts are found again by it.</summary>
    public Guid Id(string name) => StoryIds.Make($"{tale.Key}/{name}{Leg}", tale.Begins);

    /// <summary>What one person does in a row, saved and recorded as one change; returns the case's number.</summary>
    public async Task<string> Play(IReadOnlyList<Act> turn, CancellationToken cancellation)
    {
        By = Cast.Of(turn[0].By).Actor;
        foreach (var act in turn)
        {
            At = act.At;
            await act.Tell(this);
            // The database lets a stage move one step of the chart at a time.
            if (db.ChangeTracker.Entries<Case>().Any(c => c.State == EntityState.Modified && c.Property(p => p.Stage).IsModified)) await Save(cancellation);
        }

        await Save(cancellation);
        await services.GetRequiredService<AuditTrail>().Case(CaseId, "change", "/Story", new { acts = turn.Select(a => Acts.Onward.Within(a).GetType().Name) });
        var told = db.Cases.Local.FindEntry(CaseId);
        var number = told?.Entity.Number ?? "";
        // The database writes what a reviewer or receiver did into the case's history, as long as it counts its events there.
        if (told is not null && turn.Select(Acts.Onward.Within).Any(a => a is ReferralAct or Acts.Approve or Acts.ApproveService)) await told.ReloadAsync(cancellation);
        return number;
    }

    public Task Save(CancellationToken cancellation = default) => db.SaveChangesAsync(cancellation);

    public async Task<Case> Case() => await db.RecallAsync(await Part<Case>(CaseId));

    public Task<CaseScreening> Screening() => Part<CaseScreening>(Id("screening"));

    public Task<ScreeningRecord> Record() => Part<ScreeningRecord>(Id("screening"));

    public Task<Referral> Referral() => Part<Referral>(Id("referral"));

    public Task<Consent> Consent(ConsentPurpose purpose) => Part<Consent>(Id(Acts.Answered.NameOf(purpose)));

    public Task<Placement> Placement() => Part<Placement>(Id("placement"));

    public async Task<Panel> Panel() => db.Panels.Local.FirstOrDefault(p => p.IsOpen)
        ?? await db.Panels.Include(p => p.Seats).Include(p => p.Opinions).ThenInclude(o => o.Marks).AsSplitQuery().SingleAsync(p => p.CaseId == CaseId && p.ClosedAt == null);

    public async Task<Closure> WaitingClosure() => db.Closures.Local.FirstOrDefault(c => c.Waits) ?? await db.Closures.SingleAsync(c => c.CaseId == CaseId && c.Answer == null);

    /// <summary>A unit's shelter, locked: places are promised and taken one after the other.</summary>
    public async Task<Shelter> Shelter(Guid unit) => (await db.LockShelterAsync(unit, At))!;

    private async Task<T> Part<T>(Guid id) where T : class =>
        await db.FindAsync<T>(id) ?? throw new InvalidOperationException($"{tale.Key}: {By.Role} does not see the {typeof(T).Name}.");
}
