using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NrmPortal.Data.Encryption;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Mappings;
using NrmPortal.Domain;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Documents;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Justice;
using NrmPortal.Domain.Money;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Returns;
using NrmPortal.Domain.Work;

namespace NrmPortal.Data;

/// <summary>The portal's tables. What a query sees is decided by row security in the database, not here.</summary>
public sealed class PortalDbContext(DbContextOptions<PortalDbContext> options)
    : IdentityUserContext<PortalUser, Guid>(options)
{
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<CaseAccess> Access => Set<CaseAccess>();
    public DbSet<CaseEvent> Events => Set<CaseEvent>();
    public DbSet<CaseScreening> Screenings => Set<CaseScreening>();
    public DbSet<ScreeningRecord> ScreeningRecords => Set<ScreeningRecord>();
    public DbSet<PersonIdentity> Identities => Set<PersonIdentity>();
    public DbSet<HealthNote> HealthNotes => Set<HealthNote>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<Disclosure> Disclosures => Set<Disclosure>();
    public DbSet<BasisOfStay> Stays => Set<BasisOfStay>();
    public DbSet<CaseLink> Links => Set<CaseLink>();
    public DbSet<CaseTransfer> Transfers => Set<CaseTransfer>();
    public DbSet<Closure> Closures => Set<Closure>();
    public DbSet<Reopening> Reopenings => Set<Reopening>();
    public DbSet<Plan> Plans => Set<Plan>();
    public DbSet<CaseConference> Conferences => Set<CaseConference>();
    public DbSet<CareService> Services => Set<CareService>();
    public DbSet<HealthService> HealthServices => Set<HealthService>();
    public DbSet<ShelterLeave> Leaves => Set<ShelterLeave>();
    public DbSet<ShelterIncident> ShelterIncidents => Set<ShelterIncident>();
    public DbSet<MovementRestriction> Restrictions => Set<MovementRestriction>();
    public DbSet<ShelterRoom> Rooms => Set<ShelterRoom>();
    public DbSet<RulesExplained> RulesExplained => Set<RulesExplained>();
    public DbSet<Belonging> Belongings => Set<Belonging>();
    public DbSet<ExitNote> ExitNotes => Set<ExitNote>();
    public DbSet<ReturnStep> ReturnSteps => Set<ReturnStep>();
    public DbSet<ReturnPlan> ReturnPlans => Set<ReturnPlan>();
    public DbSet<ReturnJourney> ReturnJourneys => Set<ReturnJourney>();
    public DbSet<ArrivalNotice> ArrivalNotices => Set<ArrivalNotice>();
    public DbSet<StayPermit> StayPermits => Set<StayPermit>();
    public DbSet<FollowUpVisit> FollowUps => Set<FollowUpVisit>();
    public DbSet<RiskAssessment> RiskAssessments => Set<RiskAssessment>();
    public DbSet<CaseWarning> Warnings => Set<CaseWarning>();
    public DbSet<StayAlarm> StayAlarms => Set<StayAlarm>();
    public DbSet<WarningNote> WarningNotes => Set<WarningNote>();
    public DbSet<BestInterests> BestInterests => Set<BestInterests>();
    public DbSet<Guardian> Guardians => Set<Guardian>();
    public DbSet<DcyInvolvement> DcyInvolvements => Set<DcyInvolvement>();
    public DbSet<AgeAssessment> AgeAssessments => Set<AgeAssessment>();
    public DbSet<ChildInterview> ChildInterviews => Set<ChildInterview>();
    public DbSet<NonPunishment> NonPunishments => Set<NonPunishment>();
    public DbSet<Document> Documents => Set<Document>();
    public DbSet<DocumentVersion> DocumentVersions => Set<DocumentVersion>();
    public DbSet<DocumentCopy> DocumentCopies => Set<DocumentCopy>();
    public DbSet<PoliceCase> PoliceCases => Set<PoliceCase>();
    public DbSet<PoliceCaseMove> PoliceCaseMoves => Set<PoliceCaseMove>();
    public DbSet<Charge> Charges => Set<Charge>();
    public DbSet<Suspect> Suspects => Set<Suspect>();
    public DbSet<LegalStrike> LegalStrikes => Set<LegalStrike>();
    public DbSet<LegalStep> LegalSteps => Set<LegalStep>();
    public DbSet<CourtDate> CourtDates => Set<CourtDate>();
    public DbSet<CompensationTelling> CompensationTellings => Set<CompensationTelling>();
    public DbSet<Verdict> Verdicts => Set<Verdict>();
    public DbSet<ProsecutorNote> ProsecutorNotes => Set<ProsecutorNote>();
    public DbSet<Claim> Claims => Set<Claim>();
    public DbSet<MoneyEntry> MoneyEntries => Set<MoneyEntry>();
    public DbSet<ClaimOfficer> ClaimOfficers => Set<ClaimOfficer>();
    public DbSet<FundRate> FundRates => Set<FundRate>();
    public DbSet<BreakGlass> BreakGlasses => Set<BreakGlass>();
    public DbSet<Sitting> Sittings => Set<Sitting>();
    public DbSet<SittingChange> SittingChanges => Set<SittingChange>();
    public DbSet<Panel> Panels => Set<Panel>();
    public DbSet<PanelMinutes> PanelMinutes => Set<PanelMinutes>();
    public DbSet<ConflictOfInterest> Conflicts => Set<ConflictOfInterest>();
    public DbSet<Opinion> Opinions => Set<Opinion>();
    public DbSet<Decision> Decisions => Set<Decision>();
    public DbSet<DecisionLetter> DecisionLetters => Set<DecisionLetter>();
    public DbSet<ReviewRequest> ReviewRequests => Set<ReviewRequest>();
    public DbSet<DecisionTelling> Tellings => Set<DecisionTelling>();
    public DbSet<Referral> Referrals => Set<Referral>();
    public DbSet<ReferralNote> ReferralNotes => Set<ReferralNote>();
    public DbSet<ReferralVersion> ReferralVersions => Set<ReferralVersion>();
    public DbSet<PlaceCall> PlaceCalls => Set<PlaceCall>();
    public DbSet<NeedsProfile> NeedsProfiles => Set<NeedsProfile>();
    public DbSet<DeclinedStub> DeclinedStubs => Set<DeclinedStub>();
    public DbSet<Placement> Placements => Set<Placement>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<CaseTask> Tasks => Set<CaseTask>();
    public DbSet<TaskWords> TaskWords => Set<TaskWords>();
    public DbSet<ClockValue> ClockValues => Set<ClockValue>();
    public DbSet<ClockRung> ClockRungs => Set<ClockRung>();
    public DbSet<Holiday> Holidays => Set<Holiday>();
    public DbSet<ClockPause> ClockPauses => Set<ClockPause>();
    public DbSet<ClockExtension> ClockExtensions => Set<ClockExtension>();
    public DbSet<Escalation> Escalations => Set<Escalation>();
    public DbSet<TaskHandover> TaskHandovers => Set<TaskHandover>();
    public DbSet<ShiftHandover> ShiftHandovers => Set<ShiftHandover>();
    public DbSet<ShiftItem> ShiftItems => Set<ShiftItem>();
    public DbSet<Absence> Absences => Set<Absence>();
    public DbSet<CaseMessage> Messages => Set<CaseMessage>();
    public DbSet<NumberMessage> NumberMessages => Set<NumberMessage>();
    public DbSet<MessageRead> MessageReads => Set<MessageRead>();
    public DbSet<NoticeRead> NoticeReads => Set<NoticeRead>();
    public DbSet<NoticePreference> NoticePreferences => Set<NoticePreference>();
    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<Province> Provinces => Set<Province>();
    public DbSet<District> Districts => Set<District>();
    public DbSet<Subdistrict> Subdistricts => Set<Subdistrict>();
    public DbSet<ProvinceNeighbour> ProvinceNeighbours => Set<ProvinceNeighbour>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<DirectoryEntry> DirectoryEntries => Set<DirectoryEntry>();
    public DbSet<Shelter> Shelters => Set<Shelter>();
    public DbSet<PlaceOutage> PlaceOutages => Set<PlaceOutage>();
    public DbSet<PlaceHold> PlaceHolds => Set<PlaceHold>();
    public DbSet<ShelterAddress> ShelterAddresses => Set<ShelterAddress>();
    public DbSet<NameToken> NameTokens => Set<NameToken>();
    public DbSet<AuditRecord> Audit => Set<AuditRecord>();
    public DbSet<DataKey> DataKeys => Set<DataKey>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<PortalUser>().ToTable("users");
        builder.Entity<Microsoft.AspNetCore.Identity.IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<Microsoft.AspNetCore.Identity.IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<Microsoft.AspNetCore.Identity.IdentityUserToken<Guid>>().ToTable("user_tokens");
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        // Ids are made by the domain (UUID v7), so a new object found through a navigation is an insert.
        foreach (var key in builder.Model.GetEntityTypes().Where(t => t.ClrType.Namespace!.StartsWith("NrmPortal.Domain", StringComparison.Ordinal))
            .SelectMany(t => t.GetKeys()).SelectMany(k => k.Properties))
        {
            key.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<SealedText>().HaveConversion<SealedTextConverter, SealedTextComparer>();
    }
}

internal sealed class SealedTextConverter() : ValueConverter<SealedText, byte[]>(
    v => CipherOf(v), v => SealedText.FromCipher(v))
{
    // Saving what the sealing interceptor has not sealed is a fault: plain text must not reach the table.
    private static byte[] CipherOf(SealedText value) => value.Cipher ?? throw new InvalidOperationException("A sealed value reached the database unsealed.");
}

internal sealed class SealedTextComparer() : Microsoft.EntityFrameworkCore.ChangeTracking.ValueComparer<SealedText>(
    (a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.Plain != null && a.Plain == b.Plain && (a.Cipher == null) == (b.Cipher == null)),
    v => v.Plain == null ? 0 : v.Plain.GetHashCode(StringComparison.Ordinal),
    v => v);
