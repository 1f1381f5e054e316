using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Money;

namespace NrmPortal.Data.Mappings;

internal sealed class MoneyMappings : IEntityTypeConfiguration<Claim>, IEntityTypeConfiguration<MoneyEntry>, IEntityTypeConfiguration<ClaimOfficer>
{
    public void Configure(EntityTypeBuilder<Claim> builder)
    {
        Part(builder, "claims");
        builder.Property(c => c.Benefit).HasMaxLength(40);
    }

    public void Configure(EntityTypeBuilder<MoneyEntry> builder)
    {
        Part(builder, "money_entries");
        builder.Property(e => e.Amount).HasPrecision(14, 2);
        builder.Property(e => e.On).HasColumnName("happened_on");
        builder.HasOne<Claim>().WithMany().HasForeignKey(e => e.ClaimId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MoneyEntry>().WithMany().HasForeignKey(e => e.ReversesId).OnDelete(DeleteBehavior.Restrict);
        // An entry is taken back once.
        builder.HasIndex(e => e.ReversesId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ClaimOfficer> builder)
    {
        Part(builder, "claim_officers");
        builder.HasOne<Membership>().WithMany().HasForeignKey(o => o.MembershipId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(o => new { o.CaseId, o.MembershipId }).IsUnique().HasFilter("ended_at is null");
    }

    private static void Part<T>(EntityTypeBuilder<T> builder, string table) where T : class
    {
        builder.ToTable(table);
        builder.HasOne<Case>().WithMany().HasForeignKey("CaseId");
    }
}
