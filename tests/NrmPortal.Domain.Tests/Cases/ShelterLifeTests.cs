using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Tests.Flow;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>How a person lives in a shelter: room, house rules, belongings, the note at departure, a long stay; and how many places it states.</summary>
public sealed class ShelterLifeTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Actor By = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ShelterWorker, "63");
    private static readonly SealedText Words = SealedText.Of("Words")!;
    private static readonly RulesTerms Rules = new("my", RulesManner.Spoken, InterpreterUse.Present, At.AddMinutes(-5), null);

    private readonly Case file = ACase.At(Stage.Assistance, adult: true);

    private static string Code(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    private Placement House(DateTimeOffset? arrived)
    {
        var placement = (Placement)Activator.CreateInstance(typeof(Placement), nonPublic: true)!;
        typeof(Placement).GetProperty(nameof(Placement.Id))!.SetValue(placement, Guid.NewGuid());
        typeof(Placement).GetProperty(nameof(Placement.CaseId))!.SetValue(placement, file.Id);
        typeof(Placement).GetProperty(nameof(Placement.UnitId))!.SetValue(placement, By.UnitId);
        if (arrived is { } at) placement.Arrive(at);
        return placement;
    }

    [Fact]
    public void ARoomAndRules_AreOfThoseWhoLiveThere()
    {
        var house = House(At.AddDays(-1));
        Assert.Equal("daily.notHoused", Code(() => file.GiveRoom(Guid.NewGuid(), House(null), Words, By, At)));
        Assert.Equal("room.room", Code(() => file.GiveRoom(Guid.NewGuid(), house, null, By, At)));
        file.GiveRoom(Guid.NewGuid(), house, Words, By, At);
        Assert.Equal("rules.language", Code(() => Explain(Rules with { Language = " " })));
        Assert.Equal("rules.interpreter", Code(() => Explain(Rules with { Interpreter = InterpreterUse.None })));
        Assert.Equal("date.future", Code(() => Explain(Rules with { On = At.AddHours(1) })));
        Assert.Equal("daily.beforeArrival", Code(() => Explain(Rules with { On = At.AddDays(-2) })));
        Assert.Equal("my", Explain(Rules).Language);
        Assert.Equal("flow.role", Code(() => file.GiveRoom(Guid.NewGuid(), house, Words, By with { Role = Role.FrontlineOfficer }, At)));
        Assert.All(file.Events.Where(e => e.Code is "case.giveRoom" or "case.explainHouseRules"), e => Assert.Empty(e.Parameters));

        RulesExplained Explain(RulesTerms terms) => file.ExplainRules(Guid.NewGuid(), house, terms, By, At);
    }

    [Fact]
    public void WhatIsKept_IsGivenBackOnce_AndTheExitNoteCountsWhatIsNot()
    {
        var house = House(At.AddDays(-1));
        Assert.Equal("belonging.what", Code(() => file.KeepBelonging(Guid.NewGuid(), house, null, By, At)));
        var (telephone, money) = (file.KeepBelonging(Guid.NewGuid(), house, Words, By, At), file.KeepBelonging(Guid.NewGuid(), house, Words, By, At));
        file.ReturnBelonging(telephone, house, By, At);
        Assert.Equal("belonging.returned", Code(() => file.ReturnBelonging(telephone, house, By, At)));
        Assert.Equal("exit.text", Code(() => file.WriteExitNote(Guid.NewGuid(), house, null, null, [telephone, money], By, At)));
        var note = file.WriteExitNote(Guid.NewGuid(), house, Words, null, [telephone, money], By, At);
        Assert.Equal(1, note.StillKept);
        Assert.Equal("exit.written", Code(() => file.WriteExitNote(Guid.NewGuid(), house, Words, note, [], By, At)));
        house.End(At);
        Assert.Equal("daily.notHoused", Code(() => file.WriteExitNote(Guid.NewGuid(), house, Words, null, [], By, At)));
        file.ReturnBelonging(money, house, By, At);
    }

    [Fact]
    public void AStay_IsLong_FromTheSettingOn()
    {
        Assert.Null(House(null).LongSince);
        Assert.Equal(At.AddDays(180).Date, House(At).LongSince!.Value.Date);
    }

    [Fact]
    public void AShelter_StatesItsPlaces_AndNotFewerThanAreInUse()
    {
        var unit = (Unit)Activator.CreateInstance(typeof(Unit), nonPublic: true)!;
        typeof(Unit).GetProperty(nameof(Unit.Id))!.SetValue(unit, By.UnitId);
        var shelter = new Shelter(Guid.NewGuid(), unit, 4, true, true, true, true, true, "my");
        Assert.Equal("places.notYours", Code(() => shelter.State(Guid.NewGuid(), PlaceKind.Any, 5, By with { UnitId = Guid.NewGuid() }, At)));
        Assert.Equal("places.number", Code(() => shelter.State(Guid.NewGuid(), PlaceKind.Any, -1, By, At)));
        Assert.Equal((6, At, By.UserId), shelter.State(Guid.NewGuid(), PlaceKind.Any, 6, By, At) is var any ? (any.Places, any.StatedAt!.Value, any.StatedByUserId!.Value) : default);
        Assert.Equal(PlaceKind.Girls, shelter.State(Guid.NewGuid(), PlaceKind.Girls, 2, By, At).Kind);
        Assert.Equal(2, shelter.Pools.Count);
        typeof(PlacePool).GetProperty(nameof(PlacePool.Occupied))!.SetValue(shelter.Pools.First(), 3);
        Assert.Equal("places.inUse", Code(() => shelter.State(Guid.NewGuid(), PlaceKind.Any, 2, By, At)));
    }
}
