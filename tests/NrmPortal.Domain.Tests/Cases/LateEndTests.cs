using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Tests.Flow;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>The end of a custody that is written down after its limit, as of a moment before it.</summary>
public sealed class LateEndTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Limit = Start.AddHours(24);
    private static readonly Actor Caseworker = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");

    private readonly Case file = ACase.At(Stage.Protection, adult: true);

    private string? Release(BasisOfStay[] stays, DateTimeOffset ended, DateTimeOffset recorded, string? reason = null) =>
        Code(() => file.EndStay(stays, null, new StayEnding(ended, StayEnd.Released, StayDestination.OwnHome, reason), Caseworker, recorded));

    [Theory]
    [InlineData(-1, 0, false)] // recorded at the limit itself
    [InlineData(-1, 1, true)]
    [InlineData(0, 1, true)]
    [InlineData(1, 2, false)] // past the limit, and said so
    public void AReleaseBeforeTheLimit_RecordedAfterIt_NeedsAReason(int ended, int recorded, bool late)
    {
        var custody = file.Stays(StayBasis.CustodyS29, Start, Caseworker, Start);
        var (at, written) = (Limit.AddHours(ended), Limit.AddHours(recorded));
        Assert.Equal(late ? "stay.lateReason" : null, Release([custody], at, written));
        if (!late) return;
        Assert.True(custody.IsRunning);
        Assert.Null(Release([custody], at, written, "The line to the station was down"));
        Assert.Equal((at, written, "The line to the station was down"), (custody.EndedAt!.Value, custody.EndRecordedAt!.Value, custody.LateReason!.Open()));
        Assert.Equal(at, DateTimeOffset.Parse(file.Events.Last().Parameters["late"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(custody, Assert.Single(StayCalendar.Of([custody], [], written).SelectMany(d => d.EndedLate)));
    }

    [Fact]
    public void AnOfficeThatDoesNotSeeTheCustody_EndsItsOwnHousingAlone_AndTheHoursGoOn()
    {
        file.Stays(StayBasis.CustodyS29, Start, Caseworker with { UnitId = Guid.NewGuid() }, Start);
        var own = file.Stays(StayBasis.WelfareS33, Start.AddHours(-1), Caseworker, Start);
        Assert.Null(Release([own], Limit.AddHours(-1), Limit.AddHours(1)));
        Assert.Equal(Limit, file.CustodyDueAt);
    }

    [Fact]
    public void TheNextBasis_ThatEndsCustodyBeforeItsLimit_NeedsAReasonToo_AndACourtsOrderIsItsOwn()
    {
        var custody = file.Stays(StayBasis.CustodyS29, Start, Caseworker, Start);
        var after = Limit.AddHours(3);
        BasisOfStay Next(StayBasis basis, string? reason) => file.RecordBasisOfStay(
            Guid.NewGuid(), AStay.Claim(basis, Limit.AddHours(-1)) with { LateReason = reason }, null, [custody], endsRunning: true, Caseworker, after);
        Assert.Equal("stay.lateReason", Code(() => Next(StayBasis.WelfareS33, " ")));
        Next(StayBasis.CourtExtension, null);
        Assert.Null(custody.LateReason);
        var second = new LateEndTests();
        var held = second.file.Stays(StayBasis.CustodyS29, Start, Caseworker, Start);
        second.file.RecordBasisOfStay(Guid.NewGuid(), AStay.Claim(StayBasis.WelfareS33, Limit.AddHours(-1)) with { LateReason = "No network" }, null, [held], endsRunning: true, Caseworker, after);
        Assert.Equal("No network", held.LateReason!.Open());
    }

    [Fact]
    public void ACorrection_CarriesTheReasonOn()
    {
        var custody = file.Stays(StayBasis.CustodyS29, Start, Caseworker, Start);
        Release([custody], Limit.AddHours(-1), Limit.AddHours(1), "No network");
        var right = file.CorrectBasisOfStay(custody, Guid.NewGuid(), AStay.Claim(StayBasis.CustodyS29, Start.AddMinutes(5)), null, [custody], Caseworker, Limit.AddHours(2));
        Assert.Equal(("No network", custody.EndRecordedAt), (right.LateReason!.Open(), right.EndRecordedAt));
    }

    private static string? Code(Action act) => Record.Exception(act) is { } e ? (e as RefusedException ?? throw e).Refusal.Code : null;
}
