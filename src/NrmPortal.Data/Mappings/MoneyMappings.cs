using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Documents;
using NrmPortal.Domain.Money;

namespace NrmPortal.Data.Mappings;

internal sealed class MoneyMappings : IEntityTypeConfiguration<Claim>, IEntityTypeConfiguration<MoneyEntry>, IEntityTypeConfiguration<ClaimOfficer>, IEntityTypeConfiguration<FundRate>
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
        builder.HasOne<Document>().WithMany().HasForeignKey(e => e.FiledDocumentId).OnDelete(DeleteBehavior.Restrict);
        // An entry is taken back once.
        builder.HasIndex(e => e.ReversesId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ClaimOfficer> builder)
    {
        Part(builder, "claim_officers");
        builder.HasOne<Membership>().WithMany().HasForeignKey(o => o.MembershipId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(o => new { o.CaseId, o.MembershipId }).IsUnique().HasFilter("ended_at is null");
    }

    public void Configure(EntityTypeBuilder<FundRate> builder)
    {
        builder.ToTable("fund_rates");
        builder.Property(r => r.Benefit).HasMaxLength(40);
        builder.Property(r => r.Amount).HasPrecision(14, 2);
        builder.Property(r => r.From).HasColumnName("valid_from");
        builder.Property(r => r.LegalBasis).HasMaxLength(200);
        builder.Property(r => r.Confidence).HasMaxLength(1);
        builder.Property(r => r.Reason).HasMaxLength(1000);
        builder.Ignore(r => r.IsUnknown);
        // One after the other, also where two administrators set one at once.
        builder.HasIndex(r => new { r.Benefit, r.Number }).IsUnique();
    }

    private static void Part<T>(EntityTypeBuilder<T> builder, string table) where T : class
    {
        builder.ToTable(table);
        builder.HasOne<Case>().WithMany().HasForeignKey("CaseId");
    }
}
