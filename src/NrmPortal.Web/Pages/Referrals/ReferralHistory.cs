using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Pages.Work;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>What became of a referral, step by step and rung by rung, with who did it; and how it was sent before it was changed.</summary>
/// <param name="Names">Offices, and persons where the reader sees the case.</param>
public sealed record ReferralHistory(IReadOnlyList<ReferralLine> Lines, IReadOnlyList<ReferralVersion> Versions, NameBook Names)
{
    /// <summary>What the versions rested on, of what the reader may read; with the number of the case.</summary>
    public IReadOnlyDictionary<Guid, Consent> Consents { get; private init; } = new Dictionary<Guid, Consent>();
    public string? CaseNumber { get; private init; }

    /// <summary>Why a ground carried what the person said no to is for the two sides and DATIP.</summary>
    public bool ReadsGrounds { get; private init; }

    /// <summary>The consent that the version rested on, or null: a ground, or one that is not the reader's to read.</summary>
    public Consent? RestedOn(ReferralVersion version) => version.ConsentId is { } id ? Consents.GetValueOrDefault(id) : null;

    /// <summary>The person where the reader may know, and the office.</summary>
    public string Who(ReferralStep step) => Names.Of(step.ByUserId) is { Length: > 1 } person ? $"{person}, {Names.Of(step.ByUnitId)}" : Names.Of(step.ByUnitId);

    /// <param name="caseNumber">Who sees the case knows who works on it; a receiver that has not accepted yet, to whom it has no number, reads the office alone.</param>
    internal static async Task<ReferralHistory> OfAsync(PortalDbContext db, Referral referral, string? caseNumber, bool isSide)
    {
        var namesPersons = caseNumber is not null;
        var steps = await db.Set<ReferralStep>().AsNoTracking().Where(s => s.ReferralId == referral.Id).ToListAsync();
        var climbed = await db.Events.AsNoTracking().Where(e => e.CaseId == referral.CaseId && e.Code == CaseEvent.Escalated).ToListAsync();
        var versions = await db.ReferralVersions.AsNoTracking().Where(v => v.ReferralId == referral.Id).OrderBy(v => v.At).ToListAsync();
        IEnumerable<Guid?> units = [referral.FromUnitId, referral.RequestedUnitId, .. steps.Select(s => s.ByUnitId), .. versions.Select(v => v.RequestedUnitId)];
        var names = await NameBook.OfAsync(db, units, namesPersons ? steps.Select(s => s.ByUserId) : [], []);
        var asked = versions.Select(v => v.ConsentId).OfType<Guid>().Distinct().ToList();
        var consents = asked.Count == 0 ? [] : await db.Consents.AsNoTracking().Where(c => asked.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        // A change and the sending of it are one act: the change stands first.
        return new ReferralHistory(
        [
            .. steps.Select(s => new ReferralLine(s.At, s, null)).Concat(climbed.Where(e => e.Parameters.GetValueOrDefault("referral") == referral.Number).Select(e => new ReferralLine(e.At, null, e)))
                .OrderBy(l => l.At).ThenByDescending(l => l.Step?.Action == ReferralAction.Revise),
        ], versions, names)
        { Consents = consents, CaseNumber = caseNumber, ReadsGrounds = isSide && caseNumber is not null };
    }
}

/// <summary>One line of it: a step, or a rung of the ladder that one of its limits has climbed (for those who see the case's history).</summary>
public sealed record ReferralLine(DateTimeOffset At, ReferralStep? Step, CaseEvent? Climbed);
