using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Mappings;

internal sealed class NoteMappings : IEntityTypeConfiguration<ReferralNote>, IEntityTypeConfiguration<PlaceCall>, IEntityTypeConfiguration<ReferralVersion>
{
    public void Configure(EntityTypeBuilder<ReferralNote> builder)
    {
        builder.ToTable("referral_notes");
        builder.HasOne<Case>().WithMany().HasForeignKey(n => n.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Referral>().WithMany().HasForeignKey(n => n.ReferralId);
        builder.HasOne<ReferralNote>().WithMany().HasForeignKey(n => n.ReplyToId);
        builder.HasOne<Unit>().WithMany().HasForeignKey(n => n.WithUnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PlaceCall> builder)
    {
        builder.ToTable("place_calls");
        builder.HasOne<Case>().WithMany().HasForeignKey(c => c.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Referral>().WithMany().HasForeignKey(c => c.ReferralId);
        builder.HasOne<Unit>().WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReferralVersion> builder)
    {
        builder.ToTable("referral_versions");
        builder.Property(v => v.Nationality).HasDefaultValue(NrmPortal.Domain.Referrals.NationalityClass.Unknown);
        builder.HasOne<Case>().WithMany().HasForeignKey(v => v.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Referral>().WithMany().HasForeignKey(v => v.ReferralId);
        builder.Property(v => v.Sections).IsSections();
    }
}
