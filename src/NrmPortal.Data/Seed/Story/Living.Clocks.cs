using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Data.Seed.Story;

/// <summary>Limits that stand still, ran on after a pause, or were extended by the authority that may.</summary>
internal static partial class Living
{
    private static IEnumerable<Tale> Timed(Anchor at) =>
    [
        new Tale("clock-paused", Persona.Adult("Thiri Example", Sex.Female)).Screened("officer.immigration", at.Day(6, 9)).Then(
            new Manage("caseworker", at.Day(6, 14)), new Stay("caseworker", at.Day(6, 15), StayBasis.VoluntaryReflection, at.Date(6), null),
            new Pause("caseworker", at.Day(2, 10), ClockCode.StayBeforeInterview, PauseReason.InHospital),
            new Pause("caseworker", at.Day(2, 10, 5), ClockCode.ReflectionPeriod, PauseReason.InHospital)),
        new Tale("clock-resumed", Persona.Adult("Nyein Example", Sex.Male)).Screened("officer.labour", at.Day(17, 9)).Then(
            new Manage("caseworker", at.Day(17, 14)), new Stay("caseworker", at.Day(17, 15), StayBasis.VoluntaryReflection, at.Date(17), null),
            new Pause("caseworker", at.Day(14, 9), ClockCode.StayBeforeInterview, PauseReason.NoInterpreter),
            new Resume("caseworker", at.Day(11, 9), ClockCode.StayBeforeInterview),
            new Extend("caseworker", at.Day(3, 11), ClockCode.StayBeforeInterview, 10, ExtendingAuthority.ProvinceOffice, "MSDHS 41/2569"),
            new Extend("datip.coordinator", at.Day(2, 15), ClockCode.ReflectionPeriod, 15, ExtendingAuthority.Datip, "DATIP 88/2569")),
        new Tale("clock-court", Persona.Adult("Myo Example", Sex.Male)).Screened("officer.police", at.Day(2, 8)).Then(
            new Manage("caseworker", at.Day(2, 10)), new Stay("caseworker", at.Day(2, 11), StayBasis.CustodyS29, at.Date(2), null),
            new Stay("caseworker", at.Day(1, 10, 30), StayBasis.CourtExtension, at.Date(1), at.Date(-4))),
    ];
}
