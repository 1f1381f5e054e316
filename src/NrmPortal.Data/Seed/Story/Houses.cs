using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Interceptors;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Data.Seed.Story;

/// <summary>
/// What offices say of themselves: some have assured their entry lately, some long ago, most never; a shelter has places out of
/// use. Held places come with the referrals that wait for an answer.
/// </summary>
internal static class Houses
{
    private const string First = "SHM-12";

    // Who assures which entry, how many days ago.
    private static readonly (string By, string Unit, int DaysAgo)[] Assured =
    [
        ("shelter.manager", First, 20), ("datip.coordinator", "DATIP", 12), ("agency.admin", "IMM-63", 5),
        ("agency.admin", "IMM-57", 250), ("mdt.secretary", "MSDHS-63", 300),
    ];

    // Where the other homes are, as whoever keeps the directory wrote it down.
    private static readonly (string Unit, int Number, string District)[] Elsewhere = [("SHM-65", 2, "6501"), ("SHP-10", 3, "1001"), ("SHN-63", 4, "6306"), ("DCY-63", 5, "6301")];

    public static async Task TellAsync(IServiceProvider services, Anchor at, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var current = scope.ServiceProvider.GetRequiredService<CurrentActor>();
        current.Set(Cast.Of(Assured[0].By).Actor);
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // A load that was interrupted afterwards finds it told.
        if (await db.DirectoryEntries.AnyAsync(e => e.Id == Cast.Unit(First) && e.AssuredAt != null, cancellation)) return;
        foreach (var (by, unit, daysAgo) in Assured)
        {
            await SightInterceptor.HandOverAsync(db, current, Cast.Of(by).Actor, at.Day(daysAgo, 9), cancellation);
            var entry = await db.DirectoryEntries.Include(e => e.Unit).SingleAsync(e => e.Id == Cast.Unit(unit), cancellation);
            if (unit == First) await Describe(db, entry, current.Required, at);
            entry.Assure(current.Required, Cast.Of(by).Agency, at.Day(daysAgo, 9));
            await db.SaveChangesAsync(cancellation);
        }

        await SightInterceptor.HandOverAsync(db, current, Cast.Of("datip.coordinator").Actor, at.Day(12, 9), cancellation);
        db.AddRange(Elsewhere.Select(e => new ShelterAddress(ReferenceData.IdOf("shelter", e.Unit), MadeUp(e.Number), e.District)));
        await db.SaveChangesAsync(cancellation);

        await SightInterceptor.HandOverAsync(db, current, Cast.Of("shelter.manager").Actor, at.Day(3, 14), cancellation);
        var shelter = (await db.LockShelterAsync(Cast.Unit(First), at.Day(3, 14)))!;
        db.Add(shelter.Pools.Single(p => p.Kind == PlaceKind.Women).PutOut(StoryIds.Make("outage", at.Day(3, 14)), 2, OutageReason.Repair, at.Date(-10), current.Required, at.Day(3, 14)));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task Describe(PortalDbContext db, DirectoryEntry entry, Actor by, Anchor at)
    {
        var shelter = await db.Shelters.SingleAsync(s => s.UnitId == entry.Id);
        var desk = new FocalPoint("ฝ่ายรับเข้า (สมมติ)", "Admissions (made up)", "02 000 0000", "admissions@example.org");
        entry.Change(new EntryTerms(entry.Status, entry.Services, entry.Accepts, entry.Languages, entry.HoursTh, entry.HoursEn, [desk]), shelter, by, Cast.AgencyOf(First), at.Day(20, 9));
        db.Add(new ShelterAddress(shelter.Id, MadeUp(1), "1201"));
    }

    private static SealedText MadeUp(int number) => SealedText.Of($"ที่ตั้งสมมติ เลขที่ {number} ถนนตัวอย่าง / {number} Example Road (made up)")!;
}
