using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Cases;

/// <summary>
/// One person in one situation, from first contact to closure. The core (number, stage, clocks, events
/// without free text) stands here; every restricted section is an entity and a table of its own.
/// </summary>
public sealed partial class Case
{
    private readonly List<CaseEvent> events = [];

    private Case() { }

    public Guid Id { get; private set; }

    /// <summary>First-contact reference, <c>FC-2569-000123</c> (Buddhist year).</summary>
    public string FirstContactNumber { get; private set; } = "";

    /// <summary><c>NRM-2569-000123</c>, issued when the case enters stage 3.</summary>
    public string? NrmNumber { get; private set; }

    public Stage Stage { get; private set; }
    public DateTimeOffset StageSince { get; private set; }
    public string FlowVersion { get; private set; } = NrmFlow.Version;
    public Guid OwnerUnitId { get; private set; }
    public Guid OpenedByUnitId { get; private set; }
    public Guid OpenedByUserId { get; private set; }

    /// <summary>The province MSDHS office of the place of first contact, or the one that took the case over.</summary>
    public Guid ProvinceOfficeId { get; private set; }
    public string ProvinceCode { get; private set; } = "";
    public Guid? CaseManagerId { get; private set; }
    public AgeGroup AgeGroup { get; private set; }
    public Sex Sex { get; private set; }
    public ExploitationCategory Category { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }
    public string? DueClock { get; private set; }

    /// <summary>When the running clock started.</summary>
    public DateTimeOffset? DueFrom { get; private set; }

    /// <summary>First entry into protection, or the last one by reopening: the reflection period runs from here.</summary>
    public DateTimeOffset? ProtectedSince { get; private set; }
    public string? Outcome { get; private set; }
    public bool ScreeningNegative { get; private set; }
    public int EventCount { get; private set; }

    public IReadOnlyCollection<CaseEvent> Events => events;

    /// <summary>The number people use: the NRM number once issued, the first-contact reference before.</summary>
    public string Number => NrmNumber ?? FirstContactNumber;

    /// <summary>A child, or not shown to be an adult.</summary>
    public bool IsTreatedAsChild => AgeGroup != AgeGroup.Adult;

    /// <summary>First contact. The opening unit owns the case until the MDT's first final decision.</summary>
    /// <param name="provinceOfficeId">The office of the province in which the person was met: it answers for the case, wherever the opener's office lies.</param>
    /// <param name="provinceCode">That province; null: the opener's own.</param>
    public static Case Open(Guid id, string firstContactNumber, Guid provinceOfficeId, Actor by, DateTimeOffset at, string? provinceCode = null)
    {
        var opened = new Case
        {
            Id = id,
            FirstContactNumber = firstContactNumber,
            Stage = Stage.Notified,
            StageSince = at,
            OwnerUnitId = by.UnitId,
            OpenedByUnitId = by.UnitId,
            OpenedByUserId = by.UserId,
            CaseManagerId = by.UserId,
            ProvinceOfficeId = provinceOfficeId,
            ProvinceCode = provinceCode ?? by.ProvinceCode,
            OpenedAt = at,
        };
        opened.Record("case.opened", by, at);
        return opened;
    }

    /// <summary>First contact by an announcement from abroad: the case is the receiving province office's, which screens and meets the person.</summary>
    public static Case OpenFor(Guid id, string firstContactNumber, Unit provinceOffice, Actor by, DateTimeOffset at)
    {
        if (provinceOffice.Agency != AgencyType.ProvincialMsdhs) throw new RefusedException("arrival.office");
        var opened = Open(id, firstContactNumber, provinceOffice.Id, by, at);
        (opened.OwnerUnitId, opened.CaseManagerId, opened.ProvinceCode) = (provinceOffice.Id, null, provinceOffice.ProvinceCode);
        return opened;
    }

    /// <summary>
    /// What the screening says of the person. Once a screening was concluded, or an age assessment recorded, a later form does
    /// not make an adult of a child: <see cref="AssessAge"/> does.
    /// </summary>
    public void Describe(AgeGroup age, Sex sex, ExploitationCategory category)
    {
        (AgeGroup, Sex, Category) = (AgeBy(age), sex, category);
    }

    private AgeGroup AgeBy(AgeGroup said) => AgeRecordedOn is not null || (ScreenedOn is not null && said == AgeGroup.Adult) ? AgeGroup : said;

    public void AssignCaseManager(Guid userId, Actor by, DateTimeOffset at)
    {
        Apply(CaseAction.AssignCaseManager, by, at);
        CaseManagerId = userId;
    }

    // A part of another case can only come from a fault or a forged form.
    private void RequireMine(Guid caseId)
    {
        if (caseId != Id) throw new RefusedException("case.other");
    }

    private void Record(string code, Actor by, DateTimeOffset at, Stage? from = null, params (string Key, string Value)[] parameters) =>
        events.Add(new CaseEvent(this, ++EventCount, code, by, at, from, parameters));
}
