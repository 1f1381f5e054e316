using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Mappings;

internal sealed class RiskMappings : IEntityTypeConfiguration<RiskAssessment>, IEntityTypeConfiguration<CaseWarning>, IEntityTypeConfiguration<WarningNote>
{
    public void Configure(EntityTypeBuilder<RiskAssessment> builder)
    {
        builder.ToTable("risk_assessments");
        builder.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId);
        builder.ComplexProperty(r => r.Levels);
    }

    public void Configure(EntityTypeBuilder<CaseWarning> builder)
    {
        builder.ToTable("case_warnings");
        builder.HasOne<Case>().WithMany(c => c.Flags).HasForeignKey(w => w.CaseId);
        builder.Ignore(w => w.IsOfContact);
    }

    public void Configure(EntityTypeBuilder<WarningNote> builder)
    {
        builder.ToTable("warning_notes");
        builder.HasOne<Case>().WithMany().HasForeignKey(n => n.CaseId);
        builder.HasOne<CaseWarning>().WithOne().HasForeignKey<WarningNote>(n => n.Id);
    }
}

internal sealed class FollowUpVisitMapping : IEntityTypeConfiguration<FollowUpVisit>
{
    public void Configure(EntityTypeBuilder<FollowUpVisit> builder)
    {
        builder.ToTable("follow_up_visits");
        builder.Property(v => v.On).HasColumnName("visited_on");
        builder.HasOne<Case>().WithMany().HasForeignKey(v => v.CaseId);
    }
}

internal sealed class EndingMappings : IEntityTypeConfiguration<Closure>, IEntityTypeConfiguration<Reopening>
{
    public void Configure(EntityTypeBuilder<Closure> builder)
    {
        builder.ToTable("closures");
        builder.Property(c => c.Language).HasMaxLength(10);
        builder.Property(c => c.OpenItems).HasMaxLength(200);
        builder.Ignore(c => c.Open);
        builder.HasOne<Case>().WithMany().HasForeignKey(c => c.CaseId);
        builder.HasIndex(c => c.CaseId).IsUnique().HasFilter("answer is null").HasDatabaseName("one_waiting_closure");
    }

    public void Configure(EntityTypeBuilder<Reopening> builder)
    {
        builder.ToTable("reopenings");
        builder.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId);
    }
}

internal sealed class StayAlarmMapping : IEntityTypeConfiguration<StayAlarm>
{
    public void Configure(EntityTypeBuilder<StayAlarm> builder)
    {
        builder.ToTable("stay_alarms");
        builder.HasKey(a => new { a.CaseId, a.Kind, a.Since });
        builder.HasOne<Case>().WithMany().HasForeignKey(a => a.CaseId);
        // By name: a second index of the same columns without one takes the place of the first.
        builder.HasIndex(a => a.Since, "stay_alarms_open").HasFilter("ended_at is null");
        builder.HasIndex(a => a.Since, "stay_alarms_to_tell").HasFilter("ended_at is null and told_at is null");
    }
}
