using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Data.Mappings;

internal sealed class ClockBookMappings : IEntityTypeConfiguration<ClockValue>, IEntityTypeConfiguration<ClockRung>, IEntityTypeConfiguration<Holiday>
{
    public void Configure(EntityTypeBuilder<ClockValue> builder)
    {
        builder.ToTable("clock_settings");
        builder.Property(v => v.From).HasColumnName("valid_from");
        builder.Property(v => v.Until).HasColumnName("valid_until");
        builder.Property(v => v.LegalBasis).HasMaxLength(200);
        builder.Property(v => v.Reason).HasMaxLength(1000);
        builder.Property(v => v.Confidence).HasMaxLength(1);
        builder.Ignore(v => v.Setting);
        // One value in force at a time, also where two administrators change it at once.
        builder.HasIndex(v => v.Code).IsUnique().HasFilter("valid_until is null");
    }

    public void Configure(EntityTypeBuilder<ClockRung> builder)
    {
        builder.ToTable("clock_rungs");
        builder.Ignore(r => r.Rung);
        builder.HasIndex(r => r.Code);
    }

    public void Configure(EntityTypeBuilder<Holiday> builder)
    {
        builder.ToTable("holidays");
        builder.Property(h => h.NameTh).HasMaxLength(200);
        builder.Property(h => h.NameEn).HasMaxLength(200);
        builder.Property(h => h.Confidence).HasMaxLength(1);
        builder.Ignore(h => h.Stands);
        builder.HasIndex(h => h.Day).IsUnique();
    }
}

internal sealed class ClockChangeMappings : IEntityTypeConfiguration<ClockPause>, IEntityTypeConfiguration<ClockExtension>
{
    public void Configure(EntityTypeBuilder<ClockPause> builder)
    {
        builder.ToTable("clock_pauses");
        builder.Property(p => p.From).HasColumnName("paused_from");
        builder.Property(p => p.Until).HasColumnName("paused_until");
        builder.Ignore(p => p.IsOpen);
        builder.HasOne<Case>().WithMany().HasForeignKey(p => p.CaseId);
        builder.HasIndex(p => p.CaseId);
    }

    public void Configure(EntityTypeBuilder<ClockExtension> builder)
    {
        builder.ToTable("clock_extensions");
        builder.Property(e => e.Document).HasMaxLength(100);
        builder.HasOne<Case>().WithMany().HasForeignKey(e => e.CaseId);
        builder.HasIndex(e => e.CaseId);
    }
}
