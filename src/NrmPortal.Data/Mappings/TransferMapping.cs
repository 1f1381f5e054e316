using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Mappings;

internal sealed class TransferMapping : IEntityTypeConfiguration<CaseTransfer>
{
    public void Configure(EntityTypeBuilder<CaseTransfer> builder)
    {
        builder.ToTable("case_transfers");
        builder.Property(t => t.CaseNumber).HasMaxLength(30);
        builder.Property(t => t.LegalGround).HasMaxLength(200);
        builder.Property(t => t.Sections).IsSections();
        builder.HasOne<Consent>().WithMany().HasForeignKey(t => t.ConsentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Case>().WithMany().HasForeignKey(t => t.CaseId);
        builder.HasIndex(t => t.ToUnitId).HasFilter("answer is null");
        // Two offices are not asked at once. (By name: a second index on the same column would replace the first.)
        builder.HasIndex(t => t.CaseId, "one_waiting_transfer").IsUnique().HasFilter("answer is null").HasDatabaseName("one_waiting_transfer");
        builder.HasIndex(t => t.CaseId, "accepted_transfers").HasFilter("answer = 'Accepted'").HasDatabaseName("accepted_transfers");
    }
}
