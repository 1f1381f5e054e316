using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Referrals;

/// <summary>
/// All that a receiver reads before it accepts: age class, sex, languages, family, needs, risk.
/// No name, contact, account or location.
/// </summary>
public sealed class NeedsProfile
{
    private NeedsProfile() { }

    public NeedsProfile(Guid referralId, Guid caseId, AgeGroup age, Sex sex, string languages, bool withFamily, NeedsAndRisk needs, NationalityClass nationality = NationalityClass.Unknown)
    {
        Nationality = nationality;
        (Id, CaseId, AgeGroup, Sex, Languages, WithFamily) = (referralId, caseId, age, sex, languages, withFamily);
        (Medical, Psychosocial, Disability, HighRisk, Remarks) = needs;
    }

    /// <summary>The referral's id.</summary>
    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public AgeGroup AgeGroup { get; private set; }
    public Sex Sex { get; private set; }

    /// <summary>Whether the person is Thai: which other country they come from is not read before acceptance.</summary>
    public NationalityClass Nationality { get; private set; }
    public string Languages { get; private set; } = "";
    public bool WithFamily { get; private set; }
    public bool Medical { get; private set; }
    public bool Psychosocial { get; private set; }
    public bool Disability { get; private set; }
    public bool HighRisk { get; private set; }
    public SealedText? Remarks { get; private set; }

    public bool IsChild => AgeGroup != AgeGroup.Adult;

    internal IEnumerable<ReferralChange> Differences(NeedsProfile wanted)
    {
        if ((wanted.AgeGroup, wanted.Sex, wanted.Nationality) != (AgeGroup, Sex, Nationality)) yield return ReferralChange.Person;
        if (wanted.Languages != Languages) yield return ReferralChange.Languages;
        if ((wanted.WithFamily, wanted.Medical, wanted.Psychosocial, wanted.Disability, wanted.HighRisk) != (WithFamily, Medical, Psychosocial, Disability, HighRisk)) yield return ReferralChange.Needs;
        if (wanted.Remarks?.Open() != Remarks?.Open()) yield return ReferralChange.Remarks;
    }

    internal void Take(NeedsProfile wanted)
    {
        if (wanted.Remarks?.Open() != Remarks?.Open()) Remarks = wanted.Remarks;
        (AgeGroup, Sex, Nationality, Languages, WithFamily) = (wanted.AgeGroup, wanted.Sex, wanted.Nationality, wanted.Languages, wanted.WithFamily);
        (Medical, Psychosocial, Disability, HighRisk) = (wanted.Medical, wanted.Psychosocial, wanted.Disability, wanted.HighRisk);
    }
}

/// <summary>Thai or not, as far as a shelter has to know beforehand.</summary>
public enum NationalityClass
{
    Unknown,
    Thai,

    /// <summary>Of another country, or stateless.</summary>
    Foreign,
}

/// <summary>Needs that decide a place, and the risk.</summary>
public sealed record NeedsAndRisk(bool Medical, bool Psychosocial, bool Disability, bool HighRisk, SealedText? Remarks);

/// <summary>What a unit that declined keeps: that it answered, and when. No personal data.</summary>
public sealed class DeclinedStub
{
    private DeclinedStub() { }

    internal DeclinedStub(Guid id, string referralNumber, Actor by, DateTimeOffset at)
        => (Id, ReferralNumber, UnitId, ByUserId, At) = (id, referralNumber, by.UnitId, by.UserId, at);

    public Guid Id { get; private set; }
    public string ReferralNumber { get; private set; } = "";
    public Guid UnitId { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
}

/// <summary>A person housed at a shelter, from acceptance to exit.</summary>
public sealed class Placement
{
    private Placement() { }

    public Placement(Guid id, Referral referral, Guid shelterId, Guid poolId, Guid unitId, DateTimeOffset at)
        => (Id, CaseId, ReferralId, ShelterId, PoolId, UnitId, AcceptedAt) = (id, referral.CaseId, referral.Id, shelterId, poolId, unitId, at);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid ReferralId { get; private set; }
    public Guid ShelterId { get; private set; }

    /// <summary>The places of which it takes one.</summary>
    public Guid PoolId { get; private set; }
    public Guid UnitId { get; private set; }
    public DateTimeOffset AcceptedAt { get; private set; }
    public DateTimeOffset? ArrivedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The person has left: until then this shelter still writes its note and gives back what it keeps. Written by the database alone.</summary>
    public DateTimeOffset? HandoverUntil { get; private set; }

    public bool IsLive => EndedAt is null;

    public bool HandsOver(DateTimeOffset now) => HandoverUntil > now;

    /// <summary>Nobody lives in two places: with the arrival elsewhere this one ends, its place is free and its referral done. The database ends it (placements_give_way), as another's is not theirs to write who arrive.</summary>
    public bool GivesWayTo(Placement arrived) => CaseId == arrived.CaseId && Id != arrived.Id && IsLive && ArrivedAt is { } here && here <= arrived.ArrivedAt;

    /// <summary>Since when the stay is called long, by the setting in force at the arrival; null: nobody has arrived.</summary>
    public DateTimeOffset? LongSince => ArrivedAt is { } arrived ? ClockEngine.Run(ClockCode.LongStay, arrived).Due : null;

    public void Arrive(DateTimeOffset at) => ArrivedAt ??= at;

    public void End(DateTimeOffset at) => EndedAt ??= at;
}
