using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Returns;

namespace NrmPortal.Data.Mappings;

internal sealed class ReturnMappings : IEntityTypeConfiguration<ReturnStep>, IEntityTypeConfiguration<ReturnPlan>, IEntityTypeConfiguration<ReturnGoal>, IEntityTypeConfiguration<ReturnJourney>, IEntityTypeConfiguration<StayPermit>, IEntityTypeConfiguration<ArrivalNotice>
{
    public void Configure(EntityTypeBuilder<ReturnStep> builder)
    {
        Part(builder, "return_steps");
        builder.Property(s => s.On).HasColumnName("happened_on");
        builder.HasOne(s => s.Disclosure).WithOne().HasForeignKey<Disclosure>(d => d.ReturnStepId);
        // Nothing is corrected twice: the second corrects the correction.
        builder.HasIndex(s => s.CorrectsId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ReturnPlan> builder)
    {
        Part(builder, "return_plans");
        builder.Property(p => p.Country).HasMaxLength(20);
        builder.HasMany(p => p.Goals).WithOne().HasForeignKey(g => g.PlanId);
        builder.HasIndex(p => new { p.CaseId, p.Version }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ReturnGoal> builder)
    {
        Part(builder, "return_goals");
        builder.Property(g => g.Area).HasMaxLength(40);
        builder.Property(g => g.Money).HasPrecision(14, 2);
    }

    public void Configure(EntityTypeBuilder<ReturnJourney> builder)
    {
        Part(builder, "return_journeys");
        builder.Property(j => j.Country).HasMaxLength(20);
        builder.Property(j => j.From).HasColumnName("left_from");
        builder.HasIndex(j => j.CorrectsId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StayPermit> builder)
    {
        Part(builder, "stay_permits");
        builder.Property(p => p.Kind).HasMaxLength(40);
        builder.Property(p => p.From).HasColumnName("valid_from");
        builder.Property(p => p.Until).HasColumnName("valid_until");
        builder.HasIndex(p => p.CorrectsId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ArrivalNotice> builder)
    {
        Part(builder, "arrival_notices");
        builder.Property(n => n.Country).HasMaxLength(20);
        builder.Property(n => n.On).HasColumnName("arrives_on");
        builder.HasIndex(n => n.ByUnitId);
    }

    private static void Part<T>(EntityTypeBuilder<T> builder, string table) where T : class
    {
        builder.ToTable(table);
        builder.HasOne<Case>().WithMany().HasForeignKey("CaseId");
    }
}
