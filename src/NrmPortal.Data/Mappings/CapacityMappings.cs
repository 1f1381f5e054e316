using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Mappings;

internal sealed class CapacityMappings : IEntityTypeConfiguration<PlacePool>, IEntityTypeConfiguration<PlaceOutage>, IEntityTypeConfiguration<PlaceHold>
{
    public void Configure(EntityTypeBuilder<PlacePool> builder)
    {
        builder.ToTable("place_pools", t => t.HasCheckConstraint("ck_place_pools_never_oversold",
            "occupied >= 0 and held >= 0 and out_of_use >= 0 and occupied + held + out_of_use <= places"));
        builder.HasIndex(p => new { p.ShelterId, p.Kind }).IsUnique();
        builder.Ignore(p => p.Free);
        foreach (var counted in new[] { nameof(PlacePool.Occupied), nameof(PlacePool.Held), nameof(PlacePool.OutOfUse) }) IsCountedByTheDatabase(builder.Property<int>(counted));
    }

    public void Configure(EntityTypeBuilder<PlaceOutage> builder)
    {
        builder.ToTable("place_outages", t => t.HasCheckConstraint("ck_place_outages_places", "places > 0"));
        builder.HasOne<PlacePool>().WithMany().HasForeignKey(o => o.PoolId);
    }

    public void Configure(EntityTypeBuilder<PlaceHold> builder)
    {
        builder.ToTable("place_holds");
        builder.HasOne<PlacePool>().WithMany().HasForeignKey(h => h.PoolId);
        builder.HasOne<Referral>().WithMany().HasForeignKey(h => h.ReferralId);
        builder.HasIndex(h => h.ReferralId).IsUnique().HasFilter("ended_at is null");
        builder.HasIndex(h => h.Until).HasFilter("ended_at is null");
    }

    /// <summary>Never written from here, so that no stale number goes back.</summary>
    public static void IsCountedByTheDatabase(PropertyBuilder<int> property)
    {
        property.HasDefaultValue(0);
        property.Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        property.Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
    }
}
