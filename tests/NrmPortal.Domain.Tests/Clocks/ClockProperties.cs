using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NrmPortal.Domain.Clocks;
using static NrmPortal.Domain.Tests.Clocks.ClockEngineTests;

namespace NrmPortal.Domain.Tests.Clocks;

/// <summary>What must hold for any start within the years the holiday file knows, and any amount.</summary>
public sealed class ClockProperties
{
    [Property]
    public Property Due_GrowsWithTheAmount() => ForAny((start, amount, unit) => Run(amount, unit, start).Due < Run(amount + 1, unit, start).Due);

    [Property]
    public Property Due_IsNeverBeforeTheStart() => ForAny((start, amount, unit) => Run(amount, unit, start).Due > start);

    [Property]
    public Property Due_OfALaterStart_IsNotEarlier()
        => ForAny((start, amount, unit) => Run(amount, unit, start).Due <= Run(amount, unit, start.AddHours(5)).Due);

    [Property]
    public Property WorkingDays_EndOnAWorkingDay()
        => ForAny((start, amount, _) => ThaiCalendar.Default.IsWorkingDay(Run(amount, ClockUnit.WorkingDays, start).LastDay));

    [Property]
    public Property Days_EndAtMidnightInThailand()
        => ForAny((start, amount, unit) => unit == ClockUnit.Hours || Run(amount, unit, start).Due.ToOffset(TimeSpan.FromHours(7)).TimeOfDay == TimeSpan.Zero);

    [Property]
    public Property Explanation_ListsExactlyTheSkippedDays()
        => ForAny((start, amount, _) =>
        {
            var why = Run(amount, ClockUnit.WorkingDays, start);
            var between = Days(ThaiDay.Of(start).AddDays(1), why.LastDay).ToLookup(ThaiCalendar.Default.IsWorkingDay);
            return between[true].Count() == amount && why.Skipped.SequenceEqual(between[false]) && why.SkippedDays.All(d => d.NameTh.Length > 0 && d.NameEn.Length > 0);
        });

    private static Property ForAny(Func<DateTimeOffset, int, ClockUnit, bool> holds)
    {
        var minutes = Gen.Choose(0, 60 * 24 * 365 * 3);
        var arbitrary = (from minute in minutes
                         from amount in Gen.Choose(1, 60)
                         from unit in Gen.Elements(Enum.GetValues<ClockUnit>())
                         select (Start: new DateTimeOffset(2024, 12, 31, 17, 0, 0, TimeSpan.Zero).AddMinutes(minute), amount, unit)).ToArbitrary();
        return Prop.ForAll(arbitrary, x => holds(x.Start, x.amount, x.unit));
    }

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1)) yield return day;
    }
}
