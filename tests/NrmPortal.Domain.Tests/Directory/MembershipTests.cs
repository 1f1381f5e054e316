using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Directory;

/// <summary>Roles given, given for a time, ended and given again; and who can cover for whom.</summary>
public sealed class MembershipTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = ThaiDay.Of(At);
    private static readonly Unit Office = new(Guid.NewGuid(), "MSDHS-63", AgencyType.ProvincialMsdhs, "63", "สนง.", "Office");
    private static readonly Actor Admin = new(Guid.NewGuid(), Guid.NewGuid(), Office.Id, Role.AgencyAdministrator, "63");

    private static Membership Given(DateOnly? last, Role role = Role.MdtSecretary) => Membership.Give(Guid.NewGuid(), Guid.NewGuid(), Office, role, null, last, Admin, At);

    private static string? Code(Action act) => (Record.Exception(act) as RefusedException)?.Refusal.Code;

    [Fact]
    public void ARoleForATime_EndsAndIsGivenAgain_WithADayAlone()
    {
        Assert.Equal("users.lastDayPast", Code(() => Given(Today.AddDays(-1))));
        var role = Given(Today.AddDays(2));
        role.End(Admin, At);
        Assert.Equal("users.ended", Code(() => role.Change(Office, Role.MdtSecretary, null, Today.AddDays(9), Admin, At)));
        Assert.Equal("users.lastDayNeeded", Code(() => role.Resume(null, Admin, At)));
        Assert.Equal("users.lastDayPast", Code(() => role.Resume(Today.AddDays(-1), Admin, At)));
        role.Resume(Today.AddDays(9), Admin, At);
        Assert.Equal((true, Today.AddDays(9)), (role.IsLive, role.LastDay));
        var open = Given(null);
        open.End(Admin, At);
        open.Resume(null, Admin, At);
        Assert.Equal((true, null), (open.IsLive, open.LastDay));
    }

    [Fact]
    public void OneMoreRole_IsForWhoeverWorksThere_AndNeverForAnAdministrator()
    {
        Membership Another(params Membership[] held) => Membership.GiveAnother(Guid.NewGuid(), held[0].UserId, Office, Role.MdtSecretary, null, null, held, Admin, At);
        var caseworker = Given(null, Role.ProvinceCaseworker);
        Assert.Equal(Role.MdtSecretary, Another(caseworker).Role);
        Assert.Equal("users.hasRole", Code(() => Another(Given(null))));
        Assert.Equal("users.notAssignable", Code(() => Another(caseworker, new Membership(Guid.NewGuid(), caseworker.UserId, Office, Role.AgencyAdministrator))));
        caseworker.End(Admin, At);
        Assert.Equal("users.notAssignable", Code(() => Another(caseworker)));
    }

    [Fact]
    public void ACover_HasTheRoleForAsLongAsItCovers()
    {
        var me = new Actor(Guid.NewGuid(), Guid.NewGuid(), Office.Id, Role.MdtSecretary, "63");
        Assert.Equal("absence.coverEnds", Code(() => Absence.Plan(Guid.NewGuid(), Given(Today.AddDays(2)), Today, Today.AddDays(3), [], me, At)));
        Assert.NotNull(Absence.Plan(Guid.NewGuid(), Given(Today.AddDays(2)), Today, Today.AddDays(2), [], me, At));
        var away = Absence.Plan(Guid.NewGuid(), Given(null), Today, Today.AddDays(30), [], me, At);
        // Nobody is away twice on a day, and nobody stands in who is away: two do not stand in for each other.
        Assert.Equal("absence.overlaps", Code(() => Absence.Plan(Guid.NewGuid(), Given(null), Today.AddDays(30), Today.AddDays(31), [away], me, At)));
        Assert.NotNull(Absence.Plan(Guid.NewGuid(), Given(null), Today.AddDays(31), Today.AddDays(31), [away], me, At));
        var (one, two) = (Given(null), Given(null));
        Actor Of(Membership m) => new(m.UserId, m.Id, m.UnitId, m.Role, "63");
        var hers = Absence.Plan(Guid.NewGuid(), one, Today, Today.AddDays(3), [], Of(two), At);
        Assert.Equal("absence.coverAway", Code(() => Absence.Plan(Guid.NewGuid(), two, Today.AddDays(3), Today.AddDays(5), [hers], Of(one), At)));
    }
}
