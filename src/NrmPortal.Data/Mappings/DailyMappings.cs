using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Mappings;

internal sealed class DailyMappings : IEntityTypeConfiguration<ShelterLeave>, IEntityTypeConfiguration<ShelterIncident>, IEntityTypeConfiguration<MovementRestriction>
{
    public void Configure(EntityTypeBuilder<ShelterLeave> builder)
    {
        Daily(builder, "shelter_leaves");
        // Nobody goes out twice from one place; what was left open at another ended with that stay.
        builder.HasIndex(l => l.PlacementId).IsUnique().HasFilter("back_at is null").HasDatabaseName("one_leave_at_a_time");
    }

    public void Configure(EntityTypeBuilder<ShelterIncident> builder) => Daily(builder, "shelter_incidents");

    public void Configure(EntityTypeBuilder<MovementRestriction> builder)
    {
        Daily(builder, "movement_restrictions");
        builder.Property(r => r.From).HasColumnName("starts_at");
        builder.Property(r => r.Until).HasColumnName("ends_at");
    }

    private static void Daily<T>(EntityTypeBuilder<T> builder, string table) where T : class
    {
        builder.ToTable(table);
        builder.HasOne<Case>().WithMany().HasForeignKey("CaseId");
        builder.HasOne<Placement>().WithMany().HasForeignKey("PlacementId").OnDelete(DeleteBehavior.Restrict);
    }
}
