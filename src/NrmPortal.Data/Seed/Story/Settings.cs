using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Interceptors;
using NrmPortal.Domain;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Money;

namespace NrmPortal.Data.Seed.Story;

/// <summary>
/// What DATIP has changed in the settings: one limit, with its reason, one special holiday of the cabinet, a month ahead, and
/// a rate of the Fund. Told before the living cases, whose clocks run by it.
/// </summary>
internal static class Settings
{
    private const ClockCode Changed = ClockCode.ArrivalNormal;

    public static async Task TellAsync(IServiceProvider services, Anchor at, CancellationToken cancellation)
    {
        ClockBook.Begin();
        await using var scope = services.CreateAsyncScope();
        var by = Cast.Of("datip.coordinator").Actor;
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(by);
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var last = await db.ClockValues.SingleAsync(v => v.Code == Changed && v.Until == null, cancellation);
        // A load that was interrupted afterwards finds it told.
        if (last.ByUserId is not null) return;

        // In force from today: clocks that started earlier keep what they were told.
        var terms = new ClockTerms(5, ClockUnit.WorkingDays, at.Date(0), last.LegalBasis, "D", "ระยะเวลาเดินทางข้ามจังหวัดในฤดูฝนนานกว่าที่คาด ตามข้อหารือของ สสว. (สมมติ)");
        var next = last.FollowedBy(StoryIds.Make($"setting.{Changed}", at.Day(1, 10)), terms, by, at.Day(1, 10));
        await db.SaveChangesAsync(cancellation);
        db.Add(next);
        await db.SaveChangesAsync(cancellation);
        db.Add(new Holiday(StoryIds.Make("holiday", at.Day(1, 11)), new HolidayTerms(
            Free(at), "วันหยุดราชการกรณีพิเศษ (สมมติ)", "Special holiday by cabinet resolution (made up)", HolidayKind.Cabinet, "D"), by, at.Day(1, 11)));
        await db.SaveChangesAsync(cancellation);
        await Rates(scope.ServiceProvider, db, at, by, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    // Made up, as the words beside them say. In the time of the tale: a rate is never set for a day before it is set.
    private static async Task Rates(IServiceProvider services, PortalDbContext db, Anchor at, Actor by, CancellationToken cancellation)
    {
        const string Benefit = "living";
        foreach (var (ago, from, amount, reason) in new[]
        {
            (300, 300, 3_000m, "ตามมติคณะกรรมการกองทุน เพื่อการสาธิต (สมมติ)"),
            (1, -30, 3_250.50m, "ปรับตามค่าครองชีพ เพื่อการสาธิต (สมมติ)"),
        })
        {
            await SightInterceptor.HandOverAsync(db, services.GetRequiredService<CurrentActor>(), by, at.Day(ago, 11), cancellation);
            var known = new FundRates(await db.FundRates.AsNoTracking().Where(r => r.Benefit == Benefit).ToListAsync(cancellation));
            var terms = new RateTerms(amount, RatePer.Month, at.Date(from), "มติคณะกรรมการกองทุน (สมมติ)", "D", reason);
            db.Add(FundRate.Set(StoryIds.Make($"rate.{ago}", at.Day(ago, 11)), Benefit, known, terms, by, at.Day(ago, 11)));
            await db.SaveChangesAsync(cancellation);
        }
    }

    // The first working day a month ahead.
    private static DateOnly Free(Anchor at)
    {
        var day = at.Date(-30);
        while (!ClockBook.Current.Calendar.IsWorkingDay(day)) day = day.AddDays(1);
        return day;
    }
}
