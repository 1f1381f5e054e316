using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Mappings;

internal sealed class CaseMapping : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("cases");
        builder.Property(c => c.FirstContactNumber).HasMaxLength(20);
        builder.Property(c => c.NrmNumber).HasMaxLength(20);
        builder.HasIndex(c => c.FirstContactNumber).IsUnique();
        builder.HasIndex(c => c.NrmNumber).IsUnique();
        builder.HasMany(c => c.Events).WithOne().HasForeignKey(e => e.CaseId);
        builder.HasMany(c => c.Notices).WithOne().HasForeignKey(n => n.CaseId);
        builder.HasMany(c => c.Tasks).WithOne().HasForeignKey(t => t.CaseId);
        builder.HasOne<Unit>().WithMany().HasForeignKey(c => c.OwnerUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(c => c.ProvinceOfficeId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(c => c.PausedClocks).HasMaxLength(200).HasDefaultValue("");
        builder.Property(c => c.ClockChangeCount).HasDefaultValue(0);
        // Which running clocks a changed limit would move.
        builder.HasIndex(c => new { c.DueClock, c.DueFrom }).HasFilter("due_clock is not null");
        builder.Property(c => c.ProtectionAskedOf).HasDefaultValueSql("'{}'");
        builder.Property(c => c.DecidedBy).HasDefaultValueSql("'{}'");
        builder.Ignore(c => c.IsReflecting);
        builder.Ignore(c => c.RunningClocks);
        builder.Ignore(c => c.Number);
        builder.Ignore(c => c.IsTreatedAsChild);
    }
}

internal sealed class CaseEventMapping : IEntityTypeConfiguration<CaseEvent>
{
    public void Configure(EntityTypeBuilder<CaseEvent> builder)
    {
        builder.ToTable("case_events");
        builder.HasIndex(e => new { e.CaseId, e.Sequence }).IsUnique();
        builder.Property(e => e.Parameters).IsParameters();
    }
}

/// <summary>One scope's sight of one case, kept by database triggers; every list is driven from here.</summary>
public sealed class CaseAccess
{
    private CaseAccess() { }

    /// <summary>A unit, a personal seat's membership, or the national scope.</summary>
    public Guid Scope { get; private set; }
    public Guid CaseId { get; private set; }
    public Case? Case { get; private set; }

    /// <summary>The case's number and clock stand here too, so that a worklist reads this table alone.</summary>
    public string Number { get; private set; } = "";
    public string? DueClock { get; private set; }

    /// <summary>owner, opener, province, receiver, dcy, legal (a s.41 flag), track (a police case), claim (an officer who pursues one), seat, national; glass: an emergency opening, for reading alone.</summary>
    public string Via { get; private set; } = "";
    public Domain.Flow.Stage Stage { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>The end of an emergency opening; null: sight lasts while its ground lasts.</summary>
    public DateTimeOffset? Until { get; private set; }
    public string ProvinceCode { get; private set; } = "";

    /// <summary>The province of the office that answers for the case, where that is another than the one of the first contact.</summary>
    public string? OfficeProvince { get; private set; }
    public Domain.ExploitationCategory Category { get; private set; }
}

internal sealed class CaseAccessMapping : IEntityTypeConfiguration<CaseAccess>
{
    public void Configure(EntityTypeBuilder<CaseAccess> builder)
    {
        builder.ToTable("case_access");
        builder.HasKey(a => new { a.Scope, a.CaseId });
        builder.HasOne(a => a.Case).WithMany().HasForeignKey(a => a.CaseId);
        builder.HasIndex(a => new { a.CaseId, a.Scope });
        builder.HasIndex(a => new { a.Scope, a.OpenedAt, a.CaseId }).IsDescending(false, true, true);
        builder.HasIndex(a => new { a.Scope, a.Stage, a.OpenedAt, a.CaseId }).IsDescending(false, false, true, true);
        builder.HasIndex(a => new { a.Scope, a.DueAt });
    }
}

internal sealed class ScreeningMapping : IEntityTypeConfiguration<CaseScreening>
{
    public void Configure(EntityTypeBuilder<CaseScreening> builder)
    {
        builder.ToTable("screenings");
        builder.HasOne(s => s.Case).WithMany().HasForeignKey(s => s.CaseId);
        builder.HasIndex(s => s.Number).IsUnique();
        builder.HasIndex(s => new { s.ByUnitId, s.State });
        builder.Property(s => s.WrittenBy).HasDefaultValueSql("'{}'");
    }
}

internal sealed class SectionMappings :
    IEntityTypeConfiguration<ScreeningRecord>, IEntityTypeConfiguration<PersonIdentity>, IEntityTypeConfiguration<HealthNote>,
    IEntityTypeConfiguration<BasisOfStay>, IEntityTypeConfiguration<BreakGlass>
{
    public void Configure(EntityTypeBuilder<ScreeningRecord> builder) => Section(builder, "screening_records");
    public void Configure(EntityTypeBuilder<PersonIdentity> builder) => Section(builder, "person_identities");
    public void Configure(EntityTypeBuilder<HealthNote> builder) => Section(builder, "health_notes");
    public void Configure(EntityTypeBuilder<BasisOfStay> builder)
    {
        Section(builder, "bases_of_stay");
        builder.HasOne<Consent>().WithMany().HasForeignKey(b => b.ConsentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Placement>().WithMany().HasForeignKey(b => b.AwaitsPlacementId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<BreakGlass> builder) => Section(builder, "break_glass");

    private static void Section<T>(EntityTypeBuilder<T> builder, string table) where T : class
    {
        builder.ToTable(table);
        builder.HasOne<Case>().WithMany().HasForeignKey("CaseId");
    }
}

internal sealed class UserMapping : IEntityTypeConfiguration<PortalUser>
{
    public void Configure(EntityTypeBuilder<PortalUser> builder)
    {
        builder.Property(u => u.NameTh).HasMaxLength(200);
        builder.Property(u => u.NameEn).HasMaxLength(200);
        builder.Property(u => u.Language).HasMaxLength(5);
    }
}
