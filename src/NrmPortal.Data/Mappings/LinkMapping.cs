using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Mappings;

internal sealed class LinkMapping : IEntityTypeConfiguration<CaseLink>
{
    public void Configure(EntityTypeBuilder<CaseLink> builder)
    {
        builder.ToTable("case_links");
        builder.HasOne<Case>().WithMany().HasForeignKey(l => l.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Case>().WithMany().HasForeignKey(l => l.OtherCaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(l => new { l.CaseId, l.OtherCaseId, l.Kind }).IsUnique().HasFilter("ended_at is null").HasDatabaseName("one_link_of_a_kind");
    }
}
