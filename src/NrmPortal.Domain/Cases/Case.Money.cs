using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Money;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>Opens a claim with what is claimed by it, or with what a court ordered of its own motion (s.35), which nobody had claimed.</summary>
    public (Claim Claim, MoneyEntry Entry) OpenClaim(Guid id, Guid entryId, ClaimKind kind, string? benefit, EntryTerms terms, Actor by, DateTimeOffset at)
    {
        if (terms.Fact != MoneyFact.Claimed && !(terms.Fact == MoneyFact.Ordered && Claim.MayBeOrderedUnclaimed(kind))) throw new RefusedException("money.claimFirst");
        // Whoever pursues this kind opens it, also where the court was first.
        if (WhyNot(Claim.ActionOf(kind, MoneyFact.Claimed), by.Role) is { } refusal) throw new RefusedException(refusal);
        if ((kind == ClaimKind.Fund) != (FundBenefit.Of(benefit) is not null)) throw new RefusedException("money.benefit");
        RequireExact(terms, at);
        RequireFiled(terms, by);
        RequirePaper(terms);
        Apply(Claim.ActionOf(kind, terms.Fact), by, at, OnDay(terms.On));
        var claim = new Claim(id, Id, kind, benefit, terms.On, by, at);
        return (claim, new MoneyEntry(entryId, claim, terms, null, by, at));
    }

    /// <summary>More claimed, an order, or a payment. More ordered than claimed, or paid than ordered, needs a reason.</summary>
    public MoneyEntry RecordMoney(Guid id, Ledger book, Claim claim, EntryTerms terms, Actor by, DateTimeOffset at)
    {
        RequireMine(claim.CaseId);
        RequireExact(terms, at);
        RequireFiled(terms, by);
        if (terms.On < claim.OpenedOn) throw new RefusedException("money.beforeClaim");
        RequirePaper(terms);
        var sums = book.Of(claim);
        if (terms.Reason is null && terms.Fact == MoneyFact.Ordered && !book.IsUnclaimed(claim) && sums.Ordered + terms.Amount > sums.Claimed) throw new RefusedException("money.overClaimed");
        if (terms.Reason is null && terms.Fact == MoneyFact.Paid && sums.Paid + terms.Amount > sums.Ordered) throw new RefusedException("money.overOrdered");
        Apply(Claim.ActionOf(claim.Kind, terms.Fact), by, at, OnDay(terms.On));
        return new MoneyEntry(id, claim, terms, null, by, at);
    }

    /// <summary>Takes a wrong entry back by another that sets it to nothing; the entry itself stays as it was written.</summary>
    public MoneyEntry ReverseEntry(Guid id, Ledger book, MoneyEntry entry, SealedText? reason, Actor by, DateTimeOffset at)
    {
        RequireMine(entry.CaseId);
        var claim = book.Claims.FirstOrDefault(c => c.Id == entry.ClaimId) ?? throw new RefusedException("money.noClaim");
        if (entry.ReversesId is not null || book.IsReversed(entry)) throw new RefusedException("money.reversed");
        if (reason is null) throw new RefusedException("money.reason");
        Apply(Claim.ActionOf(claim.Kind, entry.Fact), by, at, OnDay(ThaiDay.Of(at)));
        return new MoneyEntry(id, claim, new EntryTerms(entry.Fact, -entry.Amount, ThaiDay.Of(at), entry.Authority, Reason: reason), entry.Id, by, at);
    }

    // What an entry rests on is a document of this case that stands, and that whoever writes the entry reads.
    private void RequireFiled(EntryTerms terms, Actor by)
    {
        if (terms.Filed is not { } filed) return;
        RequireMine(filed.CaseId);
        if (filed.IsWithdrawn) throw new RefusedException("money.documentWithdrawn");
        if (!SectionGrants.Has(by.Role, filed.Section)) throw new RefusedException("money.documentSection");
    }

    // Who ordered or paid, and by which paper.
    private static void RequirePaper(EntryTerms terms)
    {
        if (terms.Fact != MoneyFact.Claimed && (terms.Authority is null || (terms.Document is null && terms.Filed is null))) throw new RefusedException("money.authority");
    }

    private static void RequireExact(EntryTerms terms, DateTimeOffset at)
    {
        if (!Ledger.IsExact(terms.Amount)) throw new RefusedException("money.amount");
        RequireNotFuture(terms.On, at);
    }

    /// <summary>Asks one officer of labour or justice to pursue a claim.</summary>
    public ClaimOfficer AskClaimOfficer(Guid id, IReadOnlyCollection<ClaimOfficer> asked, Guid membershipId, Role role, Actor by, DateTimeOffset at)
    {
        if (role is not (Role.LabourOfficer or Role.JusticeOfficer)) throw new RefusedException("claimOfficer.role");
        if (asked.Any(o => o.MembershipId == membershipId && o.EndedAt is null)) throw new RefusedException("claimOfficer.asked");
        Apply(CaseAction.AskClaimOfficer, by, at);
        Ask(TaskCode.PursueClaim, Audience.Seat(membershipId), null, by, at, id.ToString());
        return new ClaimOfficer(id, Id, membershipId, by, at);
    }

    public void EndClaimOfficer(ClaimOfficer officer, Actor by, DateTimeOffset at)
    {
        RequireMine(officer.CaseId);
        if (officer.EndedAt is not null) throw new RefusedException("claimOfficer.ended");
        Apply(CaseAction.EndClaimOfficer, by, at, ("claimOfficer", officer.Id.ToString()));
        officer.End(at);
    }
}
