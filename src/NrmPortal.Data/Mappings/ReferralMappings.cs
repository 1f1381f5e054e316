using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Mappings;

internal sealed class ReferralMapping : IEntityTypeConfiguration<Referral>
{
    public void Configure(EntityTypeBuilder<Referral> builder)
    {
        builder.ToTable("referrals");
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => new { r.State, r.DueAt });
        builder.HasIndex(r => new { r.ReceiverUnitId, r.State });
        builder.HasIndex(r => r.CaseId);
        builder.Ignore(r => r.Rule);
        builder.Property(r => r.Kind).HasDefaultValue(ReferralKind.ShelterPlacement);
        builder.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId);
        builder.HasOne(r => r.ReceiverUnit).WithMany().HasForeignKey(r => r.ReceiverUnitId);
        builder.HasMany(r => r.Steps).WithOne().HasForeignKey(s => s.ReferralId);
        builder.Property(r => r.Sections).IsSections();
        builder.HasOne<Consent>().WithMany().HasForeignKey(r => r.ConsentId);
    }
}

internal sealed class ReferralPartMappings :
    IEntityTypeConfiguration<ReferralStep>, IEntityTypeConfiguration<NeedsProfile>, IEntityTypeConfiguration<DeclinedStub>,
    IEntityTypeConfiguration<Placement>
{
    public void Configure(EntityTypeBuilder<ReferralStep> builder) => builder.ToTable("referral_steps");

    public void Configure(EntityTypeBuilder<NeedsProfile> builder)
    {
        builder.ToTable("needs_profiles");
        builder.Ignore(n => n.IsChild);
        builder.Property(n => n.Nationality).HasDefaultValue(NationalityClass.Unknown);
        builder.HasOne<Referral>().WithOne().HasForeignKey<NeedsProfile>(n => n.Id);
    }

    public void Configure(EntityTypeBuilder<DeclinedStub> builder) => builder.ToTable("declined_stubs");

    public void Configure(EntityTypeBuilder<Placement> builder)
    {
        builder.ToTable("placements");
        builder.Property(p => p.HandoverUntil).Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        builder.Property(p => p.HandoverUntil).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.Ignore(p => p.IsLive);
        builder.Ignore(p => p.LongSince);
        builder.HasIndex(p => p.CaseId);
        // One live placement a referral: two acceptances at once cannot both stand.
        builder.HasIndex(p => p.ReferralId).IsUnique();
        builder.HasOne<Shelter>().WithMany().HasForeignKey(p => p.ShelterId);
        builder.HasOne<PlacePool>().WithMany().HasForeignKey(p => p.PoolId);
    }
}
