using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Data.Mappings;

internal sealed class PlanMappings : IEntityTypeConfiguration<Plan>, IEntityTypeConfiguration<PlanGoal>, IEntityTypeConfiguration<CaseConference>
{
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.ToTable("plans");
        builder.Property(p => p.Language).HasMaxLength(10);
        builder.Ignore(p => p.Pending);
        builder.Ignore(p => p.Whole);
        builder.HasOne<Case>().WithMany().HasForeignKey(p => p.CaseId);
        builder.HasOne<Plan>().WithMany().HasForeignKey(p => p.HealthFromId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Goals).WithOne().HasForeignKey(g => g.PlanId);
        // Two who make the next version at once: the second reads the first.
        builder.HasIndex(p => new { p.CaseId, p.Version }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PlanGoal> builder)
    {
        builder.ToTable("plan_goals");
        builder.Property(g => g.Area).HasMaxLength(40);
        builder.Property(g => g.Language).HasMaxLength(10);
        builder.Ignore(g => g.IsHealth);
        builder.Property(g => g.By).HasColumnName("due_on");
        builder.HasOne<Case>().WithMany().HasForeignKey(g => g.CaseId);
    }

    public void Configure(EntityTypeBuilder<CaseConference> builder)
    {
        builder.ToTable("case_conferences");
        builder.Property(c => c.On).HasColumnName("held_on");
        builder.HasOne<Case>().WithMany().HasForeignKey(c => c.CaseId);
    }
}

internal sealed class ServiceMappings : IEntityTypeConfiguration<CareService>, IEntityTypeConfiguration<HealthService>
{
    public void Configure(EntityTypeBuilder<CareService> builder) => Service(builder, "services");

    public void Configure(EntityTypeBuilder<HealthService> builder) => Service(builder, "health_services");

    private static void Service<T>(EntityTypeBuilder<T> builder, string table) where T : ServiceGiven
    {
        builder.ToTable(table);
        builder.Property(s => s.Kind).HasMaxLength(40);
        builder.Property(s => s.Cost).HasPrecision(14, 2);
        builder.Property(s => s.From).HasColumnName("began_on");
        builder.Ignore(s => s.GoesOn);
        builder.HasOne<Case>().WithMany().HasForeignKey(s => s.CaseId);
        builder.HasOne<Unit>().WithMany().HasForeignKey(s => s.ProviderUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<T>().WithMany().HasForeignKey(s => s.CorrectsId).OnDelete(DeleteBehavior.Restrict);
        // What was wrong is put right once.
        builder.HasIndex(s => s.CorrectsId).IsUnique();
    }
}
