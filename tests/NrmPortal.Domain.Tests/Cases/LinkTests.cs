using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Tests.Flow;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Links between cases: symmetric, once a kind, with a reason, and without a trace in either history.</summary>
public sealed class LinkTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Actor By = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");
    private static readonly SealedText Reason = SealedText.Of("The same foreman")!;

    private readonly Case one = ACase.At(Stage.Assistance, adult: true);
    private readonly Case other = ACase.At(Stage.FollowUp, adult: true);

    private static string Code(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    private CaseLink Link(Case from, Case to, CaseLinkKind kind = CaseLinkKind.SameExploiter, params CaseLink[] links) => from.LinkTo(Guid.NewGuid(), to, kind, Reason, links, By, At);

    [Fact]
    public void FromEitherSide_ItIsTheSamePair()
    {
        var (there, back) = (Link(one, other), Link(other, one));
        Assert.Equal((there.CaseId, there.OtherCaseId), (back.CaseId, back.OtherCaseId));
        Assert.True(there.CaseId.CompareTo(there.OtherCaseId) < 0);
        Assert.Equal((other.Id, one.Id), (there.From(one.Id), there.From(other.Id)));
        Assert.Equal("link.there", Code(() => Link(other, one, CaseLinkKind.SameExploiter, there)));
        Link(other, one, CaseLinkKind.SamePlace, there);
    }

    [Fact]
    public void OfWhoeverMay_WithAReason_AndNotToItself()
    {
        Assert.Equal("link.itself", Code(() => Link(one, one)));
        Assert.Equal("link.reason", Code(() => one.LinkTo(Guid.NewGuid(), other, CaseLinkKind.Family, null, [], By, At)));
        Assert.Equal("flow.role", Code(() => one.LinkTo(Guid.NewGuid(), other, CaseLinkKind.Family, Reason, [], By with { Role = Role.MdtMember }, At)));
    }

    [Fact]
    public void TraffickedAgain_FlagsTheLaterCase_Once()
    {
        var later = ACase.At(Stage.Protection, adult: true).With("OpenedAt", one.OpenedAt.AddDays(30));
        Link(one, later, CaseLinkKind.SamePlace);
        Assert.Empty(later.Flags);
        Link(one, later, CaseLinkKind.TraffickedAgain);
        var flag = Assert.Single(later.Flags);
        Assert.Equal((WarningCode.TraffickedAgain, later.Id, 0), (flag.Code, flag.CaseId, one.Flags.Count));
        later.LinkTo(Guid.NewGuid(), other, CaseLinkKind.TraffickedAgain, Reason, [], By, At, [flag]);
        Assert.Single(later.Flags);
        Assert.Empty(other.Flags);
    }

    [Fact]
    public void Ended_WithAReason_Once_AndThenLinkedAnew_WithoutATraceInEitherHistory()
    {
        var (events, others) = (one.EventCount, other.EventCount);
        var link = Link(one, other);
        Assert.Equal("link.endReason", Code(() => other.EndLink(link, null, By, At)));
        Assert.Equal("case.other", Code(() => ACase.At(Stage.Assistance, adult: true).EndLink(link, Reason, By, At)));
        other.EndLink(link, Reason, By, At);
        Assert.Equal((By.UserId, At), (link.EndedByUserId!.Value, link.EndedAt!.Value));
        Assert.Equal("link.ended", Code(() => one.EndLink(link, Reason, By, At)));
        Link(one, other, CaseLinkKind.SameExploiter, link);
        Assert.Equal((events, others, 0, 0), (one.EventCount, other.EventCount, one.Notices.Count, other.Notices.Count));
    }
}
